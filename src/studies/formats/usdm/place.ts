// A place in the parsed file: what stands there, its JSON path, and the book every finding is written to.
import type { Coded, Finding } from '../../rules/protocol.ts';

/** Findings by weight. A broken place or a dangling reference refuses the file; a warning does not. */
export interface Findings {
  readonly broken: Finding[];
  readonly dangling: Finding[];
  readonly warnings: Finding[];
}

/** A JSON object of the file and where it stands. */
export interface Place {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly findings: Findings;
}

/** A text of the file and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly path: string;
}

const MOST_FINDINGS = 500;
const LONGEST_QUOTE = 80;

/** Writes a finding down, once per place; past 500 of one weight only the fact that there are more. */
export function note(list: Finding[], code: string, path: string, message: string): void {
  if (list.length > MOST_FINDINGS || list.some((known) => known.path === path && known.code === code && known.message === message)) return;
  if (list.length < MOST_FINDINGS) list.push({ code, message, path });
  else list.push({ code: 'more-findings', message: 'There are more findings than are listed here.', path: '$' });
}

/** A name of the file for a message, shortened and on one line. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `"${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}"`;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property `key`; inherited ones (a hostile `constructor`) do not count. */
export function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A text; empty, blank or absent is null, a number is its digits, anything else is null with a warning. */
export function text(place: Place, key: string): string | null {
  const value = own(place.value, key);
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number') return String(value);
  note(place.findings.warnings, 'wrong-type', `${place.path}.${key}`, `${key} should be a text and is left out.`);
  return null;
}

/** A text without which the place means nothing; absent, it is a broken place and ''. */
export function neededText(place: Place, key: string): string {
  const found = text(place, key);
  if (found === null) note(place.findings.broken, 'missing', `${place.path}.${key}`, `${key} is missing.`);
  return found ?? '';
}

/** The member objects of a list; an absent list is empty, what is no list or holds no objects is broken. */
export function list(place: Place, key: string): Place[] {
  return members(place, key).flatMap(({ value, path }) => {
    if (isObject(value)) return [{ value, path, findings: place.findings }];
    note(place.findings.broken, 'wrong-type', path, `An entry of ${key} should be an object.`);
    return [];
  });
}

/** The texts of a list (ids mostly); empty ones are left out, as some exporters write them for "none". */
export function texts(place: Place, key: string): PlacedText[] {
  return members(place, key).flatMap(({ value, path }) => {
    if (typeof value === 'string') return value.trim() === '' ? [] : [{ text: value, path }];
    note(place.findings.broken, 'wrong-type', path, `An entry of ${key} should be a text.`);
    return [];
  });
}

function members(place: Place, key: string): { value: unknown; path: string }[] {
  const value = own(place.value, key);
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((member: unknown, at) => ({ value: member, path: `${place.path}.${key}[${at}]` }));
  note(place.findings.broken, 'wrong-type', `${place.path}.${key}`, `${key} should be a list.`);
  return [];
}

/** The object under `key`; null when absent, null with a warning when it is something else. */
export function child(place: Place, key: string): Place | null {
  const value = own(place.value, key);
  if (value === undefined || value === null) return null;
  if (isObject(value)) return { value, path: `${place.path}.${key}`, findings: place.findings };
  note(place.findings.warnings, 'wrong-type', `${place.path}.${key}`, `${key} should be an object and is left out.`);
  return null;
}

/** A Code object itself, or an AliasCode around it; null when it says nothing. */
export function codedAt(place: Place | null): Coded | null {
  if (!place) return null;
  const inner = child(place, 'standardCode') ?? place;
  const code = text(inner, 'code');
  const decode = text(inner, 'decode');
  if (code === null && decode === null) return null;
  return { code: code ?? '', decode: decode ?? code ?? '', ...codeSystem(inner) };
}

/** Where a term comes from, unless it is CDISC's own. */
function codeSystem(place: Place): Pick<Coded, 'system' | 'systemVersion'> {
  const system = text(place, 'codeSystem');
  if (system === null || /cdisc/i.test(system)) return {};
  const version = text(place, 'codeSystemVersion');
  return { system, ...(version === null ? {} : { systemVersion: version }) };
}

/** The coded term under `key`. */
export function coded(place: Place, key: string): Coded | null {
  return codedAt(child(place, key));
}

/** The coded terms of a list. */
export function codedList(place: Place, key: string): Coded[] {
  return list(place, key).flatMap((member) => codedAt(member) ?? []);
}
