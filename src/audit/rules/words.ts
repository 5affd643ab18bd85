// The words for tables: how rooms name their records, columns and actions for people.

/** How people call a table's records, its columns, and the actions on it (past tense, by action name). */
export interface Description {
  readonly noun: string;
  /** The column that names one record in a sentence; `name` unless told. */
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, string>>;
  /** The column that an action must have changed for its verb to hold; what only followed from it is changed, not completed. */
  readonly proves: Readonly<Record<string, string>>;
  /** The permission without which the record, and so its history, is not seen; `<room>.view` unless told. */
  readonly permission: string;
  /** Words for codes, where a code without its dashes is not what people say. */
  readonly codes: Readonly<Record<string, string>>;
  /** Columns whose values are told only to holders of a further permission. */
  readonly guarded: Readonly<Record<string, string>>;
}

const descriptions = new Map<string, Description>();

/**
 * Gives a table its words: `describes('visits.visit_occurrence', { noun: 'visit', actions: { 'visits.complete': 'completed' } })`.
 * Said once, in the contract of the room that owns the table.
 */
export function describes(table: string, words: Partial<Description> & Pick<Description, 'noun'>): void {
  descriptions.set(table, { ...plainWords(table), ...words });
}

/** The words of a table; by default those of its own name. */
export function describedAs(table: string): Description {
  return descriptions.get(table) ?? plainWords(table);
}

/** Every table that was given words. */
export function describedTables(): ReadonlyMap<string, Description> {
  return descriptions;
}

function plainWords(table: string): Description {
  const [room = table, own = table] = table.split('.');
  const noun = own.replaceAll('_', ' ');
  return { noun, name: 'name', fields: {}, actions: {}, proves: {}, permission: `${room}.view`, codes: {}, guarded: {} };
}

/** Columns that hold a code out of a closed list, and no text of a person. */
const coded = new Set([
  'state',
  'status',
  'from_status',
  'to_status',
  'kind',
  'reason_code',
  'category',
  'severity',
  'modality',
  'milestone',
  'stage',
  'released_as',
  'outcome',
  'causality',
  'role',
  'trigger',
  'source_type',
  'account',
  'indicator',
  'dimension',
  'direction',
]);

/** Whether a value of a column is a code, which each language says in its own words. */
export function isCode(column: string, value: string): boolean {
  return coded.has(column) && /^[a-z]+(-[a-z]+)*$/.test(value);
}

/** A code in English words: `in-screening` as `in screening`. */
export function codeInWords(table: string, code: string): string {
  return describedAs(table).codes[code] ?? code.replaceAll('-', ' ');
}

describes('access.person', {
  noun: 'person',
  permission: 'access.view-people',
  fields: { disabled_at: 'closed off at', second_factor: 'second factor' },
  actions: { 'access.disable-person': 'closed off' },
});
describes('access.grant', {
  noun: 'grant',
  permission: 'access.view-people',
  name: 'role',
  fields: { valid_from: 'from', valid_to: 'until', revoked_at: 'taken back at', given_by: 'given by' },
  actions: { 'access.give-grant': 'gave', 'access.revoke-grant': 'took back' },
});
describes('audit.restore_declaration', {
  noun: 'restore',
  permission: 'access.administer',
  fields: { lost_anchors: 'anchors lost', back_to_link: 'back to link', declared_by: 'declared by' },
  actions: { 'audit.declare-restore': 'declared' },
});
