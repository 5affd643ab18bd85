// A draft's rates and terms as a person types them, and what is sent of them once nothing is missing.
import { civilDate } from '#lib';
import { percent } from '../rules.ts';
import { priceOfTerm, typedAmount } from './rate-words.ts';
import type { ContractVersionView, TermsBody, VisitTermView } from './queries.ts';
import { basisPointsOf, minorOf } from './read-typed.ts';
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
}

/** The whole form; percentages as text. */
export interface TypedTerms {
  readonly effectiveFrom: string;
  readonly overhead: string;
  readonly hasHoldback: boolean;
  readonly holdback: string;
  readonly holdbackOf: 'gross' | 'direct';
  readonly holdbackClause: string;
  readonly rows: readonly TypedRow[];
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
    rows: version.visitTerms.map((term, row) => ({ ...term, row, direct: typedAmount(term.directMinor, currency) })),
    failure: version.screenFailure ? typedFailure(version.screenFailure, currency) : null,
  };
}

/** An empty row at the end. */
export function withBlankRow(typed: TypedTerms): TypedTerms {
  const row = typed.rows.reduce((highest, each) => Math.max(highest, each.row), -1) + 1;
  const blank: TypedRow = {
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
  return { ...typed, rows: [...typed.rows, blank] };
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
  for (const row of typed.rows) {
    if (!row.visitKey.trim()) faults[`visitKey ${row.row}`] = 'need.visit';
    else if (typed.rows.some((other) => other.row < row.row && other.visitKey === row.visitKey))
      faults[`visitKey ${row.row}`] = 'need.visitOnce';
    if (minorOf(row.direct, currency) === undefined) faults[`direct ${row.row}`] = 'need.amount';
    if (!row.clause.trim()) faults[`clause ${row.row}`] = 'need.clause';
  }
  if (typed.failure && failureBody(typed.failure, currency) === undefined) faults['failure'] = 'need.failure';
  return faults;
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
    visitTerms: typed.rows.map((row) => ({
      key: keyOf(row),
      visitKey: row.visitKey,
      label: row.label.trim() || row.visitKey,
      clause: row.clause.trim(),
      directMinor: minorOf(row.direct, currency) ?? '0',
      withOverhead: row.withOverhead,
      withHoldback: row.withHoldback,
      partial: row.partial,
    })),
    screenFailure: typed.failure ? (failureBody(typed.failure, currency) ?? null) : null,
  };
}
