// Caps (BR-14): how often a term is paid for one participant and at one site, and how much of it at one site in all.
import type { Cap } from './explanation.ts';
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

/** A cap by amount, what was paid under it, and what it leaves of the gross at the site; all in minor units, the room never below nothing. */
export interface Room {
  readonly mostMinor: bigint;
  readonly earlierMinor: bigint;
  readonly roomMinor: bigint;
}

/** What a cap by amount leaves at the site; null without one. */
export function roomLeft(term: InvoiceableTerm, existing: readonly AccrualLine[], siteCounts: SiteCounts): Room | null {
  const mostMinor = term.maxMinorPerSite;
  if (mostMinor === null) return null;
  const own = earnedUnder(term, existing).reduce((sum, line) => sum + line.amountMinor, 0n);
  const earlierMinor = own + (siteCounts.get(term.key)?.amountMinor ?? 0n);
  const roomMinor = mostMinor - earlierMinor;
  return { mostMinor, earlierMinor, roomMinor: roomMinor > 0n ? roomMinor : 0n };
}

/** The cap that leaves no room for one more; null while there is room, be it for a part. */
export function capReached(term: InvoiceableTerm, existing: readonly AccrualLine[], siteCounts: SiteCounts): Cap | null {
  const own = earnedUnder(term, existing).filter((line) => line.kind === 'invoiceable').length;
  if (term.maxPerSubject !== null && own >= term.maxPerSubject) return { kind: 'per-subject', count: term.maxPerSubject };
  const all = own + (siteCounts.get(term.key)?.count ?? 0);
  if (term.maxPerSite !== null && all >= term.maxPerSite) return { kind: 'per-site', count: term.maxPerSite };
  const room = roomLeft(term, existing, siteCounts);
  if (room?.roomMinor !== 0n) return null;
  return { kind: 'amount-per-site', mostMinor: room.mostMinor, earlierMinor: room.earlierMinor };
}
