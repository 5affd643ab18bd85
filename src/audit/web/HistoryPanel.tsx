// What happened to a record, entry by entry: who, when in the site's zone and in UTC, why, and every value before and after.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, createApi, EmptyState, Problem, useMay, Waiting, type Say } from '#ui';
import { auditContract } from '../contract.ts';
import classes from './HistoryPanel.module.css';
import { HistoryItem } from './HistoryItem.tsx';
import { useAuditWords } from './words.ts';

const api = createApi({ audit: auditContract }).query.audit;

export interface HistoryPanelProps {
  readonly recordId: string;
  /** The site's IANA zone; UTC alone when left out. */
  readonly timeZone?: string | undefined;
  /** Also the records that are parts of it. */
  readonly withChildren?: boolean;
  /** Only records of this room: what other rooms wrote about it stands on their own pages. */
  readonly room?: string;
  /** Draws the heading; left out where the page is the history. */
  readonly titled?: boolean;
}

/** The entries, oldest first, as many as were asked for. Draws nothing for readers without `audit.view`. */
export function HistoryPanel({ recordId, timeZone, withChildren = false, room, titled = true }: HistoryPanelProps) {
  const say = useAuditWords();
  const may = useMay('audit.view');
  const history = useInfiniteQuery({
    ...api.history.infiniteOptions({
      input: (after: string | undefined) => ({
        params: { recordId },
        query: { ...(withChildren ? { with: 'children' as const } : {}), ...(timeZone ? { timeZone } : {}), ...(after ? { after } : {}) },
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    enabled: may,
  });
  if (!may) return null;
  const entries = history.data?.pages.flatMap((part) =>
    part.entries.filter(({ record }) => room === undefined || record.table.startsWith(`${room}.`)),
  );
  return (
    <section aria-label={say('history')} className={classes.panel}>
      {titled && <h2 className={classes.title}>{say('history')}</h2>}
      {entries && entries.length > 0 && (
        <p className={classes.quiet}>{say(history.hasNextPage ? 'countMore' : 'count', { count: entries.length })}</p>
      )}
      <Entries
        entries={entries}
        timeZone={timeZone}
        error={history.data ? undefined : history.error}
        onRetry={() => void history.refetch()}
        say={say}
      />
      {history.data && history.error && <Problem error={history.error} />}
      {history.hasNextPage && (
        <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
    </section>
  );
}

interface EntriesProps {
  readonly entries: readonly Parameters<typeof HistoryItem>[0]['entry'][] | undefined;
  readonly timeZone: string | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly say: Say;
}

function Entries({ entries, timeZone, error, onRetry, say }: EntriesProps) {
  if (error) return <Problem error={error} onRetry={onRetry} />;
  if (!entries) return <Waiting rows={5} />;
  if (entries.length === 0) {
    return (
      <EmptyState title={say('empty')} icon="clock">
        {say('emptyText')}
      </EmptyState>
    );
  }
  return (
    <ol className={classes.list}>
      {entries.map((entry) => (
        <HistoryItem key={entry.id} entry={entry} timeZone={timeZone} />
      ))}
    </ol>
  );
}
