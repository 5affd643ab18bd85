// The continuous ranked probability score of a forecast given as draws.
import { DomainError } from '#lib';
import { finite } from '../distributions/arguments.ts';

/**
 * CRPS of the empirical distribution of a sample: mean |x - y| - sum |x_i - x_j| / (2 m^2) (Gneiting and Raftery 2007, 20),
 * in the unit of the sample; smaller is better. Summed as the integral of (F(x) - 1{x >= y})^2 over the gaps between sorted
 * draws, so that nothing cancels; O(m log m). Domain: at least one draw, all finite, finite `observed`; anything else is a DomainError.
 */
export function crpsOfSample(sample: ArrayLike<number>, observed: number): number {
  finite('crpsOfSample', 'observed', observed);
  const size = sample.length;
  if (size === 0) throw new DomainError('crpsOfSample: the sample must not be empty');
  const sorted = Float64Array.from(sample).sort();
  for (const draw of sorted) finite('crpsOfSample', 'a draw', draw);
  let score = Math.max(0, (sorted[0] as number) - observed) + Math.max(0, observed - (sorted[size - 1] as number));
  for (let below = 1; below < size; below++) {
    const [left, right] = [sorted[below - 1] as number, sorted[below] as number];
    const share = below / size;
    const middle = Math.min(right, Math.max(left, observed));
    score += (middle - left) * share * share + (right - middle) * (1 - share) * (1 - share);
  }
  return score;
}
