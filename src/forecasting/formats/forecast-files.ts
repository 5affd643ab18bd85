// The files of one question together: the study's sites or enrolments, openings beside them, and the network's past start-ups.
import { type Outcome, ok } from '#lib';
import { type CsvColumns, type CsvTable, type GivenFile, fileFaults, needRows, readCsv } from '#lib/csv';
import type { EnrolmentRow, SiteRow, StartUpRow } from '../rules.ts';
import type { DayAxis, ForecastFileRefusal, Reading } from './cells.ts';
import { readEnrolments, readStartUps, startUpColumns } from './enrolment-rows.ts';
import { isSiteHeader, openingColumns, readOpeningRows, readSiteRows, siteColumns } from './site-rows.ts';

/** The largest file taken: 64 MB. */
export const maxForecastFileBytes = 64 * 1_048_576;

/** The files, and what the columns of enrolments are called in them. */
export interface ForecastFiles {
  readonly file: GivenFile;
  readonly sites: GivenFile | null;
  readonly history: GivenFile | null;
  readonly siteColumn: string;
  readonly dateColumn: string;
}

/** The day from which is forecast. */
export interface AsOf {
  readonly axis: DayAxis;
  readonly day: number;
}

/** What the files held; `sites` is null where the study's file has one row an enrolment. */
export interface FilesRead {
  /** Null where no day is written. */
  readonly axis: DayAxis | null;
  readonly sites: readonly SiteRow[] | null;
  readonly enrolments: readonly EnrolmentRow[];
  readonly openings: readonly SiteRow[] | null;
  readonly history: readonly StartUpRow[] | null;
}

function read(file: GivenFile, { faults }: Reading, columns: (header: readonly string[]) => CsvColumns): CsvTable | null {
  const before = faults.count;
  const table = readCsv(file, { columns, maxBytes: maxForecastFileBytes, faults });
  if (table && faults.count === before) needRows(table, faults);
  return table;
}

function readSites(table: CsvTable, reading: Reading, asOf: AsOf): readonly SiteRow[] {
  const sites = readSiteRows(table, reading);
  if (reading.days.axis !== null && reading.days.axis !== asOf.axis) return sites;
  for (const { row, openedOn } of sites)
    if (openedOn !== null && openedOn > asOf.day)
      reading.faults.refuse('wrong-order', { file: table.file, row, column: 'open_day' }, 'An active site opens after the as-of day.');
  return sites;
}

function readHistory(file: GivenFile, { faults, days }: Reading): readonly StartUpRow[] {
  const own: Reading = { faults, days: { axis: null } };
  const table = read(file, own, startUpColumns);
  const rows = table ? readStartUps(table, own) : [];
  // Only rows without an end need the study's own axis: the others are lengths of time.
  if (days.axis !== null && own.days.axis !== days.axis)
    for (const { row, openedOn, censoredOn } of rows)
      if (openedOn === null && censoredOn === null) {
        const message = 'A start-up without an end must count its days as the other files do.';
        faults.refuse('mixed-days', { file: file.name, row, column: 'selected' }, message);
      }
  return rows;
}

/**
 * Reads the files of a question; with `asOf` null one row an enrolment is asked for, else one row a site will do too, and then `sites`
 * are passed over. Refuses with the first fault of all files in `detail` and all of them in `detail.faults`. Pure.
 */
export function readForecastFiles(files: ForecastFiles, asOf: AsOf | null): Outcome<FilesRead, ForecastFileRefusal> {
  const reading: Reading = { faults: fileFaults<ForecastFileRefusal>(), days: { axis: null } };
  const columns = { site: files.siteColumn, date: files.dateColumn };
  const enrolmentColumns: CsvColumns = { required: [columns.site, columns.date], optional: [] };
  const table = read(files.file, reading, (header) => (asOf && isSiteHeader(header) ? siteColumns : enrolmentColumns));
  const sites = table && asOf && table.has('enrolled') && table.has('active') ? readSites(table, reading, asOf) : null;
  const enrolments = table && !sites ? readEnrolments(table, reading, columns) : [];
  const beside = files.sites && !sites ? read(files.sites, reading, () => openingColumns) : null;
  const openings = beside && readOpeningRows(beside, reading);
  const known = reading.days.axis ?? asOf?.axis ?? 'day';
  const history = files.history && readHistory(files.history, { ...reading, days: { axis: table ? known : null } });
  return reading.faults.refusal() ?? ok({ axis: reading.days.axis, sites, enrolments, openings, history });
}
