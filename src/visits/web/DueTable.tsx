// Visits that are late, due or soon due, the most urgent first.
import { DataTable, DateText, EmptyState, useLanguage, type Column, type Say } from '#ui';
import type { ReactNode } from 'react';
import { PlannedDay } from './PlannedDay.tsx';
import type { DueVisit } from './queries.ts';
import { StandingWord } from './StandingWord.tsx';
import { standingOf, visitName } from './standing.ts';
import { useVisitsWords } from './words.ts';

/** A due visit with the civil date of today at its site. */
export type DueRow = DueVisit & { readonly today: string };

export interface DueTableProps<Row extends DueRow> {
  readonly label: string;
  /** Undefined while loading. */
  readonly rows: readonly Row[] | undefined;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  /** Columns of other rooms, after the participant. */
  readonly extra?: readonly Column<Row>[];
  readonly empty?: ReactNode;
  readonly aheadDays: number;
}

const columns = <Row extends DueRow>(say: Say, language: string, extra: readonly Column<Row>[]): readonly Column<Row>[] => [
  { key: 'participant', header: say('participant'), cell: (row) => row.subjectNumber, sortBy: (row) => row.subjectNumber, width: '120px' },
  { key: 'visit', header: say('visit'), cell: (row) => visitName(row, say), sortBy: (row) => visitName(row, say) },
  {
    key: 'standing',
    header: say('standing'),
    cell: (row) => <StandingWord visit={row} today={row.today} />,
    sortBy: (row) => standingOf(row, { say, language, today: row.today }).text,
  },
  ...extra,
  { key: 'window', header: say('window'), cell: (row) => <PlannedDay visit={row} />, sortBy: (row) => row.latest },
  { key: 'booked', header: say('bookedFor'), cell: (row) => (row.bookedFor ? <DateText date={row.bookedFor} weekday /> : say('dash')), sortBy: (row) => row.bookedFor },
];

/** The list; a row opens the visit. */
export function DueTable<Row extends DueRow>({ label, rows, error, onRetry, extra = [], empty, aheadDays }: DueTableProps<Row>) {
  const say = useVisitsWords();
  const language = useLanguage();
  return (
    <DataTable
      label={label}
      columns={columns(say, language, extra)}
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
