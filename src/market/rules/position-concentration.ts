// How much of what the network earns hangs on few: the Herfindahl-Hirschman index of its revenue.

/** Revenue by parts; `hhi` is the sum of squared shares x 10,000, `effective` how many equal parts would have the same. */
export interface Concentration {
  readonly by: 'country' | 'area' | 'sponsor';
  readonly hhi: number;
  readonly effective: number;
  /** The largest first; US dollars. */
  readonly parts: readonly { readonly key: string; readonly revenue: number; readonly share: number }[];
}

/** The concentration of revenue over the keys that `keyOf` gives; nothing earned has an index of 0. */
export function concentrationBy<T extends { readonly revenue: number }>(
  by: Concentration['by'],
  pieces: readonly T[],
  keyOf: (piece: T) => string,
): Concentration {
  const sums = new Map<string, number>();
  for (const piece of pieces) sums.set(keyOf(piece), (sums.get(keyOf(piece)) ?? 0) + piece.revenue);
  const earned = [...sums].filter(([, revenue]) => revenue > 0);
  const total = earned.reduce((sum, [, revenue]) => sum + revenue, 0);
  const parts = earned
    .map(([key, revenue]) => ({ key, revenue, share: revenue / total }))
    .toSorted((a, b) => b.revenue - a.revenue || (a.key < b.key ? -1 : 1));
  const squares = parts.reduce((sum, { share }) => sum + share * share, 0);
  return { by, hhi: squares * 10_000, effective: squares > 0 ? 1 / squares : 0, parts };
}
