// Counts of groups or subjects from a CSV file: bytes in, sums by group or every fault with its row and column out.
import { type Outcome, ok } from '#lib';
import { type CsvRefusal, type CsvRow, type FileFaults, type GivenFile, fileFaults, needRows, readCsv } from '#lib/csv';

/** The largest file taken: 200 MB. */
export const maxCountsFileBytes = 200 * 1_048_576;

export type CountsRefusal =
  | CsvRefusal
  | 'no-rows'
  | 'missing-value'
  | 'not-a-number'
  | 'negative-count'
  | 'not-a-whole-count'
  | 'numerator-above-denominator'
  | 'duplicate-group'
  | 'duplicate-subject';

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

const SUBJECT = 'SubjectID';
const columns = { required: ['GroupID', 'Numerator', 'Denominator'], optional: [SUBJECT] } as const;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

interface Reading {
  readonly file: string;
  readonly hasSubjects: boolean;
  readonly kind: 'rate' | 'proportion';
  readonly faults: FileFaults<CountsRefusal>;
  readonly seen: Map<string, number>;
  readonly groups: Map<string, { numerator: number; denominator: number }>;
}

function countOf({ file, faults }: Reading, row: CsvRow, column: 'Numerator' | 'Denominator', whole: boolean): number {
  const text = row.at(column);
  const value = Number(text);
  const say = (code: CountsRefusal, message: string) => faults.refuse(code, { file, row: row.row, column }, message);
  if (text === '') say('missing-value', 'The value is missing');
  else if (!NUMBER.test(text) || !Number.isFinite(value))
    say('not-a-number', `'${text.slice(0, 40)}' is not a number written like 12 or 12.5`);
  else if (value < 0) say('negative-count', `${text} is negative`);
  else if (whole && !Number.isInteger(value)) say('not-a-whole-count', `${text} is not a whole count`);
  return value;
}

function checkIdentity({ file, hasSubjects, faults, seen }: Reading, row: CsvRow): void {
  const say = (code: CountsRefusal, column: string, message: string) => faults.refuse(code, { file, row: row.row, column }, message);
  const [group, subject] = [row.at('GroupID'), row.at(SUBJECT)];
  if (group === '') say('missing-value', 'GroupID', 'The value is missing');
  if (hasSubjects && subject === '') say('missing-value', SUBJECT, 'The value is missing');
  // A subject's number may recur at another site.
  const key = hasSubjects ? JSON.stringify([group, subject]) : group;
  const before = seen.get(key);
  if (before === undefined) seen.set(key, row.row);
  else if (hasSubjects) say('duplicate-subject', SUBJECT, `${subject} of ${group} stands in row ${before} already`);
  else say('duplicate-group', 'GroupID', `${group} stands in row ${before} already`);
}

function readRow(reading: Reading, row: CsvRow): void {
  const { file, kind, faults, groups } = reading;
  checkIdentity(reading, row);
  const numerator = countOf(reading, row, 'Numerator', true);
  const denominator = countOf(reading, row, 'Denominator', kind === 'proportion');
  if (kind === 'proportion' && numerator > denominator) {
    const message = `${numerator} is above the denominator ${denominator}, and a proportion cannot be`;
    faults.refuse('numerator-above-denominator', { file, row: row.row, column: 'Numerator' }, message);
  }
  const group = row.at('GroupID');
  const sum = groups.get(group) ?? { numerator: 0, denominator: 0 };
  groups.set(group, { numerator: sum.numerator + numerator, denominator: sum.denominator + denominator });
}

/**
 * Reads `GroupID,Numerator,Denominator`, one row a group, or with a `SubjectID` column one row a subject, summed by group; further
 * columns are passed over. Numerators are whole counts; denominators too where `kind` is a proportion. Refuses with the first fault in
 * `detail` and all of them (at most 100, `faultCount` is the true number) in `detail.faults`. Pure; needs the bytes only.
 */
export function readCountsFile(file: GivenFile, kind: 'rate' | 'proportion'): Outcome<CountsFile, CountsRefusal> {
  const faults = fileFaults<CountsRefusal>();
  const table = readCsv(file, { columns: () => columns, maxBytes: maxCountsFileBytes, faults });
  const hasSubjects = table?.has(SUBJECT) ?? false;
  const reading: Reading = { file: file.name, hasSubjects, kind, faults, seen: new Map(), groups: new Map() };
  if (table) {
    needRows(table, faults);
    for (const row of table.rows) readRow(reading, row);
  }
  const groups = [...reading.groups].map(([groupId, sum]) => ({ groupId, ...sum }));
  return faults.refusal() ?? ok({ form: hasSubjects ? 'subjects' : 'groups', groups });
}
