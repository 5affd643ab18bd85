// Poisson models of counts over exposure: deviance residuals with the true offset, and their limits.
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
