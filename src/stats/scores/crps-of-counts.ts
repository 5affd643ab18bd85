// The continuous ranked probability score of a forecast of counts given as probabilities of 0, 1, 2, ...
import { DomainError } from '#lib';
import { closedUnit, count, notNegative } from '../distributions/arguments.ts';

/** How far a list of probabilities may be from a total of 1. */
const TOTAL_SLACK = 1e-6;

/** The score of masses that are known to be good: sum over k of (F(k) - 1{k >= y})^2, upper tails summed from their far end. */
export function scoreOfMasses(mass: ArrayLike<number>, observed: number): number {
  const size = mass.length;
  let score = Math.max(0, observed - size);
  let below = 0;
  for (let k = 0; k < Math.min(observed, size); k++) {
    below += mass[k] as number;
    score += below * below;
  }
  let above = 0;
  for (let k = size - 2; k >= observed; k--) {
    above += mass[k + 1] as number;
    score += above * above;
  }
  return score;
}

/**
 * CRPS of a forecast of counts: sum over k of (F(k) - 1{k >= y})^2, in counts; `mass[k]` is P(N = k), and beyond the list
 * there is nothing. Domain: numbers from 0 to 1 with a total of 1 within 1e-6, whole `observed` >= 0; anything else is a DomainError.
 */
export function crpsOfMass(mass: ArrayLike<number>, observed: number): number {
  count('crpsOfMass', 'observed', observed);
  let total = 0;
  for (let k = 0; k < mass.length; k++) total += closedUnit('crpsOfMass', `mass[${k}]`, mass[k] as number);
  if (Math.abs(total - 1) > TOTAL_SLACK) throw new DomainError(`crpsOfMass: the masses must have a total of 1, got ${total}`);
  return scoreOfMasses(mass, observed);
}

/**
 * CRPS of a forecast of counts whose list begins at `from` instead of 0: `masses[j]` is P(N = from + j), rounding included (a certain count
 * may come out a little above 1). Domain: whole `from` >= 0, masses >= 0 with a total of 1 within 1e-6, whole `observed` >= 0; anything else
 * is a DomainError.
 */
export function crpsOfMasses({ from, masses }: { readonly from: number; readonly masses: ArrayLike<number> }, observed: number): number {
  count('crpsOfMasses', 'from', from);
  count('crpsOfMasses', 'observed', observed);
  let total = 0;
  for (let at = 0; at < masses.length; at++) total += notNegative('crpsOfMasses', `masses[${at}]`, masses[at] as number);
  if (Math.abs(total - 1) > TOTAL_SLACK) throw new DomainError(`crpsOfMasses: the masses must have a total of 1, got ${total}`);
  return Math.max(0, from - observed) + scoreOfMasses(masses, Math.max(0, observed - from));
}

/**
 * CRPS of a forecast of counts from its cumulative probabilities: `cdf[k]` is P(N <= k), and beyond the list it is 1.
 * Domain: numbers from 0 to 1 that do not fall, at least one, whole `observed` >= 0; anything else is a DomainError.
 */
export function crpsOfCdf(cdf: ArrayLike<number>, observed: number): number {
  count('crpsOfCdf', 'observed', observed);
  if (cdf.length === 0) throw new DomainError('crpsOfCdf: the list must not be empty');
  let score = Math.max(0, observed - cdf.length);
  let before = 0;
  for (let k = 0; k < cdf.length; k++) {
    const below = closedUnit('crpsOfCdf', `cdf[${k}]`, cdf[k] as number);
    if (below < before) throw new DomainError(`crpsOfCdf: cdf[${k}] = ${below} is below the one before, ${before}`);
    const part = k < observed ? below : 1 - below;
    score += part * part;
    before = below;
  }
  return score;
}
