// Caps (BR-14): how often a term is paid for one participant and at one site, and how much of it at one site in all.
import { type Currency, formatMoney } from '#lib';
import type { InvoiceableTerm } from './invoiceable.ts';
import { type AccrualLine, type LineKind, liveLines } from './line.ts';

/** What a term was paid at the site for other participants: how often, and how much, gross with true-ups. */
export interface PaidThere {
  readonly count: number;
  readonly amountMinor: bigint;
}

/** What capped terms were paid at the site for other participants, by the term's key. */
export type SiteCounts = ReadonlyMap<string, PaidThere>;

/** The kinds of lines that a cap by amount sums: what is paid now and what is held back of it, and their true-ups. */
export const amountCapKinds = ['invoiceable', 'invoiceable-holdback', 'true-up', 'true-up-holdback'] as const satisfies readonly LineKind[];

function earnedUnder(term: InvoiceableTerm, existing: readonly AccrualLine[]): AccrualLine[] {
  const kinds: readonly LineKind[] = amountCapKinds;
  return liveLines(existing).filter((line) => line.termKey === term.key && kinds.includes(line.kind) && line.state === 'earned');
}

/** What a cap by amount leaves of the gross at the site, in minor units and never below nothing; null without one. */
export function roomLeft(term: InvoiceableTerm, existing: readonly AccrualLine[], siteCounts: SiteCounts): bigint | null {
  if (term.maxMinorPerSite === null) return null;
  const own = earnedUnder(term, existing).reduce((sum, line) => sum + line.amountMinor, 0n);
  const room = term.maxMinorPerSite - own - (siteCounts.get(term.key)?.amountMinor ?? 0n);
  return room > 0n ? room : 0n;
}

/** The cap by amount in words. */
export function amountCapInWords(term: InvoiceableTerm, currency: Currency): string {
  return `at most ${formatMoney(term.maxMinorPerSite ?? 0n, currency)} in all at one site`;
}

/** The cap that leaves no room for one more, in words; null while there is room, be it for a part. */
export function capReached(
  term: InvoiceableTerm,
  existing: readonly AccrualLine[],
  siteCounts: SiteCounts,
  currency: Currency,
): string | null {
  const own = earnedUnder(term, existing).filter((line) => line.kind === 'invoiceable').length;
  if (term.maxPerSubject !== null && own >= term.maxPerSubject) return `at most ${term.maxPerSubject} for one participant`;
  const all = own + (siteCounts.get(term.key)?.count ?? 0);
  if (term.maxPerSite !== null && all >= term.maxPerSite) return `at most ${term.maxPerSite} at one site`;
  return roomLeft(term, existing, siteCounts) === 0n ? amountCapInWords(term, currency) : null;
}
