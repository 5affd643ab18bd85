// The people of a demo on its sign-in page: one click each.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { demoPeopleQuery, signInAs, type Ended } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { Refused } from './Doorstep.tsx';
import classes from './DemoPeople.module.css';

/** Nothing where this is no demo. */
export function DemoPeople({ onEnter }: { readonly onEnter: () => Promise<void> }) {
  const say = useDoorWords();
  const people = useQuery(demoPeopleQuery);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const [pending, setPending] = useState<string>();
  if (!people.data || people.data.length === 0) return null;
  const enter = async (accountId: string) => {
    setPending(accountId);
    const answer = await signInAs(accountId).finally(() => setPending(undefined));
    setEnded(answer);
    if (answer.ok) await onEnter();
  };
  return (
    <section className={classes.people} aria-labelledby="demo-people">
      <h2 id="demo-people" className={classes.title}>
        {say('signInAs')}
      </h2>
      <p className={classes.lead}>{say('demoLead')}</p>
      <Refused ended={ended} words="demoRefused" />
      <ul className={classes.list}>
        {people.data.map((person) => (
          <li key={person.accountId}>
            <button type="button" className={classes.person} disabled={pending !== undefined} onClick={() => void enter(person.accountId)}>
              <span>{person.name}</span>
              <span className={classes.roles}>{person.roles.map((role) => say(`roles.${role}`)).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
