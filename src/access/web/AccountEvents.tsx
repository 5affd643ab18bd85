// What happened to a person's account lately, for those who administer it.
import { useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, formatInstant, InstantText, useLanguage, zoneHere, type Column, type Say } from '#ui';
import type { AnswerOf } from '#platform/contract';
import type { accessContract } from '../contract.ts';
import classes from './GrantTable.module.css';
import { accessApi } from './queries.ts';
import { useAccessWords } from './words.ts';

type Happened = AnswerOf<(typeof accessContract)['events']>[number];

const columns = (say: Say, language: string): readonly Column<Happened>[] => [
  {
    key: 'at',
    header: say('eventWhen'),
    cell: (row) => <InstantText at={row.at} timeZone={zoneHere()} />,
    sortBy: (row) => row.at,
    width: '190px',
  },
  {
    key: 'kind',
    header: say('eventWhat'),
    cell: (row) =>
      [say(`events.${row.kind}`), row.until && say('lockedUntil', { time: formatInstant(row.until, zoneHere(), { language }) })]
        .filter(Boolean)
        .join(', '),
    sortBy: (row) => say(`events.${row.kind}`),
  },
  { key: 'address', header: say('eventFrom'), cell: (row) => row.address ?? '', width: '180px' },
];

/** The table. */
export function AccountEvents({ personId }: { readonly personId: string }) {
  const say = useAccessWords();
  const language = useLanguage();
  const events = useQuery(accessApi.events.queryOptions({ input: { query: { personId } } }));
  return (
    <section>
      <h2 className={classes.title}>{say('eventsTitle')}</h2>
      <DataTable
        label={say('eventsTitle')}
        columns={columns(say, language)}
        rows={events.data}
        rowKey={(row) => row.id}
        error={events.data ? undefined : events.error}
        onRetry={() => void events.refetch()}
        empty={
          <EmptyState title={say('noEventsTitle')} icon="clock">
            {say('noEvents')}
          </EmptyState>
        }
      />
    </section>
  );
}
