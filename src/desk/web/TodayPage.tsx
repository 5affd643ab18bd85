// The coordinator's home: the visits of all their sites that are late, due, or soon due.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ReturnedList } from '#signatures/web';
import { EmptyState, PageHeader, Problem, ShowMore, StatusWord, Waiting, type Say } from '#ui';
import { DueTable, type DueRow } from '#visits/web';
import { aheadDays, dayWork, type DayWork } from './due-lists.ts';
import { deskApi, type DueCounts } from './queries.ts';
import { SiteClocks } from './SiteClocks.tsx';
import { RunningClocks, WaitingDeviations } from './WaitingList.tsx';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

function useDueList() {
  return useInfiniteQuery(
    deskApi.visits.dueList.infiniteOptions({
      input: (after: string | undefined) => ({ query: { aheadDays, limit: 200, ...(after ? { after } : {}) } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  );
}

/** The page. */
export function TodayPage() {
  const say = useDeskWords();
  const sites = useQuery(deskApi.studies.studySites.queryOptions({ input: {} }));
  const due = useDueList();
  const parts = due.data?.pages;
  const rows = parts?.flatMap((part) => part.items);
  const counts = parts?.[0]?.counts;
  return (
    <>
      <PageHeader
        title={say('today')}
        lead={
          <>
            {sites.data && <SiteClocks sites={sites.data} />}
            <br />
            {say('todayLead', { count: aheadDays })}
          </>
        }
        status={counts && <DayStatus counts={counts} say={say} />}
      />
      <ReturnedList
        addressOf={(item) => (item.kind === 'visits.source' ? `/visits/${item.recordId}` : `/subjects/${item.subjectId}?section=events`)}
      />
      {sites.data && <RunningClocks sites={sites.data} />}
      {due.error && !due.data && <Problem error={due.error} onRetry={() => void due.refetch()} />}
      {!due.error && !due.data && <Waiting rows={8} />}
      {rows && <Work work={dayWork(rows)} {...(counts ? { counts } : {})} hasSites={(sites.data?.length ?? 1) > 0} say={say} />}
      <ShowMore of={due} />
      <WaitingDeviations />
    </>
  );
}

function DayStatus({ counts, say }: { readonly counts: DueCounts; readonly say: Say }) {
  if (counts.late === 0) return <StatusWord tone="good">{say('calm')}</StatusWord>;
  return (
    <StatusWord tone="late">
      {[say('late', { count: counts.late }), ...(counts.due > 0 ? [say('due', { count: counts.due })] : [])].join(', ')}
    </StatusWord>
  );
}

interface WorkProps {
  readonly work: DayWork;
  /** Over all parts, loaded or not. */
  readonly counts?: DueCounts;
  readonly hasSites: boolean;
  readonly say: Say;
}

function Work({ work, counts, hasSites, say }: WorkProps) {
  // What is booked for today stands above, and is not counted twice.
  const beside = (all: number | undefined, which: DueRow['standing']) =>
    all === undefined ? undefined : all - work.booked.filter((row) => row.standing === which).length;
  const parts = [
    { heading: say('bookedHeading'), rows: work.booked, count: undefined },
    { heading: say('lateHeading'), rows: work.late, count: beside(counts?.late, 'late') },
    { heading: say('dueHeading'), rows: work.due, count: beside(counts?.due, 'due') },
    { heading: say('aheadHeading', { count: aheadDays }), rows: work.ahead, count: beside(counts?.ahead, 'ahead') },
  ].filter((part) => part.rows.length > 0);
  if (parts.length === 0) {
    return (
      <EmptyState title={hasSites ? say('nothing', { count: aheadDays }) : say('noSites')} icon="check">
        {say(hasSites ? 'nothingText' : 'noSitesText')}
      </EmptyState>
    );
  }
  return parts.map(({ heading, rows, count }) => (
    <section key={heading} className={classes.part}>
      <h2 className={classes.heading}>
        {heading} <span className={classes.count}>{count ?? rows.length}</span>
      </h2>
      <DueTable label={heading} rows={rows} aheadDays={aheadDays} />
    </section>
  ));
}
