// Lambert's W, the inverse of w e^w: limits of deviance residuals are written with it.
import { DomainError } from '#lib';
import { finite } from './arguments.ts';
import { polynomial } from './polynomial.ts';

/** -1/e, where the two branches meet. */
const BRANCH_POINT = -0.36787944117144233;
/** The part of -1/e that the number above does not hold: the exact point is BRANCH_POINT + BRANCH_REST. */
const BRANCH_REST = 1.2428753672788363e-17;
/** Around the branch point: W = -1 + r - r^2/3 + ..., r = +-sqrt(2 (e x + 1)). Corless et al. (1996), 4.22. */
const BRANCH_SERIES = [-1, 1, -1 / 3, 11 / 72, -43 / 540, 769 / 17280, -221 / 8505, 680863 / 43545600];

/** sqrt(2 (e x + 1)). */
function distanceFromBranch(x: number): number {
  return Math.sqrt(Math.max(0, 2 * Math.E * (x - BRANCH_POINT - BRANCH_REST)));
}

/** Halley's steps on w e^w = x. */
function refine(x: number, guess: number): number {
  let w = guess;
  for (let round = 0; round < 30; round++) {
    const power = Math.exp(w);
    const miss = w * power - x;
    const step = miss / (power * (w + 1) - ((w + 2) * miss) / (2 * w + 2));
    w -= step;
    if (Math.abs(step) <= 1e-15 * Math.abs(w)) break;
  }
  return w;
}

/** Newton's steps on w + ln w = ln x (both negative: ln(-w), ln(-x)): no exponential overflows or vanishes. */
function refineByLogarithm(x: number, guess: number): number {
  const target = Math.log(Math.abs(x));
  let w = guess;
  for (let round = 0; round < 30; round++) {
    const step = ((w + Math.log(Math.abs(w)) - target) * w) / (w + 1);
    w -= step;
    if (Math.abs(step) <= 1e-15 * Math.abs(w)) break;
  }
  return w;
}

function judge(where: string, x: number): void {
  if (finite(where, 'x', x) < BRANCH_POINT) throw new DomainError(`${where}: x must be at least -1/e, got ${x}`);
}

/**
 * W0(x), the solution w >= -1 of w e^w = x. Halley's steps; series at the branch point (Corless et al. 1996).
 * Domain: finite x >= -1/e; anything else is a DomainError.
 */
export function lambertW0(x: number): number {
  judge('lambertW0', x);
  if (x === 0) return 0;
  const r = distanceFromBranch(x);
  if (r < 0.02) return polynomial(BRANCH_SERIES, r);
  if (x > 10) return refineByLogarithm(x, Math.log(x) - Math.log(Math.log(x)));
  return refine(
    x,
    x < 0 ? polynomial(BRANCH_SERIES.slice(0, 5), r) : Math.log1p(x) * (1 - Math.log1p(Math.log1p(x)) / (2 + Math.log1p(x))),
  );
}

/**
 * W-1(x), the solution w <= -1 of w e^w = x. Newton's steps on logarithms; series at the branch point (Corless et al. 1996).
 * Domain: -1/e <= x < 0; anything else is a DomainError.
 */
export function lambertWm1(x: number): number {
  judge('lambertWm1', x);
  if (x >= 0) throw new DomainError(`lambertWm1: x must be below 0, got ${x}`);
  const r = distanceFromBranch(x);
  if (r < 0.02) return polynomial(BRANCH_SERIES, -r);
  const log = Math.log(-x);
  return refineByLogarithm(x, x < -0.25 ? polynomial(BRANCH_SERIES.slice(0, 6), -r) : log - Math.log(-log));
}
