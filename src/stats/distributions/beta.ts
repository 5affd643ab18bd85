// The beta distribution's cumulative probabilities: the regularised incomplete beta function.
import { DomainError } from '#lib';
import { finite, positive } from './arguments.ts';
import { binomialTerm } from './saddle-point.ts';

const TINY = 1e-300;
/** Near the centre the fraction needs about as many rounds as the square root of the larger shape. */
const MOST_ROUNDS = 1_000_000;
/** Beyond this shape the centre would need more rounds than allowed. */
const LARGEST_SHAPE = 1e11;

/** The continued fraction of I_x(a, b) by Lentz's method, DLMF 8.17.22; undefined where it needs more rounds than allowed. */
function fraction(a: number, b: number, x: number, rounds: number): number | undefined {
  const [sum, above, below] = [a + b, a + 1, a - 1];
  let c = 1;
  let d = 1 - (sum * x) / above;
  if (Math.abs(d) < TINY) d = TINY;
  d = 1 / d;
  let h = d;
  for (let m = 1; m <= rounds; m++) {
    const twice = 2 * m;
    const even = (m * (b - m) * x) / ((below + twice) * (a + twice));
    d = 1 + even * d;
    c = 1 + even / c;
    if (Math.abs(d) < TINY) d = TINY;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (sum + m) * x) / ((a + twice) * (above + twice));
    d = 1 + odd * d;
    c = 1 + odd / c;
    if (Math.abs(d) < TINY) d = TINY;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 2.3e-16) return h;
  }
  return undefined;
}

/** I_x(a, b) straight from its fraction. */
function direct(a: number, b: number, x: number, y: number, rounds: number): number | undefined {
  const value = fraction(a, b, x, rounds);
  return value === undefined ? undefined : (betaTerm(a, b, x, y) / a) * value;
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
  const near = isBelowCentre ? direct(a, b, x, y, MOST_ROUNDS) : direct(b, a, y, x, MOST_ROUNDS);
  if (near === undefined) throw new DomainError(`${where}: the fraction does not settle at shapes ${a} and ${b}`);
  if (isBelowCentre) return Math.min(1, near);
  // A small rest of one keeps few digits: there the slow side of the fraction is the exact one.
  const rest = Math.max(0, 1 - near);
  return rest < 0.01 ? (direct(a, b, x, y, 20_000) ?? rest) : rest;
}

/**
 * P(X <= x) of the beta distribution (density proportional to x^(a-1) (1-x)^(b-1)), or P(X > x) where `upper`: the
 * regularised incomplete beta function I_x(a, b). Continued fraction DLMF 8.17.22 by Lentz's method, on the side where it
 * is quick, scaled by a saddle point term (Loader 2000) so that tails keep relative precision.
 * Domain: finite x (0 from below the unit interval, 1 from above), finite a and b above 0 and up to 1e11; anything else
 * is a DomainError.
 */
export function betaCdf(x: number, a: number, b: number, upper = false): number {
  finite('betaCdf', 'x', x);
  positive('betaCdf', 'a', a);
  positive('betaCdf', 'b', b);
  return upper ? betaTail(b, a, 1 - x, x) : betaTail(a, b, x, 1 - x);
}
