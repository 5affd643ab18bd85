// DS, EX and AE: what became of the subjects, when they were dosed, and what befell them. All three may be absent.
import { maxDate, minDate, type Temporal } from '#lib';
import { checkBelonging, checkOrder, codeAt, dateAt, numberAt, textAt, yesNoAt, type Reading } from './cells.ts';
import type { DemographicsRead } from './demographics.ts';
import type { Columns, Row, Table } from './table.ts';
import type { SdtmAdverseEvent, SdtmDisposition } from './trial.ts';

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

/** The columns taken from AE. */
export const adverseEventColumns: Columns = {
  required: ['USUBJID', 'AESEQ', 'AETERM', 'AESTDTC'],
  expected: ['AEDECOD', 'AESER', 'AEENDTC', 'AEOUT', 'AEREL'],
  optional: ['STUDYID', 'DOMAIN', 'AESEV', 'AETOXGR'],
};

/** The rows of subjects that DM knows; the others are warned about and left out. */
function* knownRows({ log }: Reading, table: Table, known: DemographicsRead): Generator<Row> {
  for (const row of table.rows) {
    checkBelonging(log, table, row, known.studyId);
    if (known.subjects.has(row.at('USUBJID'))) yield row;
    else {
      const message = `Row ${row.row} belongs to a subject that DM does not have and is left out.`;
      log.warn('unknown-subject', { file: table.file, row: row.row, column: 'USUBJID' }, message);
    }
  }
}

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

const severities = new Map<string, SdtmAdverseEvent['severity']>([
  ['MILD', 'mild'],
  ['MODERATE', 'moderate'],
  ['SEVERE', 'severe'],
]);
const relatedCodes = new Set([
  'Y',
  'YES',
  'RELATED',
  'POSSIBLE',
  'POSSIBLY RELATED',
  'PROBABLE',
  'PROBABLY RELATED',
  'DEFINITE',
  'DEFINITELY RELATED',
  'CERTAIN',
  'LIKELY',
]);
const unrelatedCodes = new Set(['N', 'NO', 'NONE', 'NOT RELATED', 'UNRELATED', 'REMOTE', 'UNLIKELY', 'UNLIKELY RELATED']);

function causalityAt({ log }: Reading, table: Table, row: Row): Pick<SdtmAdverseEvent, 'causality' | 'related'> {
  const causality = codeAt(row, 'AEREL');
  if (causality === null) return { causality, related: null };
  if (relatedCodes.has(causality)) return { causality, related: true };
  if (unrelatedCodes.has(causality)) return { causality, related: false };
  log.warn(
    'unknown-code',
    { file: table.file, row: row.row, column: 'AEREL' },
    'Causality in unknown words: neither related nor unrelated is set.',
  );
  return { causality, related: null };
}

function severityAt({ log }: Reading, table: Table, row: Row): SdtmAdverseEvent['severity'] {
  const code = codeAt(row, 'AESEV');
  const severity = severities.get(code ?? '') ?? null;
  if (code !== null && severity === null) {
    log.warn('unknown-code', { file: table.file, row: row.row, column: 'AESEV' }, 'Neither MILD, MODERATE nor SEVERE. It is left empty.');
  }
  return severity;
}

/** Reads AE, in the order of the file. */
export function readAdverseEvents(reading: Reading, table: Table, known: DemographicsRead): readonly SdtmAdverseEvent[] {
  const found: SdtmAdverseEvent[] = [];
  for (const row of knownRows(reading, table, known)) {
    const startedOn = dateAt(reading, table, row, 'AESTDTC');
    const endedOn = dateAt(reading, table, row, 'AEENDTC');
    checkOrder(reading.log, table, row, startedOn, endedOn, 'AEENDTC');
    found.push({
      usubjid: row.at('USUBJID'),
      seq: numberAt(reading, table, row, 'AESEQ'),
      term: row.at('AETERM'),
      decoded: textAt(row, 'AEDECOD'),
      severity: severityAt(reading, table, row),
      grade: numberAt(reading, table, row, 'AETOXGR'),
      serious: yesNoAt(reading, table, row, 'AESER'),
      startedOn,
      endedOn,
      outcome: codeAt(row, 'AEOUT'),
      ...causalityAt(reading, table, row),
    });
  }
  return found;
}
