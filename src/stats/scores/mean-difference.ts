// The mean difference of two independent counts of one distribution, from its characteristic function.

const STEP = 0.16;
/** So far out, on the scale of logarithms, each end has become a plain exponential to 1e-14 of the whole. */
const REACH = 12;
/** The sum of an end that falls by e^-STEP a step, in units of its first value. */
const REST_OF_END = 1 / Math.expm1(STEP);

/**
 * E |X - X'| = 1/pi times the integral over [0, pi] of (1 - |phi(t)|^2) / (1 - cos t): Fejér's kernel turns each |d| into that
 * integral. `missing(s)` is 1 - |phi|^2 as a function of s = sin^2(t / 2), linear where s is far below 1 / `steepness`. With
 * tan(t / 2) = e^v the integrand is analytic and bounded for |Im v| < pi / 4, so that the trapezoidal rule errs by about
 * exp(-pi^2 / (2 step)) = 4e-14; both its ends fall exponentially and are summed in closed form.
 */
export function meanDifference(missing: (s: number) => number, steepness: number): number {
  const from = -Math.log1p(steepness) / 2 - REACH;
  const steps = Math.ceil((REACH - from) / STEP);
  const heightAt = (step: number) => {
    const tangent = Math.exp(from + step * STEP);
    const square = tangent * tangent;
    return missing(square / (1 + square)) / tangent;
  };
  const [first, last] = [heightAt(0), heightAt(steps)];
  let sum = (first + last) * (1 + REST_OF_END);
  for (let step = 1; step < steps; step++) sum += heightAt(step);
  return (sum * STEP) / Math.PI;
}
