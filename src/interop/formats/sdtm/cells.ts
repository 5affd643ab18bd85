// Typed cells of a row: dates, numbers and yes/no, each telling the log what it could not take.
import type { Temporal } from '#lib';
import type { SdtmDate } from './dates.ts';
import type { FaultLog } from './fault-log.ts';
import type { Row, Table } from './table.ts';

/** What every dataset reader needs. */
export interface Reading {
  readonly log: FaultLog;
  readonly readDate: (cell: string) => SdtmDate;
}

/** The civil date in a cell; null when blank, incomplete (warned with its precision) or malformed (warned). */
export function dateAt({ log, readDate }: Reading, table: Table, row: Row, column: string): Temporal.PlainDate | null {
  const read = readDate(row.at(column));
  const place = { file: table.file, row: row.row, column };
  if (read.kind === 'date') return read.date;
  if (read.kind === 'partial') log.warn('partial-date', place, `Incomplete date, known to: ${read.precision}. It is left empty.`);
  if (read.kind === 'malformed') log.warn('malformed-date', place, 'Not an ISO 8601 date (YYYY-MM-DD). It is left empty.');
  return null;
}

/** The number in a cell, or null (warned when it is not a number). */
export function numberAt({ log }: Reading, table: Table, row: Row, column: string): number | null {
  const text = row.at(column);
  if (text === '') return null;
  if (/^[+-]?\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  log.warn('malformed-number', { file: table.file, row: row.row, column }, 'Not a number. It is left empty.');
  return null;
}

/** Y or N (also YES and NO), null when blank or unknown (`U`), warned when it is anything else. */
export function yesNoAt({ log }: Reading, table: Table, row: Row, column: string): boolean | null {
  const text = row.at(column).toUpperCase();
  if (text === 'Y' || text === 'YES') return true;
  if (text === 'N' || text === 'NO') return false;
  if (text !== '' && text !== 'U' && text !== 'UNKNOWN') {
    log.warn('unknown-code', { file: table.file, row: row.row, column }, 'Neither Y nor N. It is left empty.');
  }
  return null;
}

/** The text of a cell or null. */
export function textAt(row: Row, column: string): string | null {
  const text = row.at(column);
  return text === '' ? null : text;
}

/** The text in capitals with single spaces, as SDTM terminology is compared; or null. */
export function codeAt(row: Row, column: string): string | null {
  return textAt(row, column)?.toUpperCase().replace(/\s+/g, ' ') ?? null;
}

/** Warns when `end` lies before `start`. */
export function checkOrder(
  log: FaultLog,
  table: Table,
  row: Row,
  start: Temporal.PlainDate | null,
  end: Temporal.PlainDate | null,
  column: string,
): void {
  if (start && end && end.toString() < start.toString()) {
    log.warn('end-before-start', { file: table.file, row: row.row, column }, 'The end lies before the start.');
  }
}

/** Refuses rows of another study or another dataset: a folder holds one trial, a file one domain. */
export function checkBelonging(log: FaultLog, table: Table, row: Row, studyId: string): void {
  const place = { file: table.file, row: row.row };
  const study = row.at('STUDYID');
  if (study !== '' && study !== studyId) {
    log.refuse('several-studies', { ...place, column: 'STUDYID' }, `Row ${row.row} belongs to another study than the first row of DM.`);
  }
  const domain = row.at('DOMAIN').toUpperCase();
  if (domain !== '' && domain !== table.domain) {
    log.refuse('wrong-domain', { ...place, column: 'DOMAIN' }, `Row ${row.row} is not a row of ${table.domain}.`);
  }
}
