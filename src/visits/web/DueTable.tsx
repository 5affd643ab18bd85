// Visits that are late, due or soon due, the most urgent first.
import { DataTable, DateText, EmptyState, PageLink, useLanguage, type Column, type Say } from '#ui';
import type { ReactNode } from 'react';
import { CountedFrom } from './CountedFrom.tsx';
import { dayOn } from './day-number.ts';
import classes from './DueTable.module.css';
import { nextStep } from './next-step.ts';
import { PlannedDay } from './PlannedDay.tsx';
import type { DueVisit } from './queries.ts';
import { StandingWord } from './StandingWord.tsx';
import { standingOf, visitName } from './standing.ts';
import { useVisitsWords } from './words.ts';

/** A due visit, with the name of the site where a list spans several. */
export type DueRow = DueVisit & { readonly place?: string };

export interface DueTableProps {
  readonly label: string;
  /** Given where the page is about this list: its tools. */
  readonly name?: string;
  /** Undefined while loading. */
  readonly rows: readonly DueRow[] | undefined;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  readonly empty?: ReactNode;
  readonly aheadDays: number;
}

const placeColumn = (say: Say): Column<DueRow> => ({
  key: 'place',
  header: say('where'),
  cell: (row) => row.place ?? '',
  sortBy: (row) => row.place,
  width: '120px',
  phone: 'plain',
});

const countedColumn = (say: Say): Column<DueRow> => ({
  key: 'counted',
  header: say('record.counted'),
  cell: (row) => <CountedFrom visit={row} />,
  sortBy: (row) => row.anchorDate,
  width: '160px',
  phone: 'hidden',
});

const stepColumn = (say: Say): Column<DueRow> => ({
  key: 'next',
  header: say('nextStep'),
  cell: (row) => {
    const next = nextStep(row);
    if (!next) return '';
    return (
      <PageLink to={next.to} className={classes.next}>
        {say(`step.${next.step}`)}
        <span className="sw-hidden"> {say('stepOf', { visit: visitName(row, say), participant: row.subjectNumber })}</span>
      </PageLink>
    );
  },
  value: (row) => {
    const next = nextStep(row);
    return next && say(`step.${next.step}`);
  },
  width: '146px',
  phone: 'plain',
});

const columns = (
  say: Say,
  language: string,
  { withPlace, withSteps }: { withPlace: boolean; withSteps: boolean },
): readonly Column<DueRow>[] => [
  {
    key: 'participant',
    header: say('participant'),
    cell: (row) => <WhoAndWhat row={row} say={say} />,
    sortBy: (row) => row.subjectNumber,
    width: '100px',
  },
  {
    key: 'standing',
    header: say('standing'),
    cell: (row) => <StandingWord visit={row} today={row.today} />,
    sortBy: (row) => standingOf(row, { say, language, today: row.today }).text,
    width: '254px',
    phone: 'plain',
  },
  {
    key: 'visit',
    header: say('visit'),
    cell: (row) => visitName(row, say),
    sortBy: (row) => visitName(row, say),
    width: '150px',
    phone: 'hidden',
  },
  ...(withPlace ? [placeColumn(say)] : []),
  {
    key: 'window',
    header: say('window'),
    cell: (row) => <PlannedDay visit={row} targetDay={dayOn(row.target, row)} />,
    sortBy: (row) => row.latest,
    width: '240px',
    phone: 'plain',
  },
  // Where the next step is shown there is no room for it; the visit's own page says it.
  ...(withSteps ? [] : [countedColumn(say)]),
  {
    key: 'booked',
    header: say('bookedFor'),
    cell: (row) => (row.bookedFor ? <DateText date={row.bookedFor} weekday /> : ''),
    sortBy: (row) => row.bookedFor,
    width: '130px',
  },
  ...(withSteps ? [stepColumn(say)] : []),
];

/** The participant; on a phone with the visit below, because its own column is out of sight there. */
function WhoAndWhat({ row, say }: { readonly row: DueRow; readonly say: Say }) {
  return (
    <>
      {row.subjectNumber} <span className={classes.what}>{visitName(row, say)}</span>
    </>
  );
}

/** The list; a row opens the visit. */
export function DueTable({ label, name, rows, error, onRetry, empty, aheadDays }: DueTableProps) {
  const say = useVisitsWords();
  const language = useLanguage();
  return (
    <DataTable
      label={label}
      {...(name === undefined ? {} : { name })}
      steady
      columns={columns(say, language, {
        withPlace: rows?.some((row) => row.place !== undefined) ?? false,
        withSteps: rows?.some((row) => nextStep(row) !== null) ?? false,
      })}
      rows={rows}
      rowKey={(row) => row.visitId}
      rowTo={(row) => `/visits/${row.visitId}`}
      error={error}
      {...(onRetry ? { onRetry } : {})}
      empty={
        empty ?? (
          <EmptyState title={say('dueList.none', { count: aheadDays })} icon="check">
            {say('dueList.noneText')}
          </EmptyState>
        )
      }
    />
  );
}
