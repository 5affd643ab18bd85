// SV: the visits that took place, by subject.
import { checkBelonging, checkOrder, codeAt, dateAt, numberAt, yesNoAt, type Reading } from './cells.ts';
import type { DemographicsRead } from './demographics.ts';
import type { Columns, Row, Table } from './table.ts';
import type { SdtmVisit } from './trial.ts';

/** The columns taken from SV. */
export const visitColumns: Columns = {
  required: ['USUBJID', 'VISITNUM', 'SVSTDTC'],
  expected: ['VISIT', 'VISITDY', 'SVENDTC'],
  optional: ['STUDYID', 'DOMAIN', 'SVOCCUR', 'SVCNTMOD'],
};

function visitOf(reading: Reading, table: Table, row: Row): SdtmVisit {
  const start = dateAt(reading, table, row, 'SVSTDTC');
  const end = dateAt(reading, table, row, 'SVENDTC');
  const occurred = yesNoAt(reading, table, row, 'SVOCCUR') !== false;
  checkOrder(reading.log, table, row, start, end, 'SVENDTC');
  if (occurred && row.at('SVSTDTC') === '') {
    reading.log.warn('missing-value', { file: table.file, row: row.row, column: 'SVSTDTC' }, 'A visit without a start date.');
  }
  return {
    usubjid: row.at('USUBJID'),
    row: row.row,
    visitNum: numberAt(reading, table, row, 'VISITNUM'),
    name: row.at('VISIT'),
    plannedDay: numberAt(reading, table, row, 'VISITDY'),
    start,
    end,
    occurred,
    contactMode: codeAt(row, 'SVCNTMOD'),
  };
}

function isRepeated(reading: Reading, table: Table, visit: SdtmVisit, dates: string, seen: Map<string, number>): boolean {
  const key = JSON.stringify([visit.visitNum, visit.name]);
  const whole = `${key} ${dates}`;
  const place = { file: table.file, row: visit.row };
  const twin = seen.get(whole);
  if (twin !== undefined) {
    reading.log.warn('duplicate-row', place, `Row ${visit.row} says the same as row ${twin} and is left out.`);
    return true;
  }
  const other = seen.get(key);
  if (other !== undefined)
    reading.log.warn('duplicate-visit', place, `Rows ${other} and ${visit.row} are the same visit of one subject with other dates.`);
  else seen.set(key, visit.row);
  seen.set(whole, visit.row);
  return false;
}

/** Reads SV. A visit of a subject that DM does not know is refused with its row: the folder does not belong together. */
export function readVisits(reading: Reading, table: Table, known: DemographicsRead): ReadonlyMap<string, readonly SdtmVisit[]> {
  const { log } = reading;
  const visits = new Map<string, SdtmVisit[]>();
  const seen = new Map<string, Map<string, number>>();
  if (!table.has('VISIT') && !table.has('VISITDY')) {
    log.refuse('missing-column', { file: table.file, row: 1, column: 'VISIT' }, 'The column VISIT (or VISITDY) is missing.');
  }
  if (table.rowCount === 0) log.warn('file-without-rows', { file: table.file }, 'The file has a header and no visit.');
  for (const row of table.rows) {
    checkBelonging(log, table, row, known.studyId);
    const usubjid = row.at('USUBJID');
    if (!known.subjects.has(usubjid)) {
      log.refuse(
        'unknown-subject',
        { file: table.file, row: row.row, column: 'USUBJID' },
        `Row ${row.row} is a visit of a subject that DM does not have.`,
      );
      continue;
    }
    const visit = visitOf(reading, table, row);
    const seenHere = seen.get(usubjid) ?? new Map<string, number>();
    seen.set(usubjid, seenHere);
    if (isRepeated(reading, table, visit, `${row.at('SVSTDTC')} ${row.at('SVENDTC')}`, seenHere)) continue;
    const own = visits.get(usubjid);
    if (own) own.push(visit);
    else visits.set(usubjid, [visit]);
  }
  return visits;
}
