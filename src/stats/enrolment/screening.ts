// From screened to enrolled: thinning by a pass probability that all sites share, a screening lag, and those in screening now.
import { DomainError } from '#lib';
import { needAtLeast, needCount } from './domain.ts';
import type { CountMoments } from './matched.ts';

/** Screening as seen so far; the sites' counts are then counts of screened patients. */
export interface Screening {
  readonly passed: number;
  readonly failed: number;
  /** Days from screening to enrolment. */
  readonly lagDays: number;
  /** Patients in screening on the as-of day. */
  readonly inScreening: number;
}

/** Moments of the pass probability: Beta(1/2 + passed, 1/2 + failed), Jeffreys' prior. */
export function passMoments(screening: Screening): { readonly mean: number; readonly square: number; readonly variance: number } {
  needCount('passed', screening.passed);
  needCount('failed', screening.failed);
  needCount('inScreening', screening.inScreening);
  needAtLeast('lagDays', screening.lagDays, 0);
  const [a, b] = [screening.passed + 0.5, screening.failed + 0.5];
  const mean = a / (a + b);
  const variance = (a * b) / ((a + b) ** 2 * (a + b + 1));
  return { mean, square: variance + mean ** 2, variance };
}

/**
 * Moments of the enrolled out of moments of the screened. One pass probability rho for all sites couples them: besides E rho^2 V the sum
 * gets Var(rho) (M + n0)^2, which independent site-wise thinning would miss. The n0 in screening pass as Beta-binomial, evenly over the lag.
 */
export function thinned(screened: CountMoments, screening: Screening, daysAhead: number): CountMoments {
  const { mean: pass, square, variance } = passMoments(screening);
  if (!(daysAhead >= 0)) throw new DomainError(`days ahead must be at least 0, not ${daysAhead}`);
  const share = screening.lagDays === 0 ? 1 : Math.min(1, daysAhead / screening.lagDays);
  const waiting = screening.inScreening * share;
  const mean = pass * (screened.mean + waiting);
  const total =
    pass * screened.mean + square * screened.rateVariance + waiting * (pass - square) + variance * (screened.mean + waiting) ** 2;
  return { mean, rateVariance: total - mean };
}
