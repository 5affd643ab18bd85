// Student's t distribution.
import { DomainError } from '#lib';
import { finite, openUnit, positive } from './arguments.ts';
import { betaQuantile } from './beta-quantile.ts';
import { betaTail } from './beta.ts';

const MOST_DEGREES = 1e9;

function judgedDegrees(where: string, degrees: number): void {
  positive(where, 'degrees', degrees);
  if (degrees > MOST_DEGREES) throw new DomainError(`${where}: degrees up to ${MOST_DEGREES} are served, got ${degrees}`);
}

/**
 * P(T <= t) with these degrees of freedom, or P(T > t) where `upper`: half of I_x(degrees / 2, 1 / 2) with x = degrees / (degrees + t^2).
 * Domain: finite t, 0 < degrees <= 1e9; anything else is a DomainError.
 */
export function studentCdf(t: number, degrees: number, upper = false): number {
  finite('studentCdf', 't', t);
  judgedDegrees('studentCdf', degrees);
  const ratio = (t / degrees) * t;
  const tail = Number.isFinite(ratio) ? betaTail(degrees / 2, 0.5, 1 / (1 + ratio), ratio / (1 + ratio), 'studentCdf') / 2 : 0;
  return t > 0 === upper ? tail : 1 - tail;
}

/**
 * The t with P(T <= t) = p: through the quantile of the beta distribution, from the side where it keeps its digits.
 * Domain: 0 < p < 1, 1 <= degrees <= 1e9; anything else is a DomainError. A quantile beyond the largest number is the largest.
 */
export function studentQuantile(p: number, degrees: number): number {
  openUnit('studentQuantile', 'p', p);
  judgedDegrees('studentQuantile', degrees);
  if (degrees < 1) throw new DomainError(`studentQuantile: degrees must be at least 1, got ${degrees}`);
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const sign = p < 0.5 ? -1 : 1;
  if (tail > 0.001) {
    const share = betaQuantile(1 - 2 * tail, 0.5, degrees / 2);
    return sign * Math.sqrt((degrees * share) / (1 - share));
  }
  const rest = betaQuantile(2 * tail, degrees / 2, 0.5);
  return sign * Math.min(Number.MAX_VALUE, Math.sqrt((degrees / rest) * (1 - rest)));
}
