// A centre and a spread between groups that a few extreme groups cannot move: winsorised, on a variance-stabilising scale.
import { type GroupCount, overallRate } from './counting.ts';
import type { Scale } from './scale.ts';

/** Where groups stand and how far apart, on the scale. */
export interface Spread {
  readonly theta: number;
  /** Standard deviation between groups beyond chance. */
  readonly tau: number;
  /** Winsorised over-dispersion before tau is taken out, at least 1. */
  readonly phi: number;
}

const TAIL = 0.1;
const CUT = 1.2815515655446004;
/** Mean square of a standard normal winsorised at its 10 and 90 % points: without it clean groups would look under-dispersed. */
const WINSORISED_SQUARE = 1 - 2 * TAIL - (2 * CUT * Math.exp(-(CUT ** 2) / 2)) / Math.sqrt(2 * Math.PI) + 2 * TAIL * CUT ** 2;

/** The value below which a share of the sorted values lies, interpolated (R's type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
}

/** The 10 and 90 % points of the values. */
function tailsOf(values: Float64Array, sorted: Float64Array): readonly [low: number, high: number] {
  sorted.set(values);
  sorted.sort();
  return [quantile(sorted, TAIL), quantile(sorted, 1 - TAIL)];
}

/**
 * Centre and spread. Over-dispersion is the mean square of the winsorised z-scores over that of a winsorised normal, so clean
 * groups give 1 (divided by K - 1, as the centre is estimated). tau solves "over-dispersion at tau = 1" (Paule and Mandel's equation, winsorised), which judges large and small
 * groups alike; a moment estimate from the plain z-scores would be clipped just where large groups tell of tau. theta is the
 * weighted mean of the winsorised values, weights 1/(chance^2 + tau^2). References: Spiegelhalter 2005; Paule and Mandel 1982.
 * `asides` says how far each group's own centre lies from theta, where that is known beforehand.
 */
export function robustSpread(groups: readonly GroupCount[], scale: Scale, asides: Float64Array | null = null): Spread {
  const values = Float64Array.from(groups, ({ numerator, denominator }) => scale.valueOf(numerator, denominator));
  const chance = Float64Array.from(groups, ({ denominator }) => scale.chanceAt(denominator) ** 2);
  const aside = new Float64Array(groups.length);
  const scores = new Float64Array(groups.length);
  const sorted = new Float64Array(groups.length);
  const standAt = (theta: number) => {
    groups.forEach(({ denominator }, at) => {
      const own = Math.min(scale.most, Math.max(0, theta + (asides?.[at] ?? 0)));
      aside[at] = (values[at] ?? 0) - scale.expectedAt(own, denominator);
    });
  };
  const pulledIn = (tau: number, take: (z: number, at: number) => void) => {
    for (let at = 0; at < scores.length; at += 1) scores[at] = (aside[at] ?? 0) / Math.sqrt((chance[at] ?? 1) + tau * tau);
    const [low, high] = tailsOf(scores, sorted);
    for (let at = 0; at < scores.length; at += 1) take(Math.min(high, Math.max(low, scores[at] ?? 0)), at);
  };
  const dispersion = (tau: number) => {
    let sum = 0;
    pulledIn(tau, (z) => (sum += z * z));
    return sum / (Math.max(1, groups.length - 1) * WINSORISED_SQUARE);
  };
  const unit = scale.thetaOf(overallRate(groups));
  let [theta, tau] = [unit, 0];
  for (let round = 0; round < 50; round += 1) {
    standAt(theta);
    tau = solveTau(dispersion, tau, unit);
    let [pull, weight] = [0, 0];
    pulledIn(tau, (z, at) => {
      const precision = 1 / ((chance[at] ?? 1) + tau * tau);
      pull += z * Math.sqrt(precision);
      weight += precision;
    });
    const moved = pull / weight;
    theta = Math.min(scale.most, Math.max(0, theta + moved));
    if (Math.abs(moved) < 1e-9 * theta) break;
  }
  return { theta, tau, phi: Math.max(1, dispersion(0)) };
}

interface Point {
  readonly tau: number;
  readonly excess: number;
}

// Two values of tau between which over-dispersion passes 1, begun at `near` or at a hundredth of `unit`; null where chance alone
// explains all there is.
function bracket(excess: (tau: number) => number, near: number, unit: number): readonly [low: Point, high: Point] | null {
  const at = (tau: number): Point => ({ tau, excess: excess(tau) });
  let high = at(near > 0 ? near : unit / 100);
  let low = high;
  while (high.excess > 0) [low, high] = [high, at(high.tau * (near > 0 ? 1.1 : 4))];
  while (!(low.excess > 0) && low.tau > unit * 1e-6) [low, high] = [at(low.tau * (near > 0 ? 0.9 : 0.1)), low];
  return low.excess > 0 ? [low, high] : null;
}

// Dispersion falls as tau grows; regula falsi with Illinois' correction on its logarithm.
function solveTau(dispersionAt: (tau: number) => number, near: number, unit: number): number {
  const excess = (tau: number) => Math.log(dispersionAt(tau));
  const found = bracket(excess, near, unit);
  if (!found) return 0;
  let [{ tau: low, excess: atLow }, { tau: high, excess: atHigh }] = found;
  for (let round = 0; round < 60 && high - low > 1e-11 * high; round += 1) {
    const next = high - (atHigh * (high - low)) / (atHigh - atLow);
    const atNext = excess(next);
    if (Math.abs(atNext) < 1e-13) return next;
    if (atNext > 0) {
      [low, atLow] = [next, atNext];
      atHigh /= 2;
    } else {
      [high, atHigh] = [next, atNext];
      atLow /= 2;
    }
  }
  return (low + high) / 2;
}
