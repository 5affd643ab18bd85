// Scores of quantiles and intervals, and where an observation falls in its forecast.
import { DomainError } from '#lib';
import { closedUnit, finite, openUnit } from '../distributions/arguments.ts';

function judgeInterval(where: string, lower: number, upper: number): void {
  if (finite(where, 'lower', lower) > finite(where, 'upper', upper))
    throw new DomainError(`${where}: lower must not be above upper, got ${lower} and ${upper}`);
}

/**
 * Pinball (quantile) loss (y - q) (level - 1{y < q}), in the unit of y; smaller is better. Koenker and Bassett (1978).
 * Domain: finite quantile and y, 0 < level < 1; anything else is a DomainError.
 */
export function pinball(quantile: number, level: number, y: number): number {
  finite('pinball', 'quantile', quantile);
  openUnit('pinball', 'level', level);
  const distance = finite('pinball', 'y', y) - quantile;
  return distance < 0 ? distance * (level - 1) : distance * level;
}

/**
 * Interval score (u - l) + 2/alpha (l - y)_+ + 2/alpha (y - u)_+ of the central 1 - alpha interval, in the unit of y; smaller
 * is better. Gneiting and Raftery (2007), 43. Domain: finite lower <= upper and y, 0 < alpha < 1; anything else is a DomainError.
 */
export function intervalScore(lower: number, upper: number, alpha: number, y: number): number {
  judgeInterval('intervalScore', lower, upper);
  openUnit('intervalScore', 'alpha', alpha);
  finite('intervalScore', 'y', y);
  return upper - lower + (2 / alpha) * (Math.max(0, lower - y) + Math.max(0, y - upper));
}

/**
 * Randomised probability integral transform F(y - 1) + v (F(y) - F(y - 1)): uniform over many forecasts that are calibrated
 * when v is uniform. Czado, Gneiting and Held (2009). Domain: 0 <= cdfBelow <= cdfAt <= 1, 0 <= v <= 1; anything else is a DomainError.
 */
export function pit(cdfBelow: number, cdfAt: number, v: number): number {
  closedUnit('pit', 'cdfBelow', cdfBelow);
  closedUnit('pit', 'cdfAt', cdfAt);
  closedUnit('pit', 'v', v);
  if (cdfBelow > cdfAt) throw new DomainError(`pit: cdfBelow must not be above cdfAt, got ${cdfBelow} and ${cdfAt}`);
  return cdfBelow + v * (cdfAt - cdfBelow);
}

/** Whether y lies in [lower, upper], ends included. Domain: finite lower <= upper and y; anything else is a DomainError. */
export function covers(lower: number, upper: number, y: number): boolean {
  judgeInterval('covers', lower, upper);
  finite('covers', 'y', y);
  return lower <= y && y <= upper;
}
