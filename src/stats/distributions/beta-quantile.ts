// The beta distribution's quantiles.
import { closedUnit, positive } from './arguments.ts';
import { betaTail, betaTerm } from './beta.ts';
import { crossing } from './invert.ts';
import { logBetaOf } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';

/** ln of the quantile's leading term near zero, where I_x(a, b) is x^a / (a B(a, b)). */
function logNearZero(p: number, a: number, b: number): number {
  return (Math.log(p) + Math.log(a) + logBetaOf(a, b)) / a;
}

/** ln(x / (1 - x)) of a first guess: Abramowitz and Stegun 26.5.22, or the leading term at either end. */
function logitGuess(p: number, a: number, b: number): number {
  if (a > 1 && b > 1) {
    const z = -normalQuantile(p);
    const lambda = (z * z - 3) / 6;
    const [left, right] = [1 / (2 * a - 1), 1 / (2 * b - 1)];
    const h = 2 / (left + right);
    const w = (z * Math.sqrt(Math.max(0, h + lambda))) / h - (right - left) * (lambda + 5 / 6 - 2 / (3 * h));
    return Math.log(a / b) - 2 * w;
  }
  const [low, high] = [logNearZero(p, a, b), logNearZero(1 - p, b, a)];
  if (low < -0.7 && (high >= -0.7 || p < 0.5)) return low - Math.log1p(-Math.exp(low));
  if (high < -0.7) return Math.log1p(-Math.exp(high)) - high;
  return Math.log(a / b);
}

/**
 * The x with P(X <= x) = p of the beta distribution. Newton's steps on the logarithm of the smaller tail against
 * ln(x / (1 - x)). Domain: 0 <= p <= 1, finite a and b above 0 and up to 1e11; anything else is a DomainError. A quantile
 * below the smallest number is 0, one nearer to 1 than numbers lie is 1.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  closedUnit('betaQuantile', 'p', p);
  positive('betaQuantile', 'a', a);
  positive('betaQuantile', 'b', b);
  if (p === 0 || p === 1) return p;
  const nearZero = logNearZero(p, a, b);
  if (nearZero + Math.log(Math.max(1, b)) < -40) return Math.exp(nearZero);
  const nearOne = logNearZero(1 - p, b, a);
  if (nearOne + Math.log(Math.max(1, a)) < -40) return 1 - Math.exp(nearOne);
  const upper = p > 0.5;
  const target = Math.log(upper ? 1 - p : p);
  const curve = (logit: number) => {
    const [x, y] = [1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit))];
    const tail = upper ? betaTail(b, a, y, x, 'betaQuantile') : betaTail(a, b, x, y, 'betaQuantile');
    const height = upper ? target - Math.log(tail) : Math.log(tail) - target;
    return { height, slope: betaTerm(a, b, x, y) / tail };
  };
  return 1 / (1 + Math.exp(-crossing(curve, logitGuess(p, a, b), -100, 100)));
}
