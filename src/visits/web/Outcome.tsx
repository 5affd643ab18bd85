// A visit that took place: what was recorded, what followed from it, and the windows that come next.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DataTable, DateText, KeyFacts, PageLink, Problem, StatusWord, type Fact, type Say } from '#ui';
import { dayOn } from './day-number.ts';
import classes from './Outcome.module.css';
import { PlannedDay } from './PlannedDay.tsx';
import { visitsApi, type VisitDetail } from './queries.ts';
import { StandingWord } from './StandingWord.tsx';
import { visitName } from './standing.ts';
import { useVisitsWords } from './words.ts';

/** The record of a visit that took place. */
export function Outcome({ visit, consequences }: { readonly visit: VisitDetail; readonly consequences: ReactNode }) {
  const say = useVisitsWords();
  return (
    <>
      <h2 className={classes.heading}>{say('outcome.title')}</h2>
      <KeyFacts facts={recordFacts(visit, say)} />
      {visit.activities.length > 0 && <Results visit={visit} say={say} />}
      {consequences}
      <NextWindows visit={visit} say={say} />
    </>
  );
}

function recordFacts(visit: VisitDetail, say: Say): readonly Fact[] {
  const { actualDate, modality, reasonCode, reason, excludedReason, generation } = visit;
  const why = [reasonCode ? say(`reasons.${reasonCode}`) : null, reason].filter((part) => part !== null).join('; ');
  return [
    ...(actualDate
      ? [
          {
            term: say('outcome.on'),
            value: (
              <DateText date={actualDate} weekday timeZone={visit.timeZone} {...(visit.studyDay === null ? {} : { day: visit.studyDay })} />
            ),
          },
        ]
      : []),
    ...(modality ? [{ term: say('outcome.how'), value: say(`modality.${modality}`) }] : []),
    {
      term: say('outcome.against'),
      value: <StandingWord visit={visit} today={visit.today} />,
      ...(excludedReason ? { note: say('outcome.excluded', { reason: excludedReason }) } : {}),
    },
    ...(why ? [{ term: say('outcome.reason'), value: why }] : []),
    ...(generation > 0 ? [{ term: say('standing'), value: say('outcome.corrected', { count: generation }) }] : []),
  ];
}

function Results({ visit, say }: { readonly visit: VisitDetail; readonly say: Say }) {
  return (
    <DataTable
      label={say('record.activities')}
      columns={[
        { key: 'activity', header: say('outcome.activity'), cell: (row) => row.name },
        {
          key: 'result',
          header: say('outcome.result'),
          cell: (row) => (
            <StatusWord look="plain" tone={row.done === null ? 'neutral' : row.done ? 'good' : 'attention'}>
              {row.done === null ? say('outcome.undecided') : say(row.done ? 'record.done' : 'record.notDone')}
            </StatusWord>
          ),
        },
        { key: 'why', header: say('record.why'), cell: (row) => row.notDoneReason ?? '', cut: (row) => row.notDoneReason ?? '' },
      ]}
      rows={visit.activities}
      rowKey={(row) => row.key}
      empty=""
    />
  );
}

const shown = 3;

function NextWindows({ visit, say }: { readonly visit: VisitDetail; readonly say: Say }) {
  const course = useQuery(visitsApi.ofSubject.queryOptions({ input: { params: { subjectId: visit.subjectId } } }));
  const open = course.data?.visits.filter((each) => !['done', 'off'].includes(each.standing) && each.latest !== null).slice(0, shown);
  if (course.error && !course.data) return <Problem error={course.error} onRetry={() => void course.refetch()} />;
  if (!course.data || !open) return null;
  return (
    <>
      <h2 className={classes.heading}>{say('outcome.next')}</h2>
      {open.length === 0 && <p className={classes.quiet}>{say('outcome.nothingNext')}</p>}
      <ul className={classes.next}>
        {open.map((each) => (
          <li key={each.id}>
            <PageLink to={`/visits/${each.id}`}>{visitName(each, say)}</PageLink>
            <PlannedDay visit={each} targetDay={dayOn(each.target, each)} />
            <StandingWord visit={each} today={visit.today} />
          </li>
        ))}
      </ul>
    </>
  );
}
