// The Poisson distribution of counts.
import { belowOne, notNegative, whole } from './arguments.ts';
import { countsQuantile } from './counts-quantile.ts';
import { gammaTail } from './gamma.ts';
import { normalQuantile } from './normal.ts';
import { poissonTerm } from './saddle-point.ts';

function tailOf(n: number, mean: number, upper: boolean): number {
  if (n < 0 || mean === 0) return n < 0 === upper ? 1 : 0;
  return gammaTail(n + 1, mean, !upper);
}

/**
 * P(N <= n) of the Poisson distribution, or P(N > n) where `upper`: Q(n + 1, mean), DLMF 8.4.10.
 * Domain: whole n (below 0 the probability is 0), finite mean >= 0; anything else is a DomainError.
 */
export function poissonCdf(n: number, mean: number, upper = false): number {
  return tailOf(whole('poissonCdf', 'n', n), notNegative('poissonCdf', 'mean', mean), upper);
}

/**
 * P(N = n) = mean^n e^-mean / n!, by saddle point (Loader 2000).
 * Domain: whole n (below 0 the probability is 0), finite mean >= 0; anything else is a DomainError.
 */
export function poissonMass(n: number, mean: number): number {
  whole('poissonMass', 'n', n);
  notNegative('poissonMass', 'mean', mean);
  return n < 0 ? 0 : poissonTerm(n, mean);
}

/**
 * The smallest n with P(N <= n) >= p, allowing for rounding as R's qpois does (64 units in the last place).
 * Domain: 0 <= p < 1, finite mean >= 0; anything else is a DomainError, and so is a quantile that is no
 * whole number held exactly.
 */
export function poissonQuantile(p: number, mean: number): number {
  belowOne('poissonQuantile', 'p', p);
  notNegative('poissonQuantile', 'mean', mean);
  if (p === 0 || mean === 0) return 0;
  const z = normalQuantile(p);
  const guess = mean + Math.sqrt(mean) * z + (z * z - 1) / 6;
  return countsQuantile(
    'poissonQuantile',
    p,
    {
      below: (n) => tailOf(n, mean, false),
      above: (n) => tailOf(n, mean, true),
      mass: (n) => poissonTerm(n, mean),
      most: Number.MAX_SAFE_INTEGER - 1,
    },
    guess,
  );
}
