// The quantile of a distribution of counts: the smallest count whose cumulative probability reaches p.

/** What the search needs to know of a distribution: both tails and the probability of a single count. */
export interface CountDistribution {
  readonly below: (n: number) => number;
  readonly above: (n: number) => number;
  readonly mass: (n: number) => number;
}

/** Rounding may put a cumulative probability this far (relative) below what it should be. */
const SLACK = 64 * 2 ** -52;

/**
 * The smallest n >= 0 with P(N <= n) >= p, 0 < p < 1, judged on the smaller tail. Steps by Newton's rule on the
 * logarithm of that tail, from a guess, inside a bracket that only shrinks.
 */
export function countsQuantile(p: number, distribution: CountDistribution, guess: number): number {
  const upper = p > 0.5;
  const target = upper ? (1 - p) * (1 + SLACK) : p * (1 - SLACK);
  const tailAt = upper ? distribution.above : distribution.below;
  const reached = (tail: number) => (upper ? tail <= target : tail >= target);
  let [missed, hit] = [-1, Number.POSITIVE_INFINITY];
  let at = Math.max(0, Math.round(guess));
  let stride = 1;
  for (;;) {
    const tail = tailAt(at);
    if (reached(tail)) hit = at;
    else missed = at;
    if (hit - missed <= 1) return hit;
    const distance = (Math.abs(Math.log(tail / target)) * tail) / distribution.mass(at);
    const step = Number.isFinite(distance) ? Math.max(1, Math.round(distance)) : stride;
    stride *= 2;
    const next = reached(tail) ? at - step : at + step;
    at = next > missed && next < hit ? next : between(missed, hit);
  }
}

function between(missed: number, hit: number): number {
  return Number.isFinite(hit) ? Math.floor((missed + hit) / 2) : 2 * missed + 2;
}
