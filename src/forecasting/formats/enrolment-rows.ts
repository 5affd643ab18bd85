// One row an enrolment, and the history of openings: which site, which day.
import type { EnrolmentRow, StartUpRow } from '../rules.ts';
import { type DayReader, neededDay, neededText } from './cells.ts';
import { type CsvFile, fail, needColumns } from './csv-file.ts';

/** The enrolments of a file, under the names that its columns have. */
export function readEnrolments(
  file: CsvFile,
  days: DayReader,
  columns: { readonly site: string; readonly date: string },
): readonly EnrolmentRow[] {
  needColumns(file, [columns.site, columns.date]);
  return file.rows.map((row) => ({
    row: row.row,
    site: neededText(file, row, columns.site),
    day: neededDay(days, file, row, columns.date),
  }));
}

/**
 * A history of openings: `selected` and `opened`, or `censored` with the last day on which the site was seen not to be open. A row with
 * neither was still waiting on the as-of day.
 */
export function readStartUps(file: CsvFile, days: DayReader): readonly StartUpRow[] {
  needColumns(file, ['selected']);
  if (!file.columns.includes('opened') && !file.columns.includes('censored')) needColumns(file, ['opened']);
  return file.rows.map((row) => {
    const selectedOn = neededDay(days, file, row, 'selected');
    const openedOn = days.dayAt(file, row, 'opened');
    const censoredOn = days.dayAt(file, row, 'censored');
    for (const [column, day] of [
      ['opened', openedOn],
      ['censored', censoredOn],
    ] as const)
      if (day !== null && day < selectedOn) fail(file.name, 'wrong-order', { row: row.row, column }, 'the day lies before the selection');
    return { row: row.row, selectedOn, openedOn, censoredOn };
  });
}
