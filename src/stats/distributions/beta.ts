// The beta distribution's cumulative probabilities: the regularised incomplete beta function.
import { DomainError } from '#lib';
import { finite, positive } from './arguments.ts';
import { logBetaOf } from './log-gamma.ts';
import { binomialTerm } from './saddle-point.ts';

const TINY = 1e-300;
/** Near the centre the fraction needs about as many rounds as the square root of the larger shape. */
const MOST_ROUNDS = 1_000_000;
/** Beyond this shape the centre would need more rounds than allowed. */
export const LARGEST_SHAPE = 1e11;

/**
 * I_x(a, b) by the even part of its continued fraction, DLMF 8.17.22, in the form of Didonato and Morris (1992, BFRAC), by
 * Lentz's method; undefined where it needs more rounds than allowed. It sees x and y = 1 - x apart, so that x near 1 costs no digits.
 */
function byFraction(a: number, b: number, x: number, y: number, rounds: number): number | undefined {
  // So near to zero the leading term is all there is, and products with x may fall below the smallest number.
  if (x * Math.max(1, b) < 1e-18) return Math.exp(a * Math.log(x) - Math.log(a) - logBetaOf(a, b));
  const excess = a * y - b * x + 1;
  let f = (a * excess) / (a + 1);
  if (Math.abs(f) < TINY) f = TINY;
  let [c, d] = [f, 0];
  for (let m = 1; m <= rounds; m++) {
    const [odd, pull] = [a + 2 * m - 1, m * (b - m) * x];
    const numerator = ((a + m - 1) * (a + b + m - 1) * pull * x) / (odd * odd);
    const denominator = m + pull / odd + ((a + m) * (excess + m * (1 + y))) / (odd + 2);
    d = denominator + numerator * d;
    c = denominator + numerator / c;
    if (Math.abs(d) < TINY) d = TINY;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    f *= c * d;
    if (Math.abs(c * d - 1) < 2.3e-16) return betaTerm(a, b, x, y) / f;
  }
  return undefined;
}

/** x^a y^b / B(a, b) with y = 1 - x; the arguments are not judged. */
export function betaTerm(a: number, b: number, x: number, y: number): number {
  return binomialTerm(a, b, x, y) * (a / (a + b)) * b;
}

/**
 * I_x(a, b) with y = 1 - x given apart, so that neither end loses digits; the arguments are not judged beyond what the
 * fraction can reach. `where` names the caller in the error.
 */
export function betaTail(a: number, b: number, x: number, y: number, where = 'betaCdf'): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (Math.max(a, b) > LARGEST_SHAPE) throw new DomainError(`${where}: shapes up to ${LARGEST_SHAPE} are served, got ${a} and ${b}`);
  const isBelowCentre = x * (a + b + 2) < a + 1;
  const near = isBelowCentre ? byFraction(a, b, x, y, MOST_ROUNDS) : byFraction(b, a, y, x, MOST_ROUNDS);
  if (near === undefined) throw new DomainError(`${where}: the fraction does not settle at shapes ${a} and ${b}`);
  if (isBelowCentre) return Math.min(1, near);
  // A small rest of one keeps few digits: there the slow side of the fraction is the exact one.
  const rest = Math.max(0, 1 - near);
  return rest < 1e-3 ? (byFraction(a, b, x, y, 20_000) ?? rest) : rest;
}

/**
 * P(X <= x) of the beta distribution (density proportional to x^(a-1) (1-x)^(b-1)), or P(X > x) where `upper`: the
 * regularised incomplete beta function I_x(a, b). Continued fraction DLMF 8.17.22 by Lentz's method, on the side where it
 * is quick, scaled by a saddle point term (Loader 2000): tails keep eleven digits, with shapes
 * below 0.001 at least fourteen decimals.
 * Domain: finite x (0 from below the unit interval, 1 from above), finite a and b above 0 and up to 1e11; anything else
 * is a DomainError.
 */
export function betaCdf(x: number, a: number, b: number, upper = false): number {
  finite('betaCdf', 'x', x);
  positive('betaCdf', 'a', a);
  positive('betaCdf', 'b', b);
  return upper ? betaTail(b, a, 1 - x, x) : betaTail(a, b, x, 1 - x);
}
