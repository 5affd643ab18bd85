// One row a site: whether it is open and since when, what it enrolled, and how it was planned.
import type { CsvColumns, CsvTable } from '#lib/csv';
import type { SiteRow } from '../rules.ts';
import { type Cells, type Reading, cellsOf } from './cells.ts';

const planColumns = ['plan_open_lo', 'plan_open_hi', 'p_open', 'selected', 'close_day', 'cap'];

/** The columns of a file with one row a site and its count. */
export const siteColumns: CsvColumns = {
  required: ['site', 'active', 'open_day', 'enrolled'],
  optional: ['exposure_days', ...planColumns],
};

/** The columns of the sites beside a file of enrolments. */
export const openingColumns: CsvColumns = { required: ['site', 'open_day'], optional: planColumns };

/** Whether a header is that of one row a site with its count, and not of one row an enrolment. */
export function isSiteHeader(header: readonly string[]): boolean {
  return header.includes('enrolled') || header.includes('active');
}

function planOf(cells: Cells): SiteRow['plan'] {
  const from = cells.dayAt('plan_open_lo');
  const to = cells.dayAt('plan_open_hi');
  if (from === null && to === null) return null;
  if (from === null || to === null) {
    cells.refuse('missing-value', from === null ? 'plan_open_lo' : 'plan_open_hi', 'The window has one end only.');
    return null;
  }
  if (to < from) cells.refuse('wrong-order', 'plan_open_hi', 'The window ends before it begins.');
  return { from, to };
}

function lateColumns(cells: Cells): Pick<SiteRow, 'plan' | 'pOpen' | 'selectedOn' | 'closesOn' | 'cap'> {
  return {
    plan: planOf(cells),
    pOpen: cells.shareAt('p_open'),
    selectedOn: cells.dayAt('selected'),
    closesOn: cells.dayAt('close_day'),
    cap: cells.countAt('cap'),
  };
}

function readUnique(table: CsvTable, reading: Reading, read: (cells: Cells, site: string) => SiteRow): readonly SiteRow[] {
  const seen = new Map<string, number>();
  return Array.from(table.rows, (row) => {
    const cells = cellsOf(reading, table.file, row);
    const site = cells.neededText('site');
    const before = seen.get(site);
    if (before !== undefined && site !== '') cells.refuse('duplicate-site', 'site', `Site ${site} stands in row ${before} already.`);
    seen.set(site, row.row);
    return read(cells, site);
  });
}

/** The sites with their counts, under `siteColumns`. */
export function readSiteRows(table: CsvTable, reading: Reading): readonly SiteRow[] {
  return readUnique(table, reading, (cells, site) => {
    const isOpen = cells.yesAt('active');
    const enrolled = cells.neededCount('enrolled');
    if (isOpen === false && enrolled > 0) cells.refuse('wrong-order', 'enrolled', 'A site that is not active has enrolments.');
    return {
      row: cells.row,
      site,
      openedOn: isOpen ? cells.neededDay('open_day') : null,
      exposureDays: isOpen ? cells.numberAt('exposure_days') : null,
      enrolled,
      ...lateColumns(cells),
    };
  });
}

/** The sites beside a file of enrolments, under `openingColumns`; the day is blank for a site that is not open. */
export function readOpeningRows(table: CsvTable, reading: Reading): readonly SiteRow[] {
  return readUnique(table, reading, (cells, site) => ({
    row: cells.row,
    site,
    openedOn: cells.dayAt('open_day'),
    exposureDays: null,
    enrolled: 0,
    ...lateColumns(cells),
  }));
}
