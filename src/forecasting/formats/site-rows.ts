// One row a site: whether it is open and since when, what it enrolled, and how it was planned.
import type { SiteRow } from '../rules.ts';
import { type DayReader, countAt, neededCount, neededDay, neededText, numberAt, shareAt, yesAt } from './cells.ts';
import { type CsvFile, type CsvRow, fail, needColumns } from './csv-file.ts';

/** Whether the file holds one row a site with its count, and not one row an enrolment. */
export function isSiteFile({ columns }: CsvFile): boolean {
  return columns.includes('enrolled') || columns.includes('active');
}

function planOf(file: CsvFile, row: CsvRow, days: DayReader): SiteRow['plan'] {
  const from = days.dayAt(file, row, 'plan_open_lo');
  const to = days.dayAt(file, row, 'plan_open_hi');
  if (from === null && to === null) return null;
  if (from === null || to === null)
    return fail(
      file.name,
      'missing-value',
      { row: row.row, column: from === null ? 'plan_open_lo' : 'plan_open_hi' },
      'the window has one end only',
    );
  if (to < from) return fail(file.name, 'wrong-order', { row: row.row, column: 'plan_open_hi' }, 'the window ends before it begins');
  return { from, to };
}

function lateColumns(file: CsvFile, row: CsvRow, days: DayReader): Pick<SiteRow, 'plan' | 'pOpen' | 'selectedOn' | 'closesOn' | 'cap'> {
  return {
    plan: planOf(file, row, days),
    pOpen: shareAt(file, row, 'p_open'),
    selectedOn: days.dayAt(file, row, 'selected'),
    closesOn: days.dayAt(file, row, 'close_day'),
    cap: countAt(file, row, 'cap'),
  };
}

function unique(file: CsvFile, rows: readonly SiteRow[]): readonly SiteRow[] {
  const seen = new Map<string, number>();
  for (const { site, row } of rows) {
    const before = seen.get(site);
    if (before !== undefined) fail(file.name, 'duplicate-site', { row, column: 'site' }, `site ${site} stands in row ${before} already`);
    seen.set(site, row);
  }
  return rows;
}

/** The sites with their counts: `site,active,open_day,enrolled` and, where the file has them, exposure, plan, selection, closing and cap. */
export function readSiteRows(file: CsvFile, days: DayReader): readonly SiteRow[] {
  needColumns(file, ['site', 'active', 'open_day', 'enrolled']);
  return unique(
    file,
    file.rows.map((row): SiteRow => {
      const isOpen = yesAt(file, row, 'active');
      const enrolled = neededCount(file, row, 'enrolled');
      if (!isOpen && enrolled > 0)
        fail(file.name, 'wrong-order', { row: row.row, column: 'enrolled' }, 'a site that is not active has enrolments');
      return {
        row: row.row,
        site: neededText(file, row, 'site'),
        openedOn: isOpen ? neededDay(days, file, row, 'open_day') : null,
        exposureDays: isOpen ? numberAt(file, row, 'exposure_days') : null,
        enrolled,
        ...lateColumns(file, row, days),
      };
    }),
  );
}

/** The sites beside a file of enrolments: `site,open_day`, the day blank for a site that is not open, and the other columns as above. */
export function readOpeningRows(file: CsvFile, days: DayReader): readonly SiteRow[] {
  needColumns(file, ['site', 'open_day']);
  return unique(
    file,
    file.rows.map((row): SiteRow => ({
      row: row.row,
      site: neededText(file, row, 'site'),
      openedOn: days.dayAt(file, row, 'open_day'),
      exposureDays: null,
      enrolled: 0,
      ...lateColumns(file, row, days),
    })),
  );
}
