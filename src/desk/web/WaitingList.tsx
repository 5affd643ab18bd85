// What waits at the coordinator's sites beside visits: clocks of serious adverse events, and deviations nobody assessed.
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EventClock } from '#safety/web';
import { PageLink, Problem, StatusWord, useMay } from '#ui';
import { deskApi, type StudySite } from './queries.ts';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

/** More study-sites than this have a page of their own for it. */
const mostAsked = 12;

function useRunningClocks(sites: readonly StudySite[]) {
  const may = useMay('safety.view');
  const asked = useQueries({
    queries: (may ? sites.slice(0, mostAsked) : []).map(({ id }) =>
      deskApi.safety.ofStudySite.queryOptions({ input: { params: { studySiteId: id }, query: { serious: 'true' } } }),
    ),
  });
  const events = asked
    .flatMap(({ data }) => data ?? [])
    .filter(({ clock, followUpDue }) => (clock !== null && clock.sentAt === null) || followUpDue)
    .sort((a, b) => (a.clock?.dueAt ?? '9').localeCompare(b.clock?.dueAt ?? '9'));
  const failed = asked.filter(({ error, data }) => error !== null && data === undefined);
  return { events, failed };
}

/** Serious adverse events whose report is due; nothing where none is. */
export function RunningClocks({ sites }: { readonly sites: readonly StudySite[] }) {
  const say = useDeskWords();
  const { events, failed } = useRunningClocks(sites);
  // A clock that nobody sees is worse than none: that it could not be read is said.
  const [first] = failed;
  if (first)
    return <Problem error={first.error} next={say('clocksUnread')} onRetry={() => failed.forEach((each) => void each.refetch())} />;
  if (events.length === 0) return null;
  return (
    <Waits heading={say('clocksHeading')} count={events.length}>
      {events.map((event) => (
        <li key={event.id} className={classes.waits}>
          <PageLink to={`/subjects/${event.subjectId}?section=events`}>
            {event.subjectNumber} {event.term}
          </PageLink>
          <EventClock event={event} />
        </li>
      ))}
    </Waits>
  );
}

/** Deviations of the reader's studies that nobody assessed or reported yet; nothing where there are none. */
export function WaitingDeviations() {
  const say = useDeskWords();
  const may = useMay('monitoring.view');
  const query = { sort: 'waiting', direction: 'down' } as const;
  const quality = useQuery({ ...deskApi.monitoring.studies.queryOptions({ input: { query } }), enabled: may });
  const studies = quality.data?.items.filter(({ waiting, reportDue }) => waiting + reportDue > 0) ?? [];
  if (quality.error && !quality.data) return <Problem error={quality.error} onRetry={() => void quality.refetch()} />;
  if (studies.length === 0) return null;
  return (
    <Waits heading={say('deviationsHeading')} count={studies.reduce((sum, { waiting, reportDue }) => sum + waiting + reportDue, 0)}>
      {studies.map(({ studyId, code, waiting, reportDue }) => (
        <li key={studyId} className={classes.waits}>
          <PageLink to={`/studies/${studyId}/deviations`}>{say('deviationsOf', { study: code })}</PageLink>
          <StatusWord tone="attention" look="plain">
            {[
              ...(waiting > 0 ? [say('notAssessed', { count: waiting })] : []),
              ...(reportDue > 0 ? [say('notReported', { count: reportDue })] : []),
            ].join(', ')}
          </StatusWord>
        </li>
      ))}
    </Waits>
  );
}

function Waits({ heading, count, children }: { readonly heading: string; readonly count: number; readonly children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={heading}>
      <h2 className={classes.heading}>
        {heading} <span className={classes.count}>{count}</span>
      </h2>
      <ul className={classes.queue}>{children}</ul>
    </section>
  );
}
