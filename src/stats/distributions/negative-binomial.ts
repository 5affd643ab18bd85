// The negative binomial distribution of counts: a Poisson whose mean follows a gamma distribution.
import { belowOne, chanceAboveZero, positive, whole } from './arguments.ts';
import { LARGEST_SHAPE, betaTail } from './beta.ts';
import { countsQuantile } from './counts-quantile.ts';
import { gammaQuantile } from './gamma-quantile.ts';
import { normalQuantile } from './normal.ts';
import { binomialTerm } from './saddle-point.ts';

function judge(where: string, size: number, probability: number): void {
  positive(where, 'size', size);
  chanceAboveZero(where, 'probability', probability);
}

function tailOf(n: number, size: number, probability: number, upper: boolean): number {
  if (n < 0) return upper ? 1 : 0;
  const rest = 1 - probability;
  if (upper) return betaTail(n + 1, size, rest, probability, 'negativeBinomialCdf');
  return betaTail(size, n + 1, probability, rest, 'negativeBinomialCdf');
}

function massOf(n: number, size: number, probability: number): number {
  return n < 0 ? 0 : (size / (size + n)) * binomialTerm(size, n, probability, 1 - probability);
}

/**
 * P(N <= n) of the negative binomial in R's parameterisation (size a > 0, real; probability p; mean a (1 - p) / p), or
 * P(N > n) where `upper`: I_p(a, n + 1), DLMF 8.17. With a rate following Gamma(a, rate b) over exposure d, p = b / (b + d).
 * Domain: whole n (below 0 the probability is 0), size > 0, both below 1e11, 0 < probability <= 1; anything else
 * is a DomainError.
 */
export function negativeBinomialCdf(n: number, size: number, probability: number, upper = false): number {
  whole('negativeBinomialCdf', 'n', n);
  judge('negativeBinomialCdf', size, probability);
  return tailOf(n, size, probability, upper);
}

/**
 * P(N = n) = gamma(a + n) / (gamma(a) n!) p^a (1 - p)^n, by saddle point (Loader 2000).
 * Domain: whole n (below 0 the probability is 0), finite size > 0, 0 < probability <= 1; anything else is a DomainError.
 */
export function negativeBinomialMass(n: number, size: number, probability: number): number {
  whole('negativeBinomialMass', 'n', n);
  judge('negativeBinomialMass', size, probability);
  return massOf(n, size, probability);
}

/** A first guess: Cornish and Fisher's expansion where the distribution is nearly normal, else the quantile of its mean. */
function guessOf(p: number, size: number, probability: number): number {
  const mean = (size * (1 - probability)) / probability;
  const spread = Math.sqrt(mean / probability);
  if (size > 5 || spread < 3) {
    const z = normalQuantile(p);
    const skewness = (2 - probability) / Math.sqrt(size * (1 - probability));
    return mean + spread * (z + (skewness * (z * z - 1)) / 6) - 0.5;
  }
  return (gammaQuantile(p, size) * (1 - probability)) / probability;
}

/**
 * The smallest n with P(N <= n) >= p, allowing for rounding as R's qnbinom does (64 units in the last place).
 * Domain: 0 <= p < 1, 0 < size < 1e11, 0 < probability <= 1; anything else is a DomainError, and so is a quantile from
 * 1e11 on.
 */
export function negativeBinomialQuantile(p: number, size: number, probability: number): number {
  belowOne('negativeBinomialQuantile', 'p', p);
  judge('negativeBinomialQuantile', size, probability);
  if (p === 0 || probability === 1) return 0;
  return countsQuantile(
    'negativeBinomialQuantile',
    p,
    {
      below: (n) => tailOf(n, size, probability, false),
      above: (n) => tailOf(n, size, probability, true),
      mass: (n) => massOf(n, size, probability),
      most: LARGEST_SHAPE - 1,
    },
    guessOf(p, size, probability),
  );
}
