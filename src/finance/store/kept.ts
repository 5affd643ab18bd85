// How terms and lines are kept in rows, and how they become the values that the rules know.
import { civilDate, type Temporal } from '#lib';
import type {
  ContractVersion,
  InvoiceableTerm,
  LineKind,
  LineState,
  PartialVisitTerm,
  ScreenFailureTerm,
  Trigger,
  VisitTerm,
} from '../rules.ts';
import type { TermRow } from './contracts.ts';
import type { KeptScreenFailure } from '../tables.ts';

/** A payment term as rows hold it; amounts as text where it came through JSON. */
export interface KeptTerm {
  readonly key: string;
  readonly kind: TermRow['kind'];
  readonly visitKey: string | null;
  readonly clause: string;
  readonly directMinor: string | bigint;
  readonly withOverhead: boolean;
  readonly withHoldback: boolean;
  readonly partialVisit: 'full' | 'all-or-nothing' | 'pro-rata' | null;
  readonly requiredActivities: string[] | null;
  readonly activityPrices: Record<string, string> | null;
  readonly screenFailure: KeptScreenFailure | null;
  readonly label: string;
  readonly trigger: Trigger | null;
  readonly activityKey: string | null;
  readonly submitWithinDays: number | null;
  readonly maxPerSubject: number | null;
  readonly maxPerSite: number | null;
  readonly maxMinorPerSite: string | bigint | null;
}

/** The head of a version as rows hold it. */
export interface KeptVersion {
  readonly number: number;
  readonly effectiveFrom: Temporal.PlainDate | string;
  readonly overheadBasisPoints: number;
  readonly holdbackBasisPoints: number;
  readonly holdbackBase: 'gross' | 'direct';
  readonly holdbackClause: string;
}

/** A version with its terms, as the rules price by it. */
export function asVersion(
  contract: { readonly code: string; readonly currency: string },
  head: KeptVersion,
  terms: readonly KeptTerm[],
): ContractVersion {
  const failure = terms.find((term) => term.kind === 'screen-failure');
  return {
    contractKey: contract.code,
    version: head.number,
    effectiveFrom: civilDate(head.effectiveFrom.toString()),
    currency: contract.currency,
    overheadBasisPoints: head.overheadBasisPoints,
    holdback:
      head.holdbackBasisPoints === 0 ? null : { basisPoints: head.holdbackBasisPoints, of: head.holdbackBase, clause: head.holdbackClause },
    visitTerms: terms.filter((term) => term.kind === 'visit').map(asVisitTerm),
    screenFailure: failure ? asScreenFailureTerm(failure) : null,
    invoiceables: terms.flatMap(asInvoiceable),
  };
}

function asVisitTerm(term: KeptTerm): VisitTerm {
  return {
    key: term.key,
    visitKey: term.visitKey ?? '',
    clause: term.clause,
    directMinor: BigInt(term.directMinor),
    hasOverhead: term.withOverhead,
    hasHoldback: term.withHoldback,
    partial: asPartial(term),
  };
}

function asInvoiceable(term: KeptTerm): InvoiceableTerm[] {
  const { key, label, clause, trigger, activityKey, submitWithinDays, maxPerSubject, maxPerSite } = term;
  if (trigger === null) return [];
  const price = { directMinor: BigInt(term.directMinor), hasOverhead: term.withOverhead, hasHoldback: term.withHoldback };
  const maxMinorPerSite = term.maxMinorPerSite === null ? null : BigInt(term.maxMinorPerSite);
  return [{ key, label, clause, trigger, activityKey, ...price, submitWithinDays, maxPerSubject, maxPerSite, maxMinorPerSite }];
}

function asPartial(term: KeptTerm): PartialVisitTerm {
  if (term.partialVisit === 'full') return { kind: 'full' };
  if (term.partialVisit === 'pro-rata') {
    const prices = Object.entries(term.activityPrices ?? {}).map(([key, minor]) => [key, BigInt(minor)] as const);
    return { kind: 'pro-rata', directMinorByActivity: Object.fromEntries(prices) };
  }
  return { kind: 'all-or-nothing', ...(term.requiredActivities ? { requiredActivities: term.requiredActivities } : {}) };
}

function asScreenFailureTerm(term: KeptTerm): ScreenFailureTerm {
  const kept = term.screenFailure ?? { visitKeys: [], pays: 'visits-gross' as const, rule: { kind: 'none' as const } };
  const flat = { kind: 'flat' as const, directMinor: BigInt(term.directMinor), hasOverhead: term.withOverhead };
  return {
    key: term.key,
    clause: term.clause,
    visitKeys: kept.visitKeys,
    amount: kept.pays === 'flat' ? flat : { kind: 'visits-gross' },
    rule: kept.rule as ScreenFailureTerm['rule'],
  };
}

/** A line as a row that came through JSON. */
export interface KeptLine {
  readonly id: string;
  readonly versionId: string;
  readonly termKey: string;
  readonly kind: LineKind;
  readonly state: LineState;
  readonly subjectId: string;
  readonly visitId: string | null;
  readonly eventId: string | null;
  readonly visitKey: string;
  readonly cycle: number;
  readonly procedureId: string | null;
  readonly repeatNo: number;
  readonly generation: number;
  readonly correction: number;
  readonly reversesId: string | null;
  readonly serviceDate: string;
  readonly currency: string;
  readonly amountMinor: string;
  readonly directMinor: string;
  readonly overheadMinor: string;
  readonly grossMinor: string;
  readonly payableMinor: string;
  readonly holdbackMinor: string;
  readonly explanation: unknown;
}
