// Gamma-Poisson shrinkage: what a group's true rate may be once its own count and all the others are taken together.
import { DomainError } from '#lib';
import { gammaCdf } from '../distributions/index.ts';
import { countTable, fitRates } from '../enrolment/likelihood.ts';
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

/**
 * Maximum-likelihood prior over groups with denominators above 0: the count of a group is negative binomial. The shape stays within 0.01
 * and 1,000; 1,000 means that the groups differ no more than chance. Throws where nothing happened.
 * Reference: Clayton and Kaldor 1987; DuMouchel 1999.
 */
export function fitRatePrior(groups: readonly GroupCount[]): RatePrior {
  if (overallRate(groups) === 0) throw new DomainError('a prior needs at least one event');
  const counts = groups.map(({ numerator }) => numerator);
  if (!counts.every(Number.isInteger)) throw new DomainError('a prior is fitted to whole counts');
  const exposures = groups.map(({ denominator }) => denominator);
  const { alpha, beta } = fitRates(countTable(counts, exposures));
  return { alpha, beta };
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
