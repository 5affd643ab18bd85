// DS and EX: what became of the subjects, and when they were dosed. Both may be absent.
import { maxDate, minDate, type Temporal } from '#lib';
import { checkOrder, codeAt, dateAt, yesNoAt, type Reading } from './cells.ts';
import type { DemographicsRead } from './demographics.ts';
import { knownRows } from './known-rows.ts';
import type { Columns, Table } from './table.ts';
import type { SdtmDisposition } from './trial.ts';

/** The columns taken from DS. */
export const dispositionColumns: Columns = {
  required: ['USUBJID', 'DSDECOD', 'DSSTDTC'],
  expected: ['DSTERM', 'DSCAT'],
  optional: ['STUDYID', 'DOMAIN', 'DSSCAT', 'EPOCH', 'DSDTC'],
};

/** The columns taken from EX. */
export const exposureColumns: Columns = {
  required: ['USUBJID', 'EXSTDTC'],
  expected: ['EXENDTC'],
  optional: ['STUDYID', 'DOMAIN', 'EXOCCUR'],
};

/** Reads DS, by subject. The date is DSSTDTC, where that is blank DSDTC. A row without DSDECOD is left out with a warning. */
export function readDispositions(reading: Reading, table: Table, known: DemographicsRead): ReadonlyMap<string, readonly SdtmDisposition[]> {
  const found = new Map<string, SdtmDisposition[]>();
  for (const row of knownRows(reading, table, known)) {
    const code = codeAt(row, 'DSDECOD');
    if (code === null) {
      reading.log.warn('missing-value', { file: table.file, row: row.row, column: 'DSDECOD' }, 'A disposition without a code is left out.');
      continue;
    }
    const disposition: SdtmDisposition = {
      code,
      term: row.at('DSTERM'),
      category: codeAt(row, 'DSCAT'),
      subcategory: codeAt(row, 'DSSCAT'),
      epoch: codeAt(row, 'EPOCH'),
      on: dateAt(reading, table, row, row.at('DSSTDTC') === '' ? 'DSDTC' : 'DSSTDTC'),
    };
    const own = found.get(row.at('USUBJID'));
    if (own) own.push(disposition);
    else found.set(row.at('USUBJID'), [disposition]);
  }
  return found;
}

/** A subject's exposure: first start and last end; `open` when an administration has no complete end date. */
export interface Exposure {
  readonly first: Temporal.PlainDate | null;
  readonly last: Temporal.PlainDate | null;
  readonly open: boolean;
}

/** Reads EX, by subject. Rows with EXOCCUR = N are no exposure; a dose of 0 is (placebo). */
export function readExposures(reading: Reading, table: Table, known: DemographicsRead): ReadonlyMap<string, Exposure> {
  const found = new Map<string, Exposure>();
  for (const row of knownRows(reading, table, known)) {
    if (yesNoAt(reading, table, row, 'EXOCCUR') === false) continue;
    const start = dateAt(reading, table, row, 'EXSTDTC');
    const end = table.has('EXENDTC') ? dateAt(reading, table, row, 'EXENDTC') : start;
    checkOrder(reading.log, table, row, start, end, 'EXENDTC');
    const before = found.get(row.at('USUBJID')) ?? { first: null, last: null, open: false };
    found.set(row.at('USUBJID'), {
      first: start && before.first ? minDate(start, before.first) : (start ?? before.first),
      last: end && before.last ? maxDate(end, before.last) : (end ?? before.last),
      open: before.open || end === null,
    });
  }
  return found;
}
