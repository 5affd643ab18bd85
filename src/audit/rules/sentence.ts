// Entries as sentences: who did what to which record, with each field's old and new value in words.
import type { Temporal } from '#lib';
import type { Image } from './image.ts';
import { codeInWords, describedAs, isCode } from './words.ts';

/** One change of one field. Values are words; null stands for nothing. */
export interface FieldChange {
  /** The column, which no language changes. */
  readonly column: string;
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
  /** The values as codes, where they are codes. */
  readonly codes?: { readonly from: string | null; readonly to: string | null };
}

/** What a sentence is made of. */
export interface Told {
  readonly op: 'insert' | 'update' | 'delete';
  readonly table: string;
  readonly actorName: string;
  readonly action: string;
  readonly reason: string | null;
  readonly source: 'program' | 'sql';
  readonly before: Image | null;
  readonly after: Image | null;
}

// Of the machine, not of the trade: people read what changed, not that a counter went on.
const SILENT = new Set(['id', 'version', 'created_at', 'recorded_at', 'site_id', 'study_id']);
const isUuid = (text: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const VERBS = { insert: 'added', update: 'changed', delete: 'removed' } as const;

/** Names of people by their ids, for fields that hold who did something. */
export type PeopleNames = ReadonlyMap<string, string>;

/** The fields that changed, in the order of their words. An addition tells every field that was filled in. */
export function changesOf(told: Told, people: PeopleNames = new Map()): FieldChange[] {
  const { fields } = describedAs(told.table);
  const names = Object.keys((told.op === 'insert' ? told.after : told.before) ?? {});
  return names
    .filter((name) => !SILENT.has(name))
    .map((name) => {
      const from = told.op === 'insert' ? null : fieldWords(name, told.before?.[name], people);
      const to = told.op === 'delete' ? null : fieldWords(name, told.after?.[name], people);
      const field = fields[name] ?? name.replace(/_id$/, '').replaceAll('_', ' ');
      return { column: name, field, ...inWords(told.table, name, { from, to }) };
    })
    .filter((change) => change.from !== change.to)
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}

/** What a sentence says, in codes that no language changes. */
export interface ToldCodes {
  readonly op: Told['op'];
  /** The action, where its own verb holds for this record; null where the record was only added, changed or removed with it. */
  readonly verb: string | null;
  /** What names the record, in English where it is a code. */
  readonly name: string | null;
  /** The code that names the record; null where a text does. */
  readonly code: string | null;
}

/** The codes of an entry, for readers of other languages than English. */
export function codesOf(told: Told): ToldCodes {
  const described = describedAs(told.table);
  const proof = described.proves[told.action];
  const isProven = told.op !== 'update' || proof === undefined || proof in (told.before ?? {});
  const name = wordsOf((told.after ?? told.before)?.[described.name]);
  const code = name !== null && isCode(described.name, name) ? name : null;
  return {
    op: told.op,
    verb: isProven && described.actions[told.action] !== undefined ? told.action : null,
    name: code === null ? name : codeInWords(told.table, code),
    code,
  };
}

/** The sentence: "Ana Ruiz completed visit Week 4: state from planned to completed. Reason: ...". */
export function sentenceOf(told: Told, people: PeopleNames = new Map()): string {
  const described = describedAs(told.table);
  const { verb: action, name } = codesOf(told);
  const verb = (action === null ? undefined : described.actions[action]) ?? VERBS[told.op];
  const subject = name === null ? described.noun : `${described.noun} ${name}`;
  const changes =
    told.op === 'update'
      ? changesOf(told, people).map((change) => `${change.field} from ${change.from ?? 'nothing'} to ${change.to ?? 'nothing'}`)
      : [];
  const what = changes.length === 0 ? '' : `: ${changes.join('; ')}`;
  const outside = told.source === 'sql' ? ' (outside the program)' : '';
  const reason = told.reason === null ? '' : ` Reason: ${told.reason}`;
  return `${told.actorName} ${verb} ${subject}${what}${outside}.${reason}`;
}

function inWords(table: string, column: string, codes: { readonly from: string | null; readonly to: string | null }) {
  const isCoded = [codes.from, codes.to].some((value) => value !== null && isCode(column, value));
  if (!isCoded) return codes;
  const said = (code: string | null) => (code === null || !isCode(column, code) ? code : codeInWords(table, code));
  return { from: said(codes.from), to: said(codes.to), codes };
}

/** Fields of people that do not say so by their ending. */
const OF_PEOPLE = new Set(['owner_id', 'person_id', 'signer_id']);
const isOfPeople = (field: string) => field.endsWith('_by') || OF_PEOPLE.has(field);

/** The people that an entry names by id, for whoever looks up what they are called. */
export function peopleIn({ before, after }: Pick<Told, 'before' | 'after'>): string[] {
  return [before, after].flatMap((image) =>
    Object.entries(image ?? {}).flatMap(([field, value]) =>
      isOfPeople(field) && typeof value === 'string' && isUuid(value) ? [value] : [],
    ),
  );
}

// A person stands as an id in their field; the name is told where it is known.
function fieldWords(field: string, value: unknown, people: PeopleNames): string | null {
  const words = wordsOf(value);
  return words !== null && isOfPeople(field) ? (people.get(words) ?? words) : words;
}

function wordsOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value as string | number | bigint);
}

/** An instant in a zone with its offset, `2026-04-07T09:00:00-05:00[America/Chicago]`. */
export function inZone(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'second' });
}
