// Counts of groups or subjects from a CSV file: bytes in, sums by group or every fault with its row and column out.
import { type Outcome, type Refused, ok, refuse } from '#lib';
import { type CsvError, parse } from 'csv-parse/sync';

/** The largest file taken: 200 MB. */
export const maxCountsFileBytes = 200 * 1_048_576;

export type CountsRefusal =
  | 'empty-file'
  | 'not-text'
  | 'malformed-csv'
  | 'missing-column'
  | 'duplicate-column'
  | 'wrong-column-count'
  | 'no-rows'
  | 'missing-value'
  | 'not-a-number'
  | 'negative-count'
  | 'not-a-whole-count'
  | 'numerator-above-denominator'
  | 'duplicate-group'
  | 'duplicate-subject';

/** One fault; row 1 is the header. */
export interface CountsFault {
  readonly code: CountsRefusal;
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** The sums of a group, in the order in which groups first appear. */
export interface CountedGroup {
  readonly groupId: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** What the file held: one row a group, or one row a subject. */
export interface CountsFile {
  readonly form: 'groups' | 'subjects';
  readonly groups: readonly CountedGroup[];
}

const FAULTS_KEPT = 100;
const COLUMNS = ['GroupID', 'Numerator', 'Denominator'] as const;
const SUBJECT = 'SubjectID';
type Column = (typeof COLUMNS)[number] | typeof SUBJECT;

class Faults {
  readonly kept: CountsFault[] = [];
  count = 0;

  add(code: CountsRefusal, row: number | null, column: string | null, message: string): void {
    const place = [row === null ? null : `Row ${row}`, column === null ? null : `column ${column}`].filter((part) => part !== null);
    this.count += 1;
    if (this.kept.length < FAULTS_KEPT)
      this.kept.push({ code, row, column, message: [place.join(', '), message].filter(Boolean).join(': ') });
  }

  refusal(): Refused<CountsRefusal> | null {
    const [first] = this.kept;
    return first ? refuse(first.code, { ...first, faults: this.kept, faultCount: this.count }) : null;
  }
}

interface Header {
  readonly width: number;
  readonly at: ReadonlyMap<Column, number>;
}

function delimiterOf(text: string): string {
  const [header = ''] = text.split(/[\r\n]/, 1);
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function decoded(bytes: Uint8Array, faults: Faults): string | null {
  if (bytes.includes(0)) {
    faults.add('not-text', null, null, 'The file is not CSV text in UTF-8 (a spreadsheet or UTF-16?)');
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    faults.add('not-text', null, null, 'The file is not valid UTF-8; save it as UTF-8');
    return null;
  }
}

function records(text: string, faults: Faults): readonly (readonly string[])[] | null {
  try {
    return parse(text, { delimiter: delimiterOf(text), record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const line = (error as CsvError)['lines'];
    faults.add('malformed-csv', typeof line === 'number' ? line : null, null, 'A quote does not open or close where it should');
    return null;
  }
}

function headerOf(cells: readonly string[], row: number, faults: Faults): Header {
  const names = cells.map((name) => name.trim().toLowerCase());
  const at = new Map<Column, number>();
  for (const column of [...COLUMNS, SUBJECT] as const) {
    const first = names.indexOf(column.toLowerCase());
    if (first >= 0) at.set(column, first);
    else if (column !== SUBJECT) faults.add('missing-column', row, column, 'The column is missing');
    if (first !== names.lastIndexOf(column.toLowerCase()))
      faults.add('duplicate-column', row, column, 'The column stands twice in the header');
  }
  return { width: names.length, at };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

interface Cell {
  readonly text: string;
  readonly row: number;
  readonly column: Column;
}

function countOf({ text, row, column }: Cell, whole: boolean, faults: Faults): number {
  const value = Number(text);
  const say = (code: CountsRefusal, message: string) => faults.add(code, row, column, message);
  if (text === '') say('missing-value', 'The value is missing');
  else if (!NUMBER.test(text) || !Number.isFinite(value))
    say('not-a-number', `'${text.slice(0, 40)}' is not a number written like 12 or 12.5`);
  else if (value < 0) say('negative-count', `${text} is negative`);
  else if (whole && !Number.isInteger(value)) say('not-a-whole-count', `${text} is not a whole count`);
  return value;
}

interface Reading {
  readonly header: Header;
  readonly kind: 'rate' | 'proportion';
  readonly faults: Faults;
  readonly seen: Map<string, number>;
  readonly groups: Map<string, { numerator: number; denominator: number }>;
}

function readRow(cells: readonly string[], row: number, { header, kind, faults, seen, groups }: Reading): void {
  if (cells.length < header.width || cells.slice(header.width).some((cell) => cell.trim() !== '')) {
    faults.add('wrong-column-count', row, null, `The row has ${cells.length} fields, the header has ${header.width}`);
    return;
  }
  const cell = (column: Column): Cell => ({ text: (cells[header.at.get(column) ?? -1] ?? '').trim(), row, column });
  const [group, subject] = [cell('GroupID'), header.at.has(SUBJECT) ? cell(SUBJECT) : null];
  for (const named of [group, subject]) if (named?.text === '') faults.add('missing-value', row, named.column, 'The value is missing');
  // A subject's number may recur at another site.
  const key = subject ? JSON.stringify([group.text, subject.text]) : group.text;
  const before = seen.get(key);
  if (before === undefined) seen.set(key, row);
  else if (subject) faults.add('duplicate-subject', row, SUBJECT, `${subject.text} of ${group.text} stands in row ${before} already`);
  else faults.add('duplicate-group', row, 'GroupID', `${group.text} stands in row ${before} already`);
  const numerator = countOf(cell('Numerator'), true, faults);
  const denominator = countOf(cell('Denominator'), kind === 'proportion', faults);
  if (kind === 'proportion' && numerator > denominator)
    faults.add(
      'numerator-above-denominator',
      row,
      'Numerator',
      `${numerator} is above the denominator ${denominator}, and a proportion cannot be`,
    );
  const sum = groups.get(group.text) ?? { numerator: 0, denominator: 0 };
  groups.set(group.text, { numerator: sum.numerator + numerator, denominator: sum.denominator + denominator });
}

/**
 * Reads `GroupID,Numerator,Denominator`, one row a group, or with a `SubjectID` column one row a subject, summed by group.
 * Accepts BOM, CRLF, LF and CR, quotes, any case of column names, further columns, and comma, semicolon or tab. Numerators are
 * whole counts; denominators too where `kind` is a proportion. Refuses with the first fault in `detail` and all of them (at most
 * 100, `faultCount` is the true number) in `detail.faults`. Pure; needs the bytes only.
 */
export function readCountsFile(bytes: Uint8Array, kind: 'rate' | 'proportion'): Outcome<CountsFile, CountsRefusal> {
  const faults = new Faults();
  const text = decoded(bytes, faults);
  const rows = text === null ? null : records(text, faults);
  const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '');
  const head = rows?.findIndex((cells) => !isEmpty(cells)) ?? -1;
  if (rows && head < 0) faults.add('empty-file', null, null, 'The file is empty');
  if (!rows || head < 0) return faults.refusal() ?? refuse('empty-file');
  const header = headerOf(rows[head] ?? [], head + 1, faults);
  const reading: Reading = { header, kind, faults, seen: new Map(), groups: new Map() };
  if (faults.count === 0)
    rows.forEach((cells, at) => {
      if (at > head && !isEmpty(cells)) readRow(cells, at + 1, reading);
    });
  if (faults.count === 0 && reading.groups.size === 0) faults.add('no-rows', head + 2, null, 'There is no row under the header');
  const form = header.at.has(SUBJECT) ? 'subjects' : 'groups';
  return faults.refusal() ?? ok({ form, groups: [...reading.groups].map(([groupId, sum]) => ({ groupId, ...sum })) });
}
