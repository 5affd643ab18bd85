// One row an enrolment, and the history of openings: which site, which day.
import type { CsvColumns, CsvTable } from '#lib/csv';
import type { EnrolmentRow, StartUpRow } from '../rules.ts';
import { type Reading, cellsOf } from './cells.ts';

/** What the columns of a file of enrolments are called. */
export interface EnrolmentColumns {
  readonly site: string;
  readonly date: string;
}

/** The enrolments of a file. */
export function readEnrolments(table: CsvTable, reading: Reading, { site, date }: EnrolmentColumns): readonly EnrolmentRow[] {
  return Array.from(table.rows, (row) => {
    const cells = cellsOf(reading, table.file, row);
    return { row: row.row, site: cells.neededText(site), day: cells.neededDay(date) };
  });
}

/** The columns of a history of openings: it says when start-ups ended, or when they were last seen waiting, or both. */
export function startUpColumns(header: readonly string[]): CsvColumns {
  const says = header.includes('opened') || header.includes('censored');
  return { required: says ? ['selected'] : ['selected', 'opened'], optional: ['opened', 'censored'] };
}

/**
 * A history of openings: `selected` and `opened`, or `censored` with the last day on which the site was seen not to be open. A row with
 * neither was still waiting on the as-of day.
 */
export function readStartUps(table: CsvTable, reading: Reading): readonly StartUpRow[] {
  return Array.from(table.rows, (row) => {
    const cells = cellsOf(reading, table.file, row);
    const selectedOn = cells.neededDay('selected');
    const openedOn = cells.dayAt('opened');
    const censoredOn = cells.dayAt('censored');
    for (const [column, day] of [
      ['opened', openedOn],
      ['censored', censoredOn],
    ] as const)
      if (day !== null && day < selectedOn) cells.refuse('wrong-order', column, 'The day lies before the selection.');
    return { row: row.row, selectedOn, openedOn, censoredOn };
  });
}
