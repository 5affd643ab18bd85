// Tables of registries, told by their headers: studies, their facilities, their conditions, in the spellings of AACT and of downloads.
import type { CsvColumns, CsvStreamRow } from '#lib/csv';
import { type StudyVersion, nctNumber } from '../../rules/activity-study.ts';
import { type TellFault, endOf } from './api-study.ts';
import { dayOfRegistryDate } from './registry-dates.ts';

/** What a table holds. */
export type TableKind = 'studies' | 'facilities' | 'conditions';

// The names of each column without case and punctuation, the best first.
const names = {
  id: 'nctid nctnumber nct',
  status: 'overallstatus recruitmentstatus studystatus recstatus status',
  phase: 'phase phases',
  type: 'studytype',
  start: 'startdate',
  completion: 'completiondate',
  primary: 'primarycompletiondate',
  posted: 'lastupdateposteddate lastupdatepostdate lastupdateposted lastupdate',
  submitted: 'lastupdatesubmitteddate lastupdatesubmitdate',
  title: 'brieftitle studytitle title officialtitle',
  conditions: 'conditions condition',
  locations: 'locations',
  country: 'country',
  name: 'name',
  downcased: 'downcasename',
} as const;
type Role = keyof typeof names;

/** A table that was recognised: what it holds, and how its own columns are called. */
export interface RegistryTable {
  readonly kind: TableKind;
  readonly columns: CsvColumns;
  readonly cell: (row: CsvStreamRow, role: Role) => string;
  readonly has: (role: Role) => boolean;
}

const plain = (name: string) => name.replaceAll(/[^a-z0-9]/g, '');

function kindOf(has: (role: Role) => boolean, file: string): TableKind | null {
  if (!has('id')) return null;
  if (has('type') || has('phase') || has('start')) return 'studies';
  if (has('country')) return 'facilities';
  // AACT's keywords stand under the same header as its conditions.
  if (has('name') && has('downcased')) return /keyword/i.test(file) ? null : 'conditions';
  if (has('status')) return 'studies';
  return has('conditions') ? 'conditions' : null;
}

const wanted: Readonly<Record<TableKind, readonly Role[]>> = {
  studies: ['id', 'status', 'phase', 'type', 'start', 'completion', 'primary', 'posted', 'submitted', 'title', 'conditions', 'locations'],
  facilities: ['id', 'country'],
  conditions: ['id', 'conditions', 'name'],
};

/** Recognises a table by its header (names in lower case); null for any other CSV file. */
export function tableOf(header: readonly string[], file: string): RegistryTable | null {
  const found = new Map<Role, string>();
  for (const role of Object.keys(names) as Role[]) {
    const column = names[role].split(' ').flatMap((name) => header.filter((one) => plain(one) === name))[0];
    if (column !== undefined) found.set(role, column);
  }
  const has = (role: Role) => found.has(role);
  const kind = kindOf(has, file);
  if (kind === null) return null;
  const columns = wanted[kind].flatMap((role) => found.get(role) ?? []);
  return { kind, has, columns: { required: columns, optional: [] }, cell: (row, role) => row.at(found.get(role) ?? '') };
}

// A place of a download ends with its country: `Clinic, Town, State, 12345, Country`.
const countryOfPlace = (place: string) => place.slice(place.lastIndexOf(',') + 1).trim();
const parts = (cell: string) =>
  cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The registry number of a row; null after it was told that there is none. */
export function idOfRow(table: RegistryTable, row: CsvStreamRow, tell: TellFault): number | null {
  const nct = nctNumber(table.cell(row, 'id'));
  if (nct === null) tell('no-id', 'id');
  return nct;
}

/** Reads a row of a table of studies; null after it was told why there is none. A missing word is counted as an empty one. */
export function studyOfRow(table: RegistryTable, row: CsvStreamRow, tell: TellFault): StudyVersion | null {
  const nct = idOfRow(table, row, tell);
  if (nct === null) return null;
  const cell = (role: Role) => table.cell(row, role);
  const day = (role: Role) => {
    const written = cell(role);
    const found = written === '' ? null : dayOfRegistryDate(written);
    if (written !== '' && found === null) tell('bad-date', role);
    return found;
  };
  const [posted, submitted] = [day('posted'), day('submitted')];
  return {
    nct,
    updated: posted ?? submitted,
    submitted: submitted ?? posted,
    phase: cell('phase'),
    status: cell('status'),
    type: cell('type'),
    start: day('start'),
    completion: endOf(day('completion'), day('primary')),
    conditions: table.has('conditions') ? parts(cell('conditions')) : null,
    mesh: () => [],
    title: cell('title'),
    countries: table.has('locations') ? parts(cell('locations')).map(countryOfPlace) : null,
  };
}
