// The gamma distribution's cumulative probabilities: the regularised incomplete gamma functions P and Q.
import { finite, positive } from './arguments.ts';
import { gammaTailOfLargeShape, isNearCentreOfLargeShape } from './gamma-large-shape.ts';
import { logGammaOnePlus } from './log-gamma.ts';
import { poissonTerm } from './saddle-point.ts';

const TINY = 1e-300;

/** P(a, x) by its power series, DLMF 8.11.4; for x < a + 1. */
function lowerBySeries(a: number, x: number): number {
  let [term, sum] = [1, 1];
  for (let n = a + 1; term > sum * 1e-17; n++) {
    term *= x / n;
    sum += term;
  }
  return poissonTerm(a, x) * sum;
}

/** Q(a, x) by Legendre's continued fraction, DLMF 8.9.2, evaluated by Lentz's method; for x >= a + 1. */
function upperByFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const numerator = i * (a - i);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + numerator / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 2.3e-16) break;
  }
  return poissonTerm(a, x) * a * h;
}

/** Q(a, x) for a < 1 and x < 1.5, where 1 - P would lose the digits of a small Q. DLMF 8.7.3. */
function upperOfSmallShape(a: number, x: number): number {
  let [power, sum] = [1, 0];
  for (let n = 1; n < 60; n++) {
    power *= -x / n;
    const next = sum + power / (a + n);
    if (next === sum) break;
    sum = next;
  }
  const logPower = a * Math.log(x) - logGammaOnePlus(a);
  return -Math.expm1(logPower) - Math.exp(logPower) * a * sum;
}

/** P(a, x), or Q(a, x) where `upper`, for x > 0; the arguments are not judged. */
export function gammaTail(a: number, x: number, upper: boolean): number {
  if (isNearCentreOfLargeShape(a, x)) return gammaTailOfLargeShape(a, x, upper);
  if (x >= a + 1) return upper ? upperByFraction(a, x) : 1 - upperByFraction(a, x);
  if (upper && a < 1 && x < 1.5) return upperOfSmallShape(a, x);
  const lower = Math.min(1, lowerBySeries(a, x));
  return upper ? 1 - lower : lower;
}

/**
 * P(X <= x) of the gamma distribution with this shape and rate (density proportional to x^(shape-1) e^(-rate x)), or
 * P(X > x) where `upper`. Power series below the mean, Legendre's continued fraction above, Temme's uniform expansion
 * near the mean of large shapes; all scaled by a saddle point term (Loader 2000), so that tails keep relative precision.
 * Domain: finite x (0 or less has probability 0), finite shape and rate > 0; anything else is a DomainError.
 */
export function gammaCdf(x: number, shape: number, rate = 1, upper = false): number {
  finite('gammaCdf', 'x', x);
  positive('gammaCdf', 'shape', shape);
  const scaled = x * positive('gammaCdf', 'rate', rate);
  if (scaled <= 0) return upper ? 1 : 0;
  if (scaled === Number.POSITIVE_INFINITY) return upper ? 0 : 1;
  return gammaTail(shape, scaled, upper);
}
