// Exact tails of counts, for groups too small for a normal approximation, and the score and p-value that follow from them.
import { DomainError } from '#lib';
import {
  betaCdf,
  logBeta,
  logChoose,
  negativeBinomialCdf,
  negativeBinomialMass,
  normalQuantile,
  poissonCdf,
  poissonMass,
} from '../distributions/index.ts';

/** P(X < x), P(X = x) and P(X > x). */
export interface Tails {
  readonly below: number;
  readonly at: number;
  readonly above: number;
}

/** Beyond this score a tail is smaller than the smallest number; scores stop there. */
export const FARTHEST_SCORE = 38;

function checkedCount(count: number): void {
  if (!(Number.isInteger(count) && count >= 0)) throw new DomainError(`a count is a whole number from 0, not ${count}`);
}

/** Tails of Poisson(mean). Throws on a count that is none and on mean < 0. */
export function poissonTails(count: number, mean: number): Tails {
  checkedCount(count);
  if (mean === 0) return { below: count > 0 ? 1 : 0, at: count === 0 ? 1 : 0, above: 0 };
  return {
    below: count === 0 ? 0 : poissonCdf(count - 1, mean),
    at: poissonMass(count, mean),
    above: poissonCdf(count, mean, true),
  };
}

/** Tails of the gamma-Poisson (negative binomial) with this mean and gamma shape `size`. Throws outside mean > 0, size > 0. */
export function gammaPoissonTails(count: number, mean: number, size: number): Tails {
  checkedCount(count);
  if (!(mean > 0 && size > 0)) throw new DomainError('a gamma-Poisson needs mean > 0 and size > 0');
  const probability = size / (size + mean);
  return {
    below: count === 0 ? 0 : negativeBinomialCdf(count - 1, size, probability),
    at: negativeBinomialMass(count, size, probability),
    above: negativeBinomialCdf(count, size, probability, true),
  };
}

/** Tails of Binomial(trials, probability). Throws outside 0 <= count <= trials and 0 < probability < 1. */
export function binomialTails(count: number, trials: number, probability: number): Tails {
  checkedCount(count);
  if (!(count <= trials && probability > 0 && probability < 1)) throw new DomainError('a binomial needs count <= trials and 0 < p < 1');
  const at = Math.exp(logChoose(trials, count) + count * Math.log(probability) + (trials - count) * Math.log1p(-probability));
  return {
    below: count === 0 ? 0 : betaCdf(probability, count, trials - count + 1, true),
    at,
    above: count === trials ? 0 : betaCdf(probability, count + 1, trials - count),
  };
}

/**
 * Tails of the beta-binomial by its own sum, from the count outwards until the rest is negligible.
 * Throws outside 0 <= count <= trials and a, b > 0.
 */
export function betaBinomialTails(count: number, trials: number, a: number, b: number): Tails {
  checkedCount(count);
  if (!(count <= trials && a > 0 && b > 0)) throw new DomainError('a beta-binomial needs count <= trials and a, b > 0');
  if (count > trials / 2) {
    const { below, at, above } = betaBinomialTails(trials - count, trials, b, a);
    return { below: above, at, above: below };
  }
  const at = Math.exp(logChoose(trials, count) + logBeta(count + a, trials - count + b) - logBeta(a, b));
  // Each mass from its neighbour: the ratio of two binomials times the ratio of two beta functions.
  const up = (k: number) => (((trials - k) / (k + 1)) * (k + a)) / (trials - k - 1 + b);
  let [below, above] = [0, 0];
  for (let k = count, mass = at; k > 0; k -= 1) {
    mass /= up(k - 1);
    below += mass;
  }
  for (let k = count, mass = at; k < trials; k += 1) {
    mass *= up(k);
    above += mass;
    // Where b > 1 no later ratio is larger than this one, so the rest is at most a geometric series.
    const ratio = b > 1 ? Math.max(up(k), (trials - k) / (trials - k - 1 + b)) : 1;
    if (ratio < 1 && (mass * ratio) / (1 - ratio) < 1e-17 * above) break;
  }
  return { below: Math.min(1, below), at, above: Math.min(1, above) };
}

/**
 * A z-score with the same tail: the normal quantile of P(X < x) + P(X = x)/2 (mid-p, so that its mean under the model is 0 in
 * spite of the steps). Between -38 and 38. Reference: Lancaster 1961; Dunn and Smyth 1996 (quantile residuals).
 */
export function tailScore({ below, at, above }: Tails): number {
  const [low, high] = [below + at / 2, above + at / 2];
  const least = Math.min(low, high);
  if (least <= 0) return low < high ? -FARTHEST_SCORE : FARTHEST_SCORE;
  const size = least >= 0.5 ? 0 : Math.min(FARTHEST_SCORE, -normalQuantile(least));
  return low < high ? -size : size;
}
