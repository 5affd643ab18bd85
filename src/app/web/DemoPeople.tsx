// The people of a demo on its sign-in page: one click each.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRoleNames } from '#access/web';
import { demoLoadingQuery, demoPeopleQuery, signInAs, type Ended } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { Refused } from './Doorstep.tsx';
import { ProgressBar } from '#ui';
import classes from './DemoPeople.module.css';

/** The list; only a demo's page asks for it. */
export function DemoPeople({ onEnter }: { readonly onEnter: () => Promise<void> }) {
  const say = useDoorWords();
  const roleName = useRoleNames();
  const people = useQuery(demoPeopleQuery);
  const { data: loading } = useQuery(demoLoadingQuery);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const [pending, setPending] = useState<string>();
  const progress = loading ? <ProgressBar label={say('demoLoading')} done={loading.done} total={loading.total || undefined} /> : null;
  if (!people.data || people.data.length === 0) return progress;
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
      {progress}
      <Refused ended={ended} words="demoRefused" />
      <ul className={classes.list}>
        {people.data.map((person) => (
          <li key={person.accountId}>
            <button type="button" className={classes.person} disabled={pending !== undefined} onClick={() => void enter(person.accountId)}>
              <span>{person.name}</span>
              <span className={classes.roles}>{person.roles.map(roleName).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
