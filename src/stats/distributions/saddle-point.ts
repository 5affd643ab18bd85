// Probabilities of counts by saddle point: no large logarithms are subtracted, so tails down to the smallest number keep their digits.
import { LOG_ROOT_TWO_PI, logGammaOnePlus, stirlingError } from './log-gamma.ts';

/**
 * x ln(x / m) + m - x for x, m > 0, without cancellation where x is near m. Loader (2000), "Fast and accurate computation
 * of binomial probabilities".
 */
export function deviancePart(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) {
    return Math.abs(difference) <= 0.9 * m ? x * Math.log1p(difference / m) - difference : x * (Math.log(x) - Math.log(m)) - difference;
  }
  const v = difference / (x + m);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let j = 3; j < 200; j += 2) {
    power *= v * v;
    const next = sum + power / j;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** m^x e^-m / gamma(x + 1) for real x >= 0 and m >= 0. */
export function poissonTerm(x: number, m: number): number {
  if (m === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-m);
  if (x < 1) return Math.exp(-m) * Math.exp(x * Math.log(m) - logGammaOnePlus(x));
  return Math.exp(-stirlingError(x) - deviancePart(x, m) - LOG_ROOT_TWO_PI) / Math.sqrt(x);
}

/** ln(m^x e^-m / gamma(x + 1)) for real x >= 0 and m > 0, without cancellation where x is near m. */
export function logPoissonTerm(x: number, m: number): number {
  if (x === 0) return -m;
  return -stirlingError(x) - deviancePart(x, m) - LOG_ROOT_TWO_PI - Math.log(x) / 2;
}

/** gamma(n + 1) / (gamma(a + 1) gamma(b + 1)) p^a q^b with n = a + b, for real a, b >= 0 and p + q = 1. */
export function binomialTerm(a: number, b: number, p: number, q: number): number {
  if (p === 0) return a === 0 ? 1 : 0;
  if (q === 0) return b === 0 ? 1 : 0;
  if (a === 0) return Math.exp(b * (p < 0.5 ? Math.log1p(-p) : Math.log(q)));
  if (b === 0) return Math.exp(a * (q < 0.5 ? Math.log1p(-q) : Math.log(p)));
  const n = a + b;
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const exponent = errors - deviancePart(a, n * p) - deviancePart(b, n * q);
  return Math.exp(exponent - LOG_ROOT_TWO_PI) * (Math.sqrt(n / b) / Math.sqrt(a));
}
