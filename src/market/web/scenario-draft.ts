// A scenario as it is typed, and as it is sent: each change says how an assumption differs and by how much.
import type { ScenarioList } from './queries.ts';

export type Change = ScenarioList['scenarios'][number]['changes'][number];

export const changeKinds = ['value', 'factor', 'add'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One change as text. */
export interface TypedChange {
  readonly key: string;
  readonly id: string;
  readonly kind: ChangeKind;
  readonly amount: string;
}

/** Everything that was typed. */
export interface TypedScenario {
  readonly name: string;
  readonly note: string;
  readonly changes: readonly TypedChange[];
}

/** How a change differs and by how much. */
export function partsOf(change: Change): { readonly kind: ChangeKind; readonly amount: number } {
  if ('value' in change) return { kind: 'value', amount: change.value };
  return 'factor' in change ? { kind: 'factor', amount: change.factor } : { kind: 'add', amount: change.add };
}

/** Changes as they are typed; `begin` numbers their rows. */
export function typedChanges(changes: readonly Change[], begin = 0): readonly TypedChange[] {
  return changes.map((change, at) => {
    const { kind, amount } = partsOf(change);
    return { key: `${begin + at}`, id: change.id, kind, amount: String(amount) };
  });
}

/** The number that was typed, with a comma or a point; null where it is none. */
export function amountOf({ amount }: Pick<TypedChange, 'amount'>): number | null {
  const text = amount.trim().replace('−', '-').replace(',', '.');
  return /^[+-]?\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : null;
}

/** What is missing, by field; rows by their key. Empty where it can be sent. */
export function faultsOf({ name, note, changes }: TypedScenario): ReadonlySet<string> {
  const faults = changes.flatMap((row) => {
    const amount = amountOf(row);
    const isOff = amount === null || (row.kind === 'factor' && amount <= 0);
    return [...(row.id === '' ? [`id ${row.key}`] : []), ...(isOff ? [`amount ${row.key}`] : [])];
  });
  const missing = [
    ...(name.trim() === '' ? ['name'] : []),
    ...(note.trim() === '' ? ['note'] : []),
    ...(changes.length === 0 ? ['changes'] : []),
  ];
  return new Set([...missing, ...faults]);
}

/** The changes as they are sent; rows that cannot be read are left out. */
export function changesOf(rows: readonly TypedChange[]): Change[] {
  return rows.flatMap((row): Change[] => {
    const amount = amountOf(row);
    if (amount === null || row.id === '') return [];
    if (row.kind === 'value') return [{ id: row.id, value: amount }];
    return row.kind === 'factor' ? [{ id: row.id, factor: amount }] : [{ id: row.id, add: amount }];
  });
}
