// All visits of a participant: the picture of windows and visits, then the rows behind it.
import { DataTable, DateText, EmptyState, SwimLane, useLanguage, type Column, type Say } from '#ui';
import { CountedFrom } from './CountedFrom.tsx';
import { dayOn } from './day-number.ts';
import { findingOf, lanesOf } from './lanes.ts';
import { PlannedDay } from './PlannedDay.tsx';
import type { SubjectVisits as Course, Visit } from './queries.ts';
import { StandingWord } from './StandingWord.tsx';
import { standingOf, visitName } from './standing.ts';
import { useVisitsWords } from './words.ts';

/** The panel. */
export function SubjectVisits({ course }: { readonly course: Course }) {
  const say = useVisitsWords();
  const language = useLanguage();
  const speaker = { say, language, today: course.today };
  const lanes = lanesOf(course.visits, speaker);
  return (
    <>
      {lanes.length > 0 && (
        <SwimLane
          title={say('lane.title')}
          finding={findingOf(course.visits, speaker)}
          lanes={lanes}
          today={course.today}
          legend={[
            { tone: 'good', label: say('lane.doneIn') },
            { tone: 'late', label: say('lane.doneOut') },
            { tone: 'neutral', label: say('lane.planned'), planned: true },
            { tone: 'attention', label: say('lane.plannedOut'), planned: true },
          ]}
        />
      )}
      <DataTable
        label={say('list.label')}
        name="visits"
        columns={columns(say, language, course)}
        rows={course.visits}
        rowKey={(row) => row.id}
        rowTo={(row) => `/visits/${row.id}`}
        empty={
          <EmptyState title={say('list.none')} icon="today">
            {say('list.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

const columns = (say: Say, language: string, course: Course): readonly Column<Visit>[] => [
  { key: 'visit', header: say('visit'), cell: (row) => visitName(row, say, isRepeating(row, course)) },
  {
    key: 'standing',
    header: say('standing'),
    cell: (row) => <StandingWord visit={row} today={course.today} />,
    value: (row) => standingOf(row, { say, language, today: course.today }).text,
  },
  {
    key: 'window',
    header: say('window'),
    value: (row) => row.latest,
    cell: (row) => (row.scheduled ? <PlannedDay visit={row} targetDay={dayOn(row.target, row)} /> : say('unscheduled')),
  },
  { key: 'counted', header: say('record.counted'), cell: (row) => <CountedFrom visit={row} /> },
  {
    key: 'booked',
    header: say('bookedFor'),
    value: (row) => (row.actualDate === null ? row.bookedFor : null),
    cell: (row) => (row.bookedFor && row.actualDate === null ? <DateText date={row.bookedFor} weekday /> : say('dash')),
  },
  {
    key: 'actual',
    header: say('tookPlace'),
    value: (row) => row.actualDate,
    cell: (row) =>
      row.actualDate ? <DateText date={row.actualDate} weekday {...(row.studyDay === null ? {} : { day: row.studyDay })} /> : say('dash'),
  },
];

const isRepeating = (visit: Visit, course: Course): boolean => course.visits.some((other) => other.key === visit.key && other.cycle > 1);
