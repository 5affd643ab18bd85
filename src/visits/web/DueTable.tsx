// Visits that are late, due or soon due, the most urgent first.
import { DataTable, DateText, EmptyState, useLanguage, type Column, type Say } from '#ui';
import type { ReactNode } from 'react';
import { CountedFrom } from './CountedFrom.tsx';
import { dayOn } from './day-number.ts';
import classes from './DueTable.module.css';
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
  header: say('site'),
  cell: (row) => row.place ?? '',
  cut: (row) => row.place ?? '',
  sortBy: (row) => row.place,
  width: '170px',
});

const columns = (say: Say, language: string, withPlace: boolean): readonly Column<DueRow>[] => [
  {
    key: 'participant',
    header: say('participant'),
    cell: (row) => <WhoAndWhat row={row} say={say} />,
    sortBy: (row) => row.subjectNumber,
    width: '110px',
  },
  {
    key: 'standing',
    header: say('standing'),
    cell: (row) => <StandingWord visit={row} today={row.today} />,
    sortBy: (row) => standingOf(row, { say, language, today: row.today }).text,
    width: '230px',
  },
  { key: 'visit', header: say('visit'), cell: (row) => visitName(row, say), sortBy: (row) => visitName(row, say), width: '150px' },
  ...(withPlace ? [placeColumn(say)] : []),
  {
    key: 'window',
    header: say('window'),
    cell: (row) => <PlannedDay visit={row} targetDay={dayOn(row.target, row)} />,
    sortBy: (row) => row.latest,
    width: '210px',
  },
  {
    key: 'counted',
    header: say('record.counted'),
    cell: (row) => <CountedFrom visit={row} />,
    sortBy: (row) => row.anchorDate,
    width: '170px',
  },
  {
    key: 'booked',
    header: say('bookedFor'),
    cell: (row) => (row.bookedFor ? <DateText date={row.bookedFor} weekday /> : say('dash')),
    sortBy: (row) => row.bookedFor,
    width: '110px',
  },
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
      columns={columns(say, language, rows?.some((row) => row.place !== undefined) ?? false)}
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
