// The quantile of a distribution of counts: the smallest count whose cumulative probability reaches p.
import { DomainError } from '#lib';

/** What the search needs to know of a distribution: both tails, the probability of a single count, and how far counts go. */
export interface CountDistribution {
  readonly below: (n: number) => number;
  readonly above: (n: number) => number;
  readonly mass: (n: number) => number;
  readonly most: number;
}

/** Rounding may put a cumulative probability this far (relative) below what it should be. */
const SLACK = 64 * 2 ** -52;
/** After so many steps of Newton's only halving is trusted. */
const NEWTON_ROUNDS = 60;

/**
 * The smallest n >= 0 with P(N <= n) >= p, 0 < p < 1, judged on the smaller tail. Steps by Newton's rule on the
 * logarithm of that tail, from a guess, inside a bracket that only shrinks. A quantile beyond `most` is a DomainError.
 */
export function countsQuantile(where: string, p: number, distribution: CountDistribution, guess: number): number {
  const upper = p > 0.5;
  const target = upper ? (1 - p) * (1 + SLACK) : p * (1 - SLACK);
  const tailAt = upper ? distribution.above : distribution.below;
  let [missed, hit] = [-1, distribution.most + 1];
  let at = Math.min(distribution.most, Math.max(0, Math.round(guess)));
  for (let round = 0; hit - missed > 1; round++) {
    const tail = tailAt(at);
    const isReached = upper ? tail <= target : tail >= target;
    if (isReached) hit = at;
    else missed = at;
    const distance = Math.max(1, Math.round((Math.abs(Math.log(tail / target)) * tail) / distribution.mass(at)));
    const next = isReached ? at - distance : at + distance;
    at = round < NEWTON_ROUNDS && next > missed && next < hit ? next : missed + Math.floor((hit - missed) / 2);
  }
  if (hit > distribution.most) throw new DomainError(`${where}: the value at p = ${p} is beyond ${distribution.most}`);
  // Near 1 a probability is rounded more coarsely than its tail: a count that reaches p as a number reaches it.
  return upper && hit > 0 && distribution.below(hit - 1) >= p ? hit - 1 : hit;
}
