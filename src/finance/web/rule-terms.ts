// What is typed as the rules read it, as far as it can be read.
import { civilDate } from '#lib';
import type { ContractVersion, InvoiceableTerm, PartialVisitTerm, ScreenFailureTerm, VisitTerm } from '../rules.ts';
import type { InvoiceableView } from './queries.ts';
import { minorOf } from './read-typed.ts';
import { failureBody } from './typed-failure.ts';
import { itemBodies } from './typed-items.ts';
import { ratesOf, type TypedRow, type TypedTerms } from './typed-terms.ts';

function partialOf({ partial }: TypedRow): PartialVisitTerm {
  if (partial.kind === 'full') return partial;
  if (partial.kind === 'all-or-nothing')
    return partial.requiredActivities === null
      ? { kind: partial.kind }
      : { kind: partial.kind, requiredActivities: partial.requiredActivities };
  const minors = Object.entries(partial.directMinorByActivity).map(([key, minor]) => [key, BigInt(minor)] as const);
  return { kind: partial.kind, directMinorByActivity: Object.fromEntries(minors) };
}

function termOf(row: TypedRow, currency: string): VisitTerm[] {
  const direct = minorOf(row.direct, currency);
  if (direct === undefined || row.visitKey === '') return [];
  return [
    {
      key: row.key || row.visitKey,
      visitKey: row.visitKey,
      clause: row.clause,
      directMinor: BigInt(direct),
      hasOverhead: row.withOverhead,
      hasHoldback: row.withHoldback,
      partial: partialOf(row),
    },
  ];
}

function itemTermOf({ directMinor, withOverhead: hasOverhead, withHoldback: hasHoldback, ...term }: InvoiceableView): InvoiceableTerm {
  const maxMinorPerSite = term.maxMinorPerSite === null ? null : BigInt(term.maxMinorPerSite);
  return { ...term, directMinor: BigInt(directMinor), maxMinorPerSite, hasOverhead, hasHoldback };
}

function failureOf(typed: TypedTerms, currency: string): ScreenFailureTerm | null {
  // A missing clause moves no amount.
  const body = typed.failure && failureBody({ ...typed.failure, clause: typed.failure.clause || '-' }, currency);
  if (!body) return null;
  const { key, clause, visitKeys, rule, amount } = body;
  const flat = amount.kind === 'flat' && {
    kind: 'flat' as const,
    directMinor: BigInt(amount.directMinor),
    hasOverhead: amount.withOverhead,
  };
  return { key, clause, visitKeys, rule, amount: flat || { kind: 'visits-gross' } };
}

/** A version of what is typed. The day does not move amounts, so a day not typed yet counts as any. */
export function ruleTerms(typed: TypedTerms, currency: string): ContractVersion {
  return {
    contractKey: '',
    version: 0,
    effectiveFrom: civilDate('2026-01-01'),
    currency,
    ...ratesOf(typed),
    visitTerms: typed.rows.flatMap((row) => termOf(row, currency)),
    invoiceables: itemBodies(typed.items, currency).map(itemTermOf),
    screenFailure: failureOf(typed, currency),
  };
}
