// The logarithms of the gamma and beta functions, of factorials and of binomial coefficients.
import { DomainError } from '#lib';
import { count, positive } from './arguments.ts';

const EULER = 0.5772156649015329;
/** ln sqrt(2 pi). */
export const LOG_ROOT_TWO_PI = 0.9189385332046728;

/** Riemann zeta(s) - 1 for whole s >= 2: ten terms and then Euler and Maclaurin's tail. */
function zetaMinusOne(s: number): number {
  const from = 12;
  let tail = from ** (1 - s) / (s - 1) + from ** -s / 2 + (s * from ** (-s - 1)) / 12;
  tail -= (s * (s + 1) * (s + 2) * from ** (-s - 3)) / 720;
  tail += (s * (s + 1) * (s + 2) * (s + 3) * (s + 4) * from ** (-s - 5)) / 30240;
  tail -= (s * (s + 1) * (s + 2) * (s + 3) * (s + 4) * (s + 5) * (s + 6) * from ** (-s - 7)) / 1209600;
  let sum = 0;
  for (let n = from - 1; n >= 2; n--) sum += n ** -s;
  return sum + tail;
}

/** (-1)^k (zeta(k) - 1) / k for k = 2..31. */
const ZETA_TERMS = Array.from({ length: 30 }, (_, index) => ((index % 2 === 0 ? 1 : -1) * zetaMinusOne(index + 2)) / (index + 2));

/** ln gamma(2 + x) for |x| <= 0.5, with full relative precision around x = 0. Abramowitz and Stegun 6.1.33. */
function logGammaNearTwo(x: number): number {
  let sum = 0;
  for (let index = ZETA_TERMS.length - 1; index >= 0; index--) sum = (sum + (ZETA_TERMS[index] as number)) * x;
  return x * (1 - EULER + sum);
}

/** Stirling's series of ln gamma(x + 1) - (x + 1/2) ln x + x - ln sqrt(2 pi), for x >= 10. DLMF 5.11.1. */
function stirlingSeries(x: number): number {
  const r = 1 / (x * x);
  const high = (1 / 1188 - r * (691 / 360360 - r * (1 / 156 - r * (3617 / 122400)))) * r;
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - high)))) / x;
}

/** ln gamma(x) for x > 0; the argument is not judged. */
export function logGammaOf(x: number): number {
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + LOG_ROOT_TWO_PI + stirlingSeries(x);
  if (x < 0.5) return logGammaOnePlus(x) - Math.log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  let [rest, product] = [x, 1];
  while (rest > 2.5) {
    rest -= 1;
    product *= rest;
  }
  return logGammaNearTwo(rest - 2) + Math.log(product);
}

/** ln gamma(1 + x) for x >= 0, precise relative to its value where x is small. */
export function logGammaOnePlus(x: number): number {
  return x <= 0.5 ? logGammaNearTwo(x) - Math.log1p(x) : logGammaOf(1 + x);
}

/** The error of Stirling's formula for ln gamma(x + 1), x > 0: what is left after (x + 1/2) ln x - x + ln sqrt(2 pi). */
export function stirlingError(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  return logGammaOnePlus(x) - (x + 0.5) * Math.log(x) + x - LOG_ROOT_TWO_PI;
}

/**
 * ln gamma(x). Taylor's series with zeta coefficients around 2 (Abramowitz and Stegun 6.1.33), the recurrence up to 10,
 * Stirling's series beyond. Domain: finite x > 0; anything else is a DomainError, and so is an x whose logarithm overflows.
 */
export function logGamma(x: number): number {
  const value = logGammaOf(positive('logGamma', 'x', x));
  if (!Number.isFinite(value)) throw new DomainError(`logGamma: the value at ${x} is beyond what a number holds`);
  return value;
}

/**
 * ln B(a, b) = ln gamma(a) + ln gamma(b) - ln gamma(a + b), without the cancellation of that sum for large arguments
 * (Stirling's parts are joined first). Domain: finite a, b > 0; anything else is a DomainError.
 */
export function logBeta(a: number, b: number): number {
  return logBetaOf(positive('logBeta', 'a', a), positive('logBeta', 'b', b));
}

/** ln B(a, b); the arguments are not judged. */
export function logBetaOf(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  const ratio = small / (small + large);
  if (large < 10) return logGammaOf(small) + logGammaOf(large) - logGammaOf(small + large);
  const correction = stirlingSeries(large) - stirlingSeries(small + large);
  if (small < 10) return logGammaOf(small) + correction + small - small * Math.log(small + large) + (large - 0.5) * Math.log1p(-ratio);
  const middle = (small - 0.5) * Math.log(ratio) + large * Math.log1p(-ratio);
  return LOG_ROOT_TWO_PI - Math.log(large) / 2 + stirlingSeries(small) + correction + middle;
}

/** ln n! = ln gamma(n + 1). Domain: whole n >= 0; anything else is a DomainError. */
export function logFactorial(n: number): number {
  return count('logFactorial', 'n', n) < 2 ? 0 : logGammaOf(n + 1);
}

/**
 * ln of the number of ways to choose k of n: -ln(n + 1) - ln B(n - k + 1, k + 1).
 * Domain: whole 0 <= k <= n; anything else is a DomainError.
 */
export function logChoose(n: number, k: number): number {
  count('logChoose', 'n', n);
  if (count('logChoose', 'k', k) > n) throw new DomainError(`logChoose: k must be at most n = ${n}, got ${k}`);
  if (k === 0 || k === n) return 0;
  if (k === 1 || k === n - 1) return Math.log(n);
  return -Math.log1p(n) - logBetaOf(n - k + 1, k + 1);
}
