// Finds where an increasing curve crosses zero: Newton's steps, held inside a bracket that only shrinks.
import { DomainError } from '#lib';

/** The curve's height and slope at one place. */
export interface CurvePoint {
  readonly height: number;
  readonly slope: number;
}

/** Below this step (in the curve's own unit, a logarithm) one more Newton step is exact to rounding. */
const LAST_STEP = 1e-9;

/**
 * The crossing of an increasing curve between `low` and `high`, from a first guess. A step that leaves the bracket, or
 * that is no number, becomes a bisection.
 */
export function crossing(curve: (at: number) => CurvePoint, guess: number, from: number, to: number): number {
  let [low, high] = [from, to];
  let at = guess > low && guess < high ? guess : (low + high) / 2;
  for (let round = 0; round < 400; round++) {
    const { height, slope } = curve(at);
    if (height === 0) return at;
    if (height < 0) low = at;
    else high = at;
    const step = -height / slope;
    const next = at + step;
    const inside = next > low && next < high;
    if (Math.abs(step) < LAST_STEP * Math.max(1, Math.abs(at) / 1e3)) return inside ? next : at;
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return at;
    at = inside ? next : middle;
  }
  throw new DomainError(`no crossing found between ${from} and ${to}`);
}
