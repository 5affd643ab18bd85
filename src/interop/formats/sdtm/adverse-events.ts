// AE: what befell the subjects, in our words where SDTM's terminology has them, dates as precise as the file has them.
import { type Causality, type EventOutcome, type KeptCriterion, type Severity, type TreatmentAction, partialDate } from '#safety/rules';
import { checkOrder, codeAt, dateAt, numberAt, textAt, yesNoAt, type Reading } from './cells.ts';
import type { DemographicsRead } from './demographics.ts';
import { knownRows } from './known-rows.ts';
import type { Columns, Row, Table } from './table.ts';
import type { SdtmAdverseEvent } from './trial.ts';

/** Criteria of seriousness by their column. */
const criteriaColumns: Readonly<Record<string, KeptCriterion>> = {
  AESDTH: 'death',
  AESLIFE: 'life-threatening',
  AESHOSP: 'hospitalisation',
  AESDISAB: 'disability',
  AESCONG: 'congenital-anomaly',
  AESMIE: 'important',
  AESCAN: 'cancer',
  AESOD: 'overdose',
};

/** The columns taken from AE. */
export const adverseEventColumns: Columns = {
  required: ['USUBJID', 'AESEQ', 'AETERM', 'AESTDTC'],
  expected: ['AEDECOD', 'AESER', 'AEENDTC', 'AEOUT', 'AEREL'],
  optional: ['STUDYID', 'DOMAIN', 'AESEV', 'AETOXGR', 'AEACN', ...Object.keys(criteriaColumns)],
};

const severities = new Map<string, Severity>([
  ['MILD', 'mild'],
  ['MODERATE', 'moderate'],
  ['SEVERE', 'severe'],
]);

// Causality has no binding codelist in SDTM; these are the words in use.
const causalities = new Map<string, Causality>([
  ...['N', 'NO', 'NONE', 'NOT RELATED', 'UNRELATED'].map((code) => [code, 'not-related'] as const),
  ...['REMOTE', 'UNLIKELY', 'UNLIKELY RELATED'].map((code) => [code, 'unlikely'] as const),
  ...['POSSIBLE', 'POSSIBLY RELATED'].map((code) => [code, 'possible'] as const),
  ...['PROBABLE', 'PROBABLY RELATED', 'LIKELY'].map((code) => [code, 'probable'] as const),
  ...['DEFINITE', 'DEFINITELY RELATED', 'CERTAIN'].map((code) => [code, 'definite'] as const),
  ...['Y', 'YES', 'RELATED'].map((code) => [code, 'related'] as const),
]);

// CDISC codelist OUT.
const outcomes = new Map<string, EventOutcome>([
  ['FATAL', 'fatal'],
  ['NOT RECOVERED/NOT RESOLVED', 'not-recovered'],
  ['RECOVERED/RESOLVED', 'recovered'],
  ['RECOVERED/RESOLVED WITH SEQUELAE', 'recovered-with-sequelae'],
  ['RECOVERING/RESOLVING', 'recovering'],
  ['UNKNOWN', 'unknown'],
]);

// CDISC codelist ACN.
const actions = new Map<string, TreatmentAction>([
  ['DOSE NOT CHANGED', 'none'],
  ['DOSE INCREASED', 'dose-increased'],
  ['DOSE REDUCED', 'dose-reduced'],
  ['DOSE RATE REDUCED', 'dose-rate-reduced'],
  ['DRUG INTERRUPTED', 'interrupted'],
  ['DRUG WITHDRAWN', 'withdrawn'],
  ['NOT APPLICABLE', 'not-applicable'],
  ['NOT EVALUABLE', 'unknown'],
  ['UNKNOWN', 'unknown'],
]);

function wordAt<T>({ log }: Reading, table: Table, row: Row, column: string, words: ReadonlyMap<string, T>): T | null {
  const code = codeAt(row, column);
  if (code === null) return null;
  const word = words.get(code);
  if (word !== undefined) return word;
  log.warn('unknown-code', { file: table.file, row: row.row, column }, `${column} is in unknown words. It is left empty.`);
  return null;
}

/** The date as far as the cell knows it, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; a span as far as both of its ends agree. */
function knownDateAt({ log, readDate }: Reading, table: Table, row: Row, column: string): string | null {
  const [cell, read] = [row.at(column).trim(), readDate(row.at(column))];
  const place = { file: table.file, row: row.row, column };
  if (read.kind === 'date') return read.date.toString();
  if (read.kind === 'malformed') log.warn('malformed-date', place, 'Not an ISO 8601 date (YYYY-MM-DD). It is left empty.');
  if (read.kind !== 'partial') return null;
  const end = cell.split('/')[1] ?? '';
  const lengths: Readonly<Record<typeof read.precision, readonly number[]>> = {
    year: [4],
    month: [7],
    interval: [10, 7, 4].filter((length) => cell.slice(0, length) === end.slice(0, length)),
    none: [],
  };
  const known = lengths[read.precision].map((length) => cell.slice(0, length)).find((text) => partialDate(text) !== null) ?? null;
  if (known === null) log.warn('partial-date', place, `Incomplete date, known to: ${read.precision}. It is left empty.`);
  return known;
}

function gradeAt({ log }: Reading, table: Table, row: Row, read: number | null): number | null {
  if (read === null || (Number.isInteger(read) && read >= 1 && read <= 5)) return read;
  log.warn('unknown-code', { file: table.file, row: row.row, column: 'AETOXGR' }, 'Not a grade from 1 to 5. It is left empty.');
  return null;
}

/** What names the event among those of its subject, and its term; null, with a warning, where the row does not say or says it again. */
function identityAt(reading: Reading, table: Table, row: Row, seen: Set<string>): { readonly seq: number; readonly term: string } | null {
  const [seq, term] = [numberAt(reading, table, row, 'AESEQ'), row.at('AETERM')];
  const place = { file: table.file, row: row.row };
  const missing = seq === null ? 'AESEQ' : term === '' ? 'AETERM' : null;
  if (seq === null || missing !== null) {
    reading.log.warn('missing-value', { ...place, column: missing ?? 'AESEQ' }, 'An adverse event without it is left out.');
    return null;
  }
  const key = `${row.at('USUBJID')} ${seq}`;
  if (seen.has(key)) {
    reading.log.warn(
      'duplicate-row',
      { ...place, column: 'AESEQ' },
      `Row ${row.row} repeats the number of an earlier event and is left out.`,
    );
    return null;
  }
  seen.add(key);
  return { seq, term };
}

/** Reads AE, in the order of the file. */
export function readAdverseEvents(reading: Reading, table: Table, known: DemographicsRead): readonly SdtmAdverseEvent[] {
  const found: SdtmAdverseEvent[] = [];
  const seen = new Set<string>();
  const quiet: Reading = { ...reading, log: { ...reading.log, warn: () => undefined } };
  for (const row of knownRows(reading, table, known)) {
    const identity = identityAt(reading, table, row, seen);
    if (!identity) continue;
    // Whole dates alone have an order to check; what is wrong with the others is told where they are kept.
    checkOrder(reading.log, table, row, dateAt(quiet, table, row, 'AESTDTC'), dateAt(quiet, table, row, 'AEENDTC'), 'AEENDTC');
    found.push({
      usubjid: row.at('USUBJID'),
      row: row.row,
      ...identity,
      decoded: textAt(row, 'AEDECOD'),
      severity: wordAt(reading, table, row, 'AESEV', severities),
      grade: gradeAt(reading, table, row, numberAt(reading, table, row, 'AETOXGR')),
      serious: yesNoAt(reading, table, row, 'AESER'),
      criteria: Object.entries(criteriaColumns).flatMap(([column, criterion]) =>
        yesNoAt(reading, table, row, column) === true ? [criterion] : [],
      ),
      startedOn: knownDateAt(reading, table, row, 'AESTDTC'),
      endedOn: knownDateAt(reading, table, row, 'AEENDTC'),
      outcome: wordAt(reading, table, row, 'AEOUT', outcomes),
      causality: wordAt(reading, table, row, 'AEREL', causalities),
      actionTaken: wordAt(reading, table, row, 'AEACN', actions),
    });
  }
  return found;
}
