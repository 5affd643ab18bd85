// The coordinator's home: the visits of all their sites that are late, due, or soon due.
import { useQueries, useQuery } from '@tanstack/react-query';
import { EmptyState, PageHeader, Problem, StatusWord, Waiting, type Say } from '#ui';
import { DueTable } from '#visits/web';
import { aheadDays, dayWork, type DayWork, type SiteDue } from './due-lists.ts';
import { deskApi } from './queries.ts';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

function useDueLists() {
  const sites = useQuery(deskApi.studies.studySites.queryOptions({ input: {} }));
  const lists = useQueries({
    queries: (sites.data ?? []).map((site) =>
      deskApi.visits.due.queryOptions({ input: { params: { studySiteId: site.id }, query: { aheadDays } } }),
    ),
  });
  const answered = (sites.data ?? []).flatMap((studySite, at): SiteDue[] => {
    const list = lists[at]?.data;
    return list ? [{ studySite, today: list.today, visits: list.visits }] : [];
  });
  const failed = (sites.data ?? []).flatMap((studySite, at) => {
    const list = lists[at];
    return list?.error && !list.data ? [{ studySite, error: list.error, retry: () => void list.refetch() }] : [];
  });
  return { sites, answered, failed, isWaiting: !sites.data || lists.some((list) => list.isPending) };
}

/** The page. */
export function TodayPage() {
  const say = useDeskWords();
  const { sites, answered, failed, isWaiting } = useDueLists();
  const work = dayWork(answered);
  const isKnown = sites.data !== undefined && !isWaiting;
  return (
    <>
      <PageHeader
        title={say('today')}
        lead={say('todayLead', { count: aheadDays })}
        status={isKnown && failed.length === 0 ? <DayStatus work={work} say={say} /> : undefined}
      />
      {sites.error && !sites.data && <Problem error={sites.error} onRetry={() => void sites.refetch()} />}
      {failed.map(({ studySite, error, retry }) => (
        <section key={studySite.id} className={classes.part} aria-label={say('partFailed', { site: studySite.site.name })}>
          <p>{say('partFailed', { site: studySite.site.name })}</p>
          <Problem error={error} onRetry={retry} />
        </section>
      ))}
      {isWaiting && !sites.error && <Waiting rows={8} />}
      {isKnown && <Work work={work} hasSites={sites.data.length > 0} hasFailed={failed.length > 0} say={say} />}
    </>
  );
}

function DayStatus({ work, say }: { readonly work: DayWork; readonly say: Say }) {
  if (work.late.length === 0) return <StatusWord tone="good">{say('calm')}</StatusWord>;
  return (
    <StatusWord tone="late">
      {[say('late', { count: work.late.length }), ...(work.due.length > 0 ? [say('due', { count: work.due.length })] : [])].join(', ')}
    </StatusWord>
  );
}

interface WorkProps {
  readonly work: DayWork;
  readonly hasSites: boolean;
  readonly hasFailed: boolean;
  readonly say: Say;
}

function Work({ work, hasSites, hasFailed, say }: WorkProps) {
  const parts = [
    { heading: say('lateHeading'), rows: work.late },
    { heading: say('dueHeading'), rows: work.due },
    { heading: say('aheadHeading', { count: aheadDays }), rows: work.ahead },
  ].filter((part) => part.rows.length > 0);
  if (parts.length === 0 && hasFailed) return null;
  if (parts.length === 0) {
    return (
      <EmptyState title={hasSites ? say('nothing', { count: aheadDays }) : say('noSites')} icon="check">
        {say(hasSites ? 'nothingText' : 'noSitesText')}
      </EmptyState>
    );
  }
  return parts.map(({ heading, rows }) => (
    <section key={heading} className={classes.part}>
      <h2 className={classes.heading}>
        {heading} <span className={classes.count}>{rows.length}</span>
      </h2>
      <DueTable label={heading} rows={rows} aheadDays={aheadDays} />
    </section>
  ));
}
