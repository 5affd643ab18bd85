// The continuous ranked probability score of Poisson and negative binomial forecasts of counts.
import { chanceAboveZero, count, notNegative, positive } from '../distributions/arguments.ts';
import { negativeBinomialCdf } from '../distributions/negative-binomial.ts';
import { poissonCdf, poissonMass } from '../distributions/poisson.ts';
import { binomialTerm } from '../distributions/saddle-point.ts';
import { meanDifference } from './mean-difference.ts';
import { scoreOfMasses } from './crps-of-counts.ts';

/** Up to this many counts the score is summed; beyond, E|X - y| - E|X - X'| / 2 costs less and cancels little. */
const MOST_SUMMED = 600;

/** Probabilities of 0, 1, 2, ... until they vanish; `ratio(n)` is P(n) / P(n - 1). */
function masses(first: number, ratio: (n: number) => number): number[] {
  const list = [first];
  for (let mass = first, n = 1; n < 3 * MOST_SUMMED && (ratio(n) >= 1 || mass > 1e-30 * first); n++) {
    mass *= ratio(n);
    list.push(mass);
  }
  return list;
}

/**
 * CRPS of a Poisson forecast against the count y, in counts: (y - m) (2 F(y) - 1) + 2 m P(y) - E|X - X'| / 2; small
 * means by direct summation. Domain: finite mean >= 0, whole y >= 0; anything else is a DomainError.
 */
export function crpsPoisson(mean: number, y: number): number {
  notNegative('crpsPoisson', 'mean', mean);
  count('crpsPoisson', 'y', y);
  if (mean + 20 * Math.sqrt(mean) + 20 < MOST_SUMMED)
    return scoreOfMasses(
      masses(Math.exp(-mean), (n) => mean / n),
      y,
    );
  const towards = (y - mean) * (2 * poissonCdf(y, mean) - 1) + 2 * mean * poissonMass(y, mean);
  return towards - meanDifference((s) => -Math.expm1(-4 * mean * s), 4 * mean) / 2;
}

/**
 * CRPS of a negative binomial forecast (R's size a and probability p) against the count y, in counts: with m = a (1 - p) / p,
 * (y - m) (2 F(y) - 1) + 2 m D - E|X - X'| / 2, where D = F(y; a) - F(y - 1; a + 1) is one binomial term; short distributions by direct summation.
 * Domain: finite size > 0, 0 < probability <= 1, whole y >= 0; anything else is a DomainError.
 */
export function crpsNegativeBinomial(size: number, probability: number, y: number): number {
  positive('crpsNegativeBinomial', 'size', size);
  chanceAboveZero('crpsNegativeBinomial', 'probability', probability);
  count('crpsNegativeBinomial', 'y', y);
  const rest = 1 - probability;
  const mean = (size * rest) / probability;
  const variance = mean / probability;
  if (mean + 20 * Math.sqrt(variance) + 40 / probability < MOST_SUMMED) {
    const first = Math.exp(size * Math.log(probability));
    return scoreOfMasses(
      masses(first, (n) => ((size + n - 1) / n) * rest),
      y,
    );
  }
  const below = negativeBinomialCdf(y, size, probability);
  const drop = binomialTerm(size, y, probability, rest);
  const factor = (4 * rest) / (probability * probability);
  const spread = meanDifference((s) => -Math.expm1(-size * Math.log1p(factor * s)), factor * Math.max(1, size));
  return (y - mean) * (2 * below - 1) + 2 * mean * drop - spread / 2;
}
