// The roles of a person: where, from when to when, by whom and why; each can be taken back for a reason.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { personText } from '#lib';
import { Button, DataTable, DateText, EmptyState, formatDate, notify, StatusWord, useLanguage, useMay, type Column } from '#ui';
import { stateOfGrant, whereOf } from './grant-words.ts';
import classes from './GrantTable.module.css';
import { accessApi, useRefresh, useScopes, useToday, type GrantView, type PersonView } from './queries.ts';
import { ReasonDrawer, type Difference } from './ReasonDrawer.tsx';
import { useAccessWords } from './words.ts';

export interface GrantTableProps {
  readonly person: PersonView;
  readonly onGive: () => void;
}

/** The table with its taking back. */
export function GrantTable({ person, onGive }: GrantTableProps) {
  const say = useAccessWords();
  const language = useLanguage();
  const scopes = useScopes();
  const mayAdminister = useMay('access.administer');
  const [chosen, setChosen] = useState<string>();
  const today = useToday();
  const revoking = person.grants.find((grant) => grant.id === chosen && grant.can.revoke);
  const isOwn = mayAdminister && !person.can.grant && !person.disabled;
  const columns: readonly Column<GrantView>[] = [
    {
      key: 'role',
      header: say('role'),
      cell: (row) => say(`roles.${row.role}`),
      sortBy: (row) => say(`roles.${row.role}`),
      width: '134px',
    },
    {
      key: 'where',
      header: say('where'),
      cell: (row) => whereOf(row, scopes, say),
      width: '180px',
    },
    {
      key: 'from',
      header: say('from'),
      cell: (row) => <DateText date={row.validFrom} />,
      sortBy: (row) => row.validFrom,
      width: '130px',
    },
    {
      key: 'until',
      header: say('until'),
      cell: (row) => (row.validTo ? <DateText date={row.validTo} /> : say('noEnd')),
      sortBy: (row) => row.validTo,
      width: '130px',
    },
    {
      key: 'state',
      header: say('grantState'),
      cell: (row) => {
        const { tone, text } = stateOfGrant(row, today, say, language);
        return (
          <span className={classes.whole}>
            <StatusWord tone={tone} look="plain">
              {text}
            </StatusWord>
          </span>
        );
      },
      width: '166px',
    },
    { key: 'by', header: say('givenBy'), cell: (row) => personText(row.givenBy, language), width: '130px' },
    { key: 'reason', header: say('reason'), cell: (row) => row.reason },
    {
      key: 'action',
      header: say('action'),
      cell: (row) =>
        row.can.revoke && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => setChosen(row.id)}
            aria-label={say('revokeTitle', { role: say(`roles.${row.role}`) })}
          >
            {say('revoke')}
          </Button>
        ),
      width: '124px',
    },
  ];
  return (
    <section aria-labelledby="roles-of-person">
      <h2 id="roles-of-person" className={classes.title}>
        {say('grants')}
      </h2>
      {isOwn && <p className={classes.own}>{say('own')}</p>}
      <DataTable
        label={say('grantsOf', { name: person.name })}
        columns={mayAdminister ? columns : columns.filter((column) => column.key !== 'action')}
        rows={person.grants}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={say('noGrantsTitle')}
            icon="shield"
            action={person.can.grant ? <Button onClick={onGive}>{say('giveGrant')}</Button> : undefined}
          >
            {say(person.can.grant ? 'noGrantsText' : 'noGrantsReader', { name: person.name })}
          </EmptyState>
        }
      />
      {revoking && (
        <RevokeDrawer
          key={revoking.id}
          person={person}
          grant={revoking}
          where={whereOf(revoking, scopes, say)}
          today={today}
          onClose={() => setChosen(undefined)}
        />
      )}
    </section>
  );
}

interface RevokeDrawerProps {
  readonly person: PersonView;
  readonly grant: GrantView;
  readonly where: string;
  readonly today: string;
  readonly onClose: () => void;
}

function RevokeDrawer({ person, grant, where, today, onClose }: RevokeDrawerProps) {
  const say = useAccessWords();
  const language = useLanguage();
  const refresh = useRefresh();
  const role = say(`roles.${grant.role}`);
  const revoke = useMutation(
    accessApi.revokeGrant.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('revokedDone', { role, name: person.name }) });
        onClose();
        await refresh();
      },
    }),
  );
  const day = (text: string | null) => (text === null ? say('noEnd') : formatDate(text, { language }));
  const differences = (current: unknown): readonly Difference[] => {
    const now = current as GrantView;
    return [
      { what: say('role'), read: role, now: say(`roles.${now.role}`) },
      { what: say('until'), read: day(grant.validTo), now: day(now.validTo) },
      { what: say('grantState'), read: stateOfGrant(grant, today, say, language).text, now: stateOfGrant(now, today, say, language).text },
    ];
  };
  return (
    <ReasonDrawer
      title={say('revokeTitle', { role })}
      effect={say('revokeEffect', { name: person.name, role, where })}
      submitLabel={say('revoke')}
      opened
      pending={revoke.isPending}
      error={revoke.error}
      differences={differences}
      onClose={onClose}
      onSubmit={(reason) =>
        revoke.mutate({ params: { grantId: grant.id }, headers: { 'if-match': String(grant.version) }, body: { reason } })
      }
      onTakeNew={() => {
        revoke.reset();
        void refresh();
      }}
    />
  );
}
