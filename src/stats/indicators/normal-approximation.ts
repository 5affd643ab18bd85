// The normal approximation with one factor of over-dispersion, to the letter as gsm.core computes it.
import { DomainError } from '#lib';
import { type GroupCount, overallRate } from './counting.ts';
import type { Judgement } from './judgement.ts';

/** Scores in the order of the groups. */
export interface NormalScores {
  readonly mu: number;
  /** Over-dispersion: the mean square of the plain z-scores. */
  readonly phi: number;
  readonly scores: readonly number[];
}

/**
 * Variance of one group's rate under the common rate: mu/e for rates, mu(1-mu)/n for proportions.
 * Throws on a proportion outside [0, 1].
 */
export function varianceAt(mu: number, denominator: number, kind: 'rate' | 'proportion'): number {
  if (kind === 'proportion' && mu > 1) throw new DomainError('a proportion is at most one: a numerator is above its denominator');
  return (kind === 'rate' ? mu : mu * (1 - mu)) / denominator;
}

/**
 * z0 = (r - mu) / sqrt(var), phi = mean(z0^2) over all K groups (K, not K-1; no floor), z = (r - mu) / sqrt(phi var).
 * Where mu is 0 (for proportions also 1) or phi is 0 every score is 0. Not robust: a few extreme groups raise phi and hide
 * each other. Reference: gsm.core 1.1.3, Analyze_NormalApprox; Zink, Castro-Schilo, Ding 2018.
 */
export function normalScores(groups: readonly GroupCount[], kind: 'rate' | 'proportion'): NormalScores {
  const mu = overallRate(groups);
  const flat = mu === 0 || (kind === 'proportion' && mu === 1);
  if (flat) return { mu, phi: 0, scores: groups.map(() => 0) };
  const rates = groups.map(({ numerator, denominator }) => numerator / denominator);
  const variances = groups.map(({ denominator }) => varianceAt(mu, denominator, kind));
  const phi = rates.reduce((sum, rate, at) => sum + ((rate - mu) / Math.sqrt(variances[at] ?? 1)) ** 2, 0) / groups.length;
  if (phi === 0) return { mu, phi, scores: groups.map(() => 0) };
  return { mu, phi, scores: rates.map((rate, at) => (rate - mu) / Math.sqrt(phi * (variances[at] ?? 1))) };
}

/** The same with its limits: mu + T sqrt(phi mu / e), for proportions with mu(1-mu). */
export function normalJudgement(groups: readonly GroupCount[], kind: 'rate' | 'proportion'): Judgement {
  const { mu, phi, scores } = normalScores(groups, kind);
  return {
    mu,
    centre: mu,
    phi,
    tau: null,
    scores,
    limitAt: (score, denominator) => {
      const rate = mu + score * Math.sqrt(phi * varianceAt(mu, denominator, kind));
      return phi === 0 || rate < 0 || (kind === 'proportion' && rate > 1) ? null : rate * denominator;
    },
  };
}
