// Shrinkage: what a group's true rate or share may be once its own count and all the others are taken together.
import { DomainError } from '#lib';
import { betaCdf, betaQuantile, gammaCdf, gammaQuantile, logBeta } from '../distributions/index.ts';
import { countTable, fitRates } from '../enrolment/likelihood.ts';
import { type GroupCount, overallRate } from './counting.ts';

/** Rates between groups follow Gamma(shape alpha, rate beta). */
export interface RatePrior {
  readonly alpha: number;
  readonly beta: number;
}

/** What is believed of a group's rate or share after its count. */
export interface Shrunk {
  readonly mean: number;
  /** Between these it lies with the chance of the level. */
  readonly low: number;
  readonly high: number;
  /** P(rate > factor x mean of the prior); of a share, P(share > the usual one). */
  readonly above: number;
  /** P(rate < mean of the prior / factor), P(share < the usual one): the under-reporting side. */
  readonly below: number;
}

/** The chance with which a true rate lies in its interval. */
const LEVEL = 0.9;
const TAIL = (1 - LEVEL) / 2;

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
 * The group's rate after its count, Gamma(alpha + x, beta + e), with its central 90 % interval and how surely it is above `factor`
 * times the prior's mean or below the mean over `factor`. A factor of 1 asks for above and below the mean. Throws unless factor >= 1.
 */
export function shrunkRate(
  { numerator, denominator }: Pick<GroupCount, 'numerator' | 'denominator'>,
  prior: RatePrior,
  factor = 1,
): Shrunk {
  if (!(factor >= 1)) throw new DomainError('a factor is at least 1');
  const [shape, rate] = [prior.alpha + numerator, prior.beta + denominator];
  const mean = prior.alpha / prior.beta;
  return {
    mean: shape / rate,
    low: gammaQuantile(TAIL, shape, rate),
    high: gammaQuantile(1 - TAIL, shape, rate),
    above: gammaCdf(mean * factor, shape, rate, true),
    below: gammaCdf(mean / factor, shape, rate),
  };
}

/** A group with the share that is usual for its mix, strictly between 0 and 1. */
export interface UsualShare extends Pick<GroupCount, 'numerator' | 'denominator'> {
  readonly usual: number;
}

/** Weights between which the prior of shares is sought; at the upper end the groups differ no more than chance. */
const [LEAST_WEIGHT, MOST_WEIGHT] = [0.5, 10_000];
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Maximum-likelihood weight W where a group's share follows Beta(usual W, (1 - usual) W): so many observations of its own weigh as much
 * as what is usual. Sought by golden sections on ln W between 0.5 and 10,000. Throws on counts that are no share and on no group.
 * Reference: Griffiths 1973 (beta-binomial).
 */
export function fitShareWeight(groups: readonly UsualShare[]): number {
  groups.forEach(checkedShare);
  if (groups.length === 0) throw new DomainError('a weight needs at least one group');
  const logLikelihood = (logWeight: number) => {
    const weight = Math.exp(logWeight);
    return groups.reduce((sum, { numerator, denominator, usual }) => {
      const [a, b] = [usual * weight, (1 - usual) * weight];
      return sum + logBeta(a + numerator, b + denominator - numerator) - logBeta(a, b);
    }, 0);
  };
  let [low, high] = [Math.log(LEAST_WEIGHT), Math.log(MOST_WEIGHT)];
  for (let round = 0; round < 40; round += 1) {
    const step = (high - low) * GOLDEN;
    if (logLikelihood(high - step) > logLikelihood(low + step)) high = low + step;
    else low = high - step;
  }
  return Math.exp((low + high) / 2);
}

/** The group's share after its count, Beta(usual W + x, (1 - usual) W + n - x), with its central 90 % interval. */
export function shrunkShare(group: UsualShare, weight: number): Shrunk {
  checkedShare(group);
  if (!(weight > 0)) throw new DomainError('a weight is above 0');
  const { numerator, denominator, usual } = group;
  const [a, b] = [usual * weight + numerator, (1 - usual) * weight + denominator - numerator];
  return {
    mean: a / (a + b),
    low: betaQuantile(TAIL, a, b),
    high: betaQuantile(1 - TAIL, a, b),
    above: betaCdf(usual, a, b, true),
    below: betaCdf(usual, a, b),
  };
}

function checkedShare({ numerator, denominator, usual }: UsualShare): void {
  if (!(numerator >= 0 && numerator <= denominator)) throw new DomainError('a share counts so many out of so many');
  if (!(usual > 0 && usual < 1)) throw new DomainError('a usual share lies between 0 and 1');
}
