// A draft's rates and terms as a person types them, and what is sent of them once nothing is missing.
import { civilDate } from '#lib';
import { percent } from '../rules.ts';
import { priceOfTerm, typedAmount } from './rate-words.ts';
import type { ContractVersionView, TermsBody, VisitTermView } from './queries.ts';
import { basisPointsOf, minorOf } from './read-typed.ts';
import { itemBodies, itemFaults, typedItems, type TypedItem } from './typed-items.ts';
import { failureBody, typedFailure, type TypedFailure } from './typed-failure.ts';

/** One row of the table of prices. `visitKey` is empty until a visit is chosen. */
export interface TypedRow {
  readonly row: number;
  readonly key: string;
  readonly visitKey: string;
  readonly label: string;
  readonly clause: string;
  /** Decimal text in the contract's currency. */
  readonly direct: string;
  readonly withOverhead: boolean;
  readonly withHoldback: boolean;
  readonly partial: VisitTermView['partial'];
  /** Decimal text by activity, where a partly done visit is paid pro rata; together they are the direct amount. */
  readonly activities?: Readonly<Record<string, string>>;
  /** A visit of the schedule; without an amount it is not priced, and that is no fault. */
  readonly isPlanned?: true;
}

/** The whole form; percentages as text. */
export interface TypedTerms {
  readonly effectiveFrom: string;
  readonly overhead: string;
  readonly hasHoldback: boolean;
  readonly holdback: string;
  readonly holdbackOf: 'gross' | 'direct';
  readonly holdbackClause: string;
  readonly clock: ContractVersionView['billing']['clock'];
  readonly termDays: string;
  readonly rows: readonly TypedRow[];
  readonly items: readonly TypedItem[];
  readonly failure: TypedFailure | null;
}

/** Faults by field, as keys of words: `effectiveFrom`, `direct 3`. */
export type TermsFaults = Readonly<Record<string, string>>;

/** A version as it stands in the form. */
export function typedTerms(version: ContractVersionView, currency: string): TypedTerms {
  return {
    effectiveFrom: version.effectiveFrom,
    overhead: percent(version.overheadBasisPoints).slice(0, -1),
    hasHoldback: version.holdback !== null,
    holdback: version.holdback ? percent(version.holdback.basisPoints).slice(0, -1) : '10',
    holdbackOf: version.holdback?.of ?? 'gross',
    holdbackClause: version.holdback?.clause ?? '',
    clock: version.billing.clock,
    termDays: String(version.billing.termDays),
    rows: version.visitTerms.map((term, row) => ({
      ...term,
      row,
      direct: typedAmount(term.directMinor, currency),
      ...(term.partial.kind === 'pro-rata' ? { activities: typedActivities(term.partial.directMinorByActivity, currency) } : {}),
    })),
    items: typedItems(version.invoiceables, currency),
    failure: version.screenFailure ? typedFailure(version.screenFailure, currency) : null,
  };
}

function typedActivities(minors: Readonly<Record<string, string>>, currency: string): Record<string, string> {
  return Object.fromEntries(Object.entries(minors).map(([key, minor]) => [key, typedAmount(minor, currency)]));
}

/** A row paid by activity: its direct amount follows what was typed of them, and is empty until all of that can be read. */
export function withActivities(row: TypedRow, activities: Readonly<Record<string, string>>, currency: string): TypedRow {
  const typed = Object.entries(activities).filter(([, text]) => text.trim() !== '');
  const minors = typed.map(([key, text]) => [key, minorOf(text, currency)] as const);
  const isRead = minors.length > 0 && minors.every(([, minor]) => minor !== undefined);
  const sum = minors.reduce((total, [, minor]) => total + BigInt(minor ?? 0), 0n);
  return {
    ...row,
    activities,
    direct: isRead ? typedAmount(sum.toString(), currency) : '',
    partial: { kind: 'pro-rata', directMinorByActivity: Object.fromEntries(minors.map(([key, minor]) => [key, minor ?? '0'])) },
  };
}

/** A row as it is before anybody priced its visit. */
export function unpricedRow(visit: { readonly key: string; readonly name: string }, row: number, clause: string): TypedRow {
  return { ...blankRow(row), visitKey: visit.key, label: visit.name, clause, isPlanned: true };
}

/** The number of a row that no other has. */
export function nextRow(typed: TypedTerms): number {
  return typed.rows.reduce((highest, each) => Math.max(highest, each.row), -1) + 1;
}

function blankRow(row: number): TypedRow {
  return {
    row,
    key: '',
    visitKey: '',
    label: '',
    clause: '',
    direct: '',
    withOverhead: true,
    withHoldback: true,
    partial: { kind: 'all-or-nothing', requiredActivities: null },
  };
}

function isPriced(row: TypedRow): boolean {
  return !row.isPlanned || row.direct.trim() !== '' || Object.values(row.activities ?? {}).some((text) => text.trim() !== '');
}

/** An empty row at the end. */
export function withBlankRow(typed: TypedTerms): TypedTerms {
  return { ...typed, rows: [...typed.rows, blankRow(nextRow(typed))] };
}

function isDay(text: string): boolean {
  try {
    civilDate(text);
    return true;
  } catch {
    return false;
  }
}

/** The rates as far as they can be read; what cannot counts as none, so that prices stay visible while typing. */
export function ratesOf(typed: TypedTerms): Pick<TermsBody, 'overheadBasisPoints' | 'holdback'> {
  const points = typed.hasHoldback ? basisPointsOf(typed.holdback, 10_000) : undefined;
  return {
    overheadBasisPoints: basisPointsOf(typed.overhead, 100_000) ?? 0,
    holdback: points ? { basisPoints: points, of: typed.holdbackOf, clause: typed.holdbackClause } : null,
  };
}

/** The price that a row comes to; undefined until its amount can be read. */
export function priceOfRow(row: TypedRow, typed: TypedTerms, currency: string) {
  const directMinor = minorOf(row.direct, currency);
  return directMinor === undefined ? undefined : priceOfTerm({ ...row, directMinor }, ratesOf(typed), currency);
}

/** What is missing or cannot be read. */
export function termsFaults(typed: TypedTerms, currency: string): TermsFaults {
  const faults: Record<string, string> = {};
  if (!isDay(typed.effectiveFrom)) faults['effectiveFrom'] = 'need.date';
  if (basisPointsOf(typed.overhead, 100_000) === undefined) faults['overhead'] = 'need.percent';
  if (typed.hasHoldback) {
    if (!basisPointsOf(typed.holdback, 10_000)) faults['holdback'] = 'need.holdback';
    if (!typed.holdbackClause.trim()) faults['holdbackClause'] = 'need.clause';
  }
  if (!/^\d{1,4}$/.test(typed.termDays.trim()) || Number(typed.termDays) > 3_650) faults['termDays'] = 'need.termDays';
  for (const row of typed.rows.filter(isPriced)) {
    if (!row.visitKey.trim()) faults[`visitKey ${row.row}`] = 'need.visit';
    else if (typed.rows.some((other) => other.row < row.row && other.visitKey === row.visitKey))
      faults[`visitKey ${row.row}`] = 'need.visitOnce';
    if (minorOf(row.direct, currency) === undefined) faults[`direct ${row.row}`] = 'need.amount';
    if (!row.clause.trim()) faults[`clause ${row.row}`] = 'need.clause';
  }
  if (typed.failure && failureBody(typed.failure, currency) === undefined) faults['failure'] = 'need.failure';
  return { ...faults, ...itemFaults(typed.items, currency) };
}

/** What is wrong already while typing: amounts that are none. What is only missing waits for the attempt to save. */
export function faultsWhileTyping(typed: TypedTerms, currency: string): TermsFaults {
  const isWrong = ({ direct }: { readonly direct: string }) => direct.trim() !== '' && minorOf(direct, currency) === undefined;
  return Object.fromEntries([
    ...typed.rows.filter(isWrong).map(({ row }) => [`direct ${row}`, 'need.amount']),
    ...typed.items.filter(isWrong).map(({ row }) => [`item-direct ${row}`, 'need.amount']),
  ]);
}

/** A key that no other row has; letters, digits, dots and hyphens as the contract's terms are named. */
function keyOf(row: TypedRow): string {
  return row.key || `visit-${row.visitKey.replaceAll(/[^A-Za-z0-9._-]/g, '-')}`.slice(0, 64);
}

/** What is sent; undefined while something is missing. */
export function termsBody(typed: TypedTerms, currency: string): TermsBody | undefined {
  if (Object.keys(termsFaults(typed, currency)).length > 0) return undefined;
  const rates = ratesOf(typed);
  return {
    effectiveFrom: typed.effectiveFrom,
    overheadBasisPoints: rates.overheadBasisPoints,
    holdback: rates.holdback && { ...rates.holdback, clause: rates.holdback.clause.trim() },
    billing: { clock: typed.clock, termDays: Number(typed.termDays) },
    visitTerms: typed.rows.filter(isPriced).map((row) => ({
      key: keyOf(row),
      visitKey: row.visitKey,
      label: row.label.trim() || row.visitKey,
      clause: row.clause.trim(),
      directMinor: minorOf(row.direct, currency) ?? '0',
      withOverhead: row.withOverhead,
      withHoldback: row.withHoldback,
      partial: row.partial,
    })),
    invoiceables: itemBodies(typed.items, currency),
    screenFailure: typed.failure ? (failureBody(typed.failure, currency) ?? null) : null,
  };
}
