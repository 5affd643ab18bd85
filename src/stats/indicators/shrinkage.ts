// Gamma-Poisson shrinkage: what a group's true rate may be once its own count and all the others are taken together.
import { DomainError } from '#lib';
import { gammaCdf } from '../distributions/index.ts';
import { type GroupCount, overallRate } from './counting.ts';

/** Rates between groups follow Gamma(shape alpha, rate beta). */
export interface RatePrior {
  readonly alpha: number;
  readonly beta: number;
}

/** A group's rate after its count: Gamma(alpha + x, beta + e). */
export interface ShrunkRate {
  readonly mean: number;
  /** P(rate > factor x mean of the prior). */
  readonly above: number;
  /** P(rate < mean of the prior / factor): the under-reporting side. */
  readonly below: number;
}

/** Shapes beyond these cannot be told apart from groups without any likeness, and from groups all alike. */
const [LEAST_SHAPE, MOST_SHAPE] = [1e-3, 1e4];

// For a given shape the best prior mean solves sum (alpha + x)/(alpha/m + e) = K m, monotone in m.
function bestMean(alpha: number, groups: readonly GroupCount[], start: number): number {
  const slope = (mean: number) =>
    groups.reduce((sum, { numerator, denominator }) => sum + (numerator - mean * denominator) / (alpha + mean * denominator), 0);
  let [low, high] = [start, start];
  while (slope(low) < 0) low /= 2;
  while (slope(high) > 0) high *= 2;
  for (let round = 0; round < 200 && high - low > 1e-15 * high; round += 1) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The logarithmic derivative of the gamma function for x > 0: recurrence to 10, then its asymptotic series (DLMF 5.11.2). */
function digamma(x: number): number {
  let [at, shift] = [x, 0];
  for (; at < 10; at += 1) shift -= 1 / at;
  const inverse = 1 / (at * at);
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132)))));
  return shift + Math.log(at) - 1 / (2 * at) - series;
}

// Slope of the log likelihood in alpha along the best means; at a maximum of a flat likelihood a slope tells more digits than heights do.
function shapeSlope(alpha: number, mean: number, groups: readonly GroupCount[]): number {
  const beta = alpha / mean;
  const own = digamma(alpha) - Math.log(beta) - 1;
  return groups.reduce((sum, { numerator, denominator }) => {
    const wide = beta + denominator;
    return sum + digamma(alpha + numerator) - own - Math.log(wide) - (alpha + numerator) / (mean * wide);
  }, 0);
}

/**
 * Maximum-likelihood prior over groups: the count of a group is negative binomial. The shape stays within 0.001 and 10,000;
 * 10,000 means that the groups differ no more than chance. Throws where nothing happened.
 * Reference: Clayton and Kaldor 1987; DuMouchel 1999.
 */
export function fitRatePrior(groups: readonly GroupCount[]): RatePrior {
  const mu = overallRate(groups);
  if (mu === 0) throw new DomainError('a prior needs at least one event');
  const meanOf = (alpha: number) => bestMean(alpha, groups, mu);
  const isShort = (alpha: number) => shapeSlope(alpha, meanOf(alpha), groups) > 0;
  let [low, high] = [LEAST_SHAPE, MOST_SHAPE];
  if (isShort(high)) low = high;
  while (high - low > 1e-12 * high) {
    const middle = Math.sqrt(low * high);
    if (middle <= low || middle >= high) break;
    if (isShort(middle)) low = middle;
    else high = middle;
  }
  return { alpha: high, beta: high / meanOf(high) };
}

/**
 * The group's shrunk rate and how surely it is above `factor` times the prior's mean or below the mean over `factor`.
 * A factor of 1 asks for above and below the mean. Throws unless factor >= 1.
 */
export function shrunkRate(
  { numerator, denominator }: Pick<GroupCount, 'numerator' | 'denominator'>,
  prior: RatePrior,
  factor = 1,
): ShrunkRate {
  if (!(factor >= 1)) throw new DomainError('a factor is at least 1');
  const [shape, rate] = [prior.alpha + numerator, prior.beta + denominator];
  const mean = prior.alpha / prior.beta;
  return { mean: shape / rate, above: gammaCdf(mean * factor, shape, rate, true), below: gammaCdf(mean / factor, shape, rate) };
}
