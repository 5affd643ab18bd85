// The gamma distribution's quantiles.
import { DomainError } from '#lib';
import { belowOne, positive } from './arguments.ts';
import { gammaTail } from './gamma.ts';
import { crossing } from './invert.ts';
import { logGammaOnePlus } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';
import { poissonTerm } from './saddle-point.ts';

/** ln of the quantile's leading term near zero, where P(a, x) is x^a / gamma(a + 1). */
function logNearZero(p: number, a: number): number {
  return (Math.log(p) + logGammaOnePlus(a)) / a;
}

/** ln of a first guess: Wilson and Hilferty's cube, or the leading term near zero where the cube has no sense. */
function logGuess(p: number, a: number): number {
  const root = 1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a));
  if (root > 0.3 || (a > 1 && root > 0.1)) return Math.log(a) + 3 * Math.log(root);
  return Math.min(logNearZero(p, a), Math.log(a));
}

function standardQuantile(p: number, a: number): number {
  const nearZero = logNearZero(p, a);
  if (nearZero < -40) return Math.exp(nearZero);
  const upper = p > 0.5;
  const target = Math.log(upper ? 1 - p : p);
  const curve = (logX: number) => {
    const x = Math.exp(logX);
    const tail = gammaTail(a, x, upper);
    const height = upper ? target - Math.log(tail) : Math.log(tail) - target;
    return { height, slope: (a * poissonTerm(a, x)) / tail };
  };
  return Math.exp(crossing(curve, logGuess(p, a), -45, 709));
}

/**
 * The x with P(X <= x) = p of the gamma distribution with this shape and rate. Newton's steps on the logarithm of the
 * smaller tail against ln x, from Wilson and Hilferty's guess (1931). Domain: 0 <= p < 1, finite shape and rate > 0;
 * anything else is a DomainError (at p = 1 the quantile is infinite), and so is one that no number holds. A quantile below the smallest number is 0.
 */
export function gammaQuantile(p: number, shape: number, rate = 1): number {
  belowOne('gammaQuantile', 'p', p);
  positive('gammaQuantile', 'shape', shape);
  positive('gammaQuantile', 'rate', rate);
  const quantile = p === 0 ? 0 : standardQuantile(p, shape) / rate;
  if (!Number.isFinite(quantile))
    throw new DomainError(`gammaQuantile: the value at shape ${shape}, rate ${rate} is beyond what a number holds`);
  return quantile;
}
