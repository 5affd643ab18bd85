// Many comparisons at once: Benjamini-Hochberg over sites x indicators, so that a page full of tests does not cry wolf.
import { DomainError } from '#lib';

/**
 * Adjusted p-values in the order given: q(i) = min over j >= i of p(j) m / j on the sorted p. Flagging q <= f keeps the expected
 * share of false flags among the flags at f or less. Reference: Benjamini and Hochberg 1995; R's p.adjust(p, 'BH').
 * Throws on a p outside [0, 1].
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  if (pValues.some((p) => !(p >= 0 && p <= 1))) throw new DomainError('a p-value lies in [0, 1]');
  const order = pValues.map((_, at) => at).sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0));
  const adjusted = Array.from(pValues, () => 1);
  let least = 1;
  order.forEach((at, fromTop) => {
    least = Math.min(least, ((pValues[at] ?? 1) * pValues.length) / (pValues.length - fromTop));
    adjusted[at] = least;
  });
  return adjusted;
}
