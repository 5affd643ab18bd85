// The trail of one record: who, when, why, and every field before and after.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, InstantText, type Column, type Say } from '#ui';
import { deskApi, type HistoryEntry } from './queries.ts';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

export interface RecordHistoryProps {
  readonly recordId: string;
  /** The room whose records are shown: what other rooms wrote about it stands on their own pages. */
  readonly room: string;
  readonly timeZone: string;
}

/** The history, oldest first, with the records that are parts of it. */
export function RecordHistory({ recordId, room, timeZone }: RecordHistoryProps) {
  const say = useDeskWords();
  const history = useInfiniteQuery(
    deskApi.audit.history.infiniteOptions({
      input: (after: string | null) => ({
        params: { recordId },
        query: { with: 'children' as const, timeZone, ...(after === null ? {} : { after }) },
      }),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
    }),
  );
  return (
    <>
      <DataTable
        label={say('trail.heading')}
        columns={columns(say, timeZone)}
        rows={history.data?.pages.flatMap((part) => part.entries.filter((entry) => entry.record.table.startsWith(`${room}.`)))}
        rowKey={(row) => row.id}
        error={history.data ? undefined : history.error}
        onRetry={() => void history.refetch()}
        empty={
          <EmptyState title={say('trail.none')} icon="clock">
            {say('trail.noneText')}
          </EmptyState>
        }
      />
      {history.hasNextPage && (
        <p style={{ marginTop: 12 }}>
          <Button variant="default" onClick={() => void history.fetchNextPage()} loading={history.isFetchingNextPage}>
            {say('trail.more')}
          </Button>
        </p>
      )}
    </>
  );
}

const columns = (say: Say, timeZone: string): readonly Column<HistoryEntry>[] => [
  { key: 'when', header: say('trail.when'), cell: (row) => <InstantText at={row.at} timeZone={timeZone} />, width: '180px' },
  { key: 'who', header: say('trail.who'), cell: (row) => row.actorName, width: '120px' },
  { key: 'what', header: say('trail.what'), cell: (row) => <span className={classes.wrap}>{headOf(row)}</span>, width: '30%' },
  { key: 'changes', header: say('trail.changes'), cell: (row) => <Changes entry={row} say={say} /> },
  { key: 'why', header: say('trail.why'), cell: (row) => row.reason && <span className={classes.wrap}>{row.reason}</span>, width: '16%' },
];

/** Who did what; the fields and the reason stand beside it. */
function headOf({ sentence, changes, reason }: HistoryEntry): string {
  const tail = reason === null ? '' : ` Reason: ${reason}`;
  const whole = tail !== '' && sentence.endsWith(tail) ? sentence.slice(0, -tail.length) : sentence;
  const at = whole.indexOf(': ');
  return changes.length > 0 && at > 0 ? `${whole.slice(0, at)}.` : whole;
}

const isNothing = (value: string | null): boolean => value === null || value === '';

/** Ids by their last six signs; the whole is shown on hover. */
function Value({ text }: { readonly text: string }) {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text) ? <span title={text}>…{text.slice(-6)}</span> : text;
}

function Changes({ entry, say }: { readonly entry: HistoryEntry; readonly say: Say }) {
  const changes = entry.changes.filter(({ from, to }) => !(isNothing(from) && isNothing(to)));
  return (
    <ul className={classes.changes}>
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          <span className={classes.quiet}>{field}:</span>{' '}
          {!isNothing(from) && (
            <del>
              <Value text={from ?? ''} />
            </del>
          )}{' '}
          {!isNothing(from) && '→'} <ins>{isNothing(to) ? say('trail.empty') : <Value text={to ?? ''} />}</ins>
        </li>
      ))}
    </ul>
  );
}
