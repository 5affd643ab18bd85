// Poisson models of counts over exposure: deviance residuals with the true offset, gsm.core's free slope beside it, and their limits.
import { DomainError } from '#lib';
import { lambertW0, lambertWm1 } from '../distributions/index.ts';
import { type GroupCount, overallRate } from './counting.ts';
import { type Judgement, flatJudgement } from './judgement.ts';

/**
 * Deviance residual sign(x - m) sqrt(2 [x ln(x/m) - (x - m)]); at x = 0 it is -sqrt(2m). Throws on x < 0, on m <= 0 unless both
 * are 0. Reference: McCullagh and Nelder 1989.
 */
export function devianceResidual(count: number, expected: number): number {
  if (!(count >= 0 && expected >= 0) || (expected === 0 && count > 0))
    throw new DomainError('a residual needs count >= 0 and expected > 0');
  if (count === 0) return expected === 0 ? 0 : -Math.sqrt(2 * expected);
  const deviance = 2 * (count * Math.log(count / expected) - (count - expected));
  return Math.sign(count - expected) * Math.sqrt(Math.max(0, deviance));
}

/**
 * The count whose residual is T against m expected: (T^2 - 2m) / (2 W((T^2 - 2m) / (2 e m))), with W0 above and W-1 below.
 * Null where no count is so low: -sqrt(2m) >= T. Throws unless m > 0. Reference: Corless et al. 1996; gsm.core.
 */
export function devianceLimit(threshold: number, expected: number): number | null {
  if (!(expected > 0 && Number.isFinite(threshold))) throw new DomainError('a limit needs expected > 0 and a finite threshold');
  if (threshold === 0) return expected;
  const excess = threshold ** 2 - 2 * expected;
  if (threshold < 0 && excess >= 0) return excess === 0 ? 0 : null;
  // At T^2 = 2m both sides vanish; W(u)/u tends to 1.
  if (Math.abs(excess) < 1e-12 * expected) return Math.E * expected;
  const argument = Math.max(-1 / Math.E, excess / (2 * Math.E * expected));
  return excess / (2 * (threshold > 0 ? lambertW0(argument) : lambertWm1(argument)));
}

/** Poisson with the true offset: m = mu e, ln m = ln e + b0. No over-dispersion is assumed: big groups leave its limits easily. */
export function poissonJudgement(groups: readonly GroupCount[]): Judgement {
  const mu = overallRate(groups);
  if (mu === 0) return flatJudgement(mu, groups.length, { phi: null, tau: null });
  return {
    mu,
    centre: mu,
    phi: null,
    tau: null,
    scores: groups.map(({ numerator, denominator }) => devianceResidual(numerator, mu * denominator)),
    limitAt: (score, denominator) => devianceLimit(score, mu * denominator),
  };
}

/** A log-linear model ln m = intercept + slope ln e. */
export interface FreeSlope {
  readonly intercept: number;
  readonly slope: number;
  readonly scores: readonly number[];
}

/**
 * What gsm.core 1.1.3 fits: its `stats::offset(...)` is not read as an offset by R 4.2.2, so exposure gets a free slope. Kept for
 * comparison only. Iteratively reweighted least squares. Throws where nothing happened or all exposures are alike.
 */
export function freeSlopeScores(groups: readonly GroupCount[]): FreeSlope {
  if (overallRate(groups) === 0) throw new DomainError('a slope needs at least one event');
  const exposure = groups.map(({ denominator }) => Math.log(denominator));
  let linear = groups.map(({ numerator }) => Math.log(numerator + 0.1));
  let fit = { intercept: 0, slope: 0 };
  for (let round = 0; round < 100; round += 1) {
    const means = linear.map(Math.exp);
    const working = linear.map((eta, at) => eta + ((groups[at]?.numerator ?? 0) - (means[at] ?? 1)) / (means[at] ?? 1));
    const next = weightedLine(exposure, working, means);
    const moved = Math.abs(next.intercept - fit.intercept) + Math.abs(next.slope - fit.slope);
    fit = next;
    linear = exposure.map((value) => next.intercept + next.slope * value);
    if (moved < 1e-13 * (1 + Math.abs(fit.intercept))) break;
  }
  return { ...fit, scores: groups.map(({ numerator }, at) => devianceResidual(numerator, Math.exp(linear[at] ?? 0))) };
}

function weightedLine(x: readonly number[], y: readonly number[], weights: readonly number[]): { intercept: number; slope: number } {
  let [total, meanX, meanY] = [0, 0, 0];
  weights.forEach((weight, at) => {
    total += weight;
    meanX += weight * (x[at] ?? 0);
    meanY += weight * (y[at] ?? 0);
  });
  meanX /= total;
  meanY /= total;
  let [xx, xy] = [0, 0];
  weights.forEach((weight, at) => {
    const aside = (x[at] ?? 0) - meanX;
    xx += weight * aside ** 2;
    xy += weight * aside * ((y[at] ?? 0) - meanY);
  });
  if (!(xx > 1e-12 * total)) throw new DomainError('a slope needs exposures that differ');
  return { intercept: meanY - (xy / xx) * meanX, slope: xy / xx };
}
