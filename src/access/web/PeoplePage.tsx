// Everybody, what they may act as, and how far their sign-in has come.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Button,
  DataTable,
  EmailText,
  EmptyState,
  PageHeader,
  StatusWord,
  useGo,
  useLanguage,
  useMay,
  usePageSearch,
  type Column,
  type Say,
} from '#ui';
import { AddPersonDrawer } from './AddPersonDrawer.tsx';
import classes from './GrantTable.module.css';
import { rolesInForce, stateOfPerson } from './grant-words.ts';
import { accessApi, type PersonView } from './queries.ts';
import { useAccessWords } from './words.ts';

// Who does not administer sees only the roles at the places that their own reach.
const columns = (say: Say, language: string, mayAdminister: boolean): readonly Column<PersonView>[] => [
  { key: 'name', header: say('name'), cell: (row) => row.name, cut: (row) => row.name, sortBy: (row) => row.name, width: '200px' },
  {
    key: 'roles',
    header: say('mayDo'),
    cell: (row) => rolesInForce(row.grants, say) || say(mayAdminister ? 'noGrants' : 'noGrantsHere'),
    cut: (row) => rolesInForce(row.grants, say) || say(mayAdminister ? 'noGrants' : 'noGrantsHere'),
    sortBy: (row) => rolesInForce(row.grants, say) || null,
  },
  { key: 'kind', header: say('kind'), cell: (row) => say(row.kind), sortBy: (row) => say(row.kind), width: '120px' },
  {
    key: 'email',
    header: say('email'),
    cell: (row) => row.email && <EmailText address={row.email} />,
    cut: (row) => row.email ?? '',
    sortBy: (row) => row.email,
    width: '230px',
  },
  {
    key: 'state',
    header: say('signIn'),
    cell: (row) => {
      const { tone, text } = stateOfPerson(row, say, language);
      return (
        <span className={classes.whole}>
          <StatusWord tone={tone} look="plain">
            {text}
          </StatusWord>
        </span>
      );
    },
    sortBy: (row) => stateOfPerson(row, say, language).text,
    width: '230px',
  },
];

/** The list of people. */
export function PeoplePage() {
  const say = useAccessWords();
  const language = useLanguage();
  const go = useGo();
  const mayAdd = useMay('access.administer');
  const people = useQuery(accessApi.people.queryOptions({ input: {} }));
  const [search, change] = usePageSearch();
  const [pressed, setAdding] = useState(false);
  const adding = pressed || search['do'] === 'add';
  const close = () => {
    setAdding(false);
    change({ do: undefined });
  };
  const addButton = mayAdd && <Button onClick={() => setAdding(true)}>{say('addPerson')}</Button>;
  return (
    <>
      <PageHeader title={say('people')} lead={say('peopleLead')} action={addButton} />
      <DataTable
        label={say('people')}
        name="people"
        columns={columns(say, language, mayAdd)}
        rows={people.data}
        rowKey={(row) => row.id}
        rowTo={(row) => `/people/${row.id}`}
        initialSort={{ column: 'name', direction: 'up' }}
        error={people.data ? undefined : people.error}
        onRetry={() => void people.refetch()}
        empty={
          <EmptyState title={say('noPeopleTitle')} icon="people" action={addButton || undefined}>
            {say('noPeople')}
          </EmptyState>
        }
      />
      {mayAdd && <AddPersonDrawer opened={adding} onClose={close} onAdded={(person) => go(`/people/${person.id}`)} />}
    </>
  );
}
