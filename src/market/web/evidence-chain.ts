// The versions of a record: what stood before it and what stands in for it, the first at the beginning.
import type { Contradiction, Entry } from './held-queries.ts';

/** Every version of which the record is one, in the order in which they were said. */
export function chainOf(id: string, entries: readonly Entry[]): readonly Entry[] {
  const byId = new Map(entries.map((entry) => [entry.record.id, entry]));
  let first = byId.get(id);
  for (let before = first; before?.supersedes;) {
    before = byId.get(before.supersedes);
    if (before) first = before;
  }
  const chain: Entry[] = [];
  for (let at = first; at && !chain.includes(at); at = at.supersededBy ? byId.get(at.supersededBy) : undefined) chain.push(at);
  return chain;
}

/** The word that says what a contradiction does to the outlook; the same cases as in the rules, which say it in English only. */
export function effectKey({ quantity, year }: Pick<Contradiction, 'quantity' | 'year'>): 'size' | 'share' | 'rank' | 'none' {
  if (quantity === 'market-size' && year !== null && year >= 2025 && year <= 2031) return 'size';
  if (quantity === 'share') return 'share';
  return quantity === 'largest-region' || quantity === 'fastest-growing-area' ? 'rank' : 'none';
}
