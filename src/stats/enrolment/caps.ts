// A site's count under a cap: the first two moments of min(N, c).
import type { CountMoments } from './matched.ts';

/**
 * Moments of min(N, most) for N negative binomial with this size and mean: E min(N,c) = sum_{n<c} P(N>n),
 * E min(N,c)^2 = sum_{n<c} (2n+1) P(N>n). An infinite size is Poisson.
 */
export function cappedMoments(size: number, mean: number, most: number): CountMoments {
  if (most <= 0 || mean <= 0) return { mean: 0, rateVariance: 0 };
  const isPoisson = size === Infinity;
  const failure = isPoisson ? 0 : mean / (size + mean);
  let mass = Math.exp(isPoisson ? -mean : -size * Math.log1p(mean / size));
  let below = 0;
  let [first, second] = [0, 0];
  for (let n = 0; n < most; n += 1) {
    below += mass;
    const above = Math.max(0, 1 - below);
    first += above;
    second += (2 * n + 1) * above;
    mass *= isPoisson ? mean / (n + 1) : ((size + n) / (n + 1)) * failure;
    if (above < 1e-15 && n > mean) break;
  }
  return { mean: first, rateVariance: second - first ** 2 - first };
}
