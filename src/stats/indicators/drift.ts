// Drift between looks: a cumulative sum of the evidence that a group's own rate has changed, and how often chance shows as much.
import { DomainError } from '#lib';
import type { RatePrior } from './shrinkage.ts';

/** What was counted between two looks, and what would have been expected of a usual group. */
export interface Look {
  readonly count: number;
  readonly expected: number;
}

/** A group as it is watched: what it had before the first look, and what each look added. */
export interface Watched {
  readonly before: Look;
  readonly looks: readonly Look[];
}

/** The change that is looked for, and what it is seen against. */
export interface Change {
  /** Rate after over rate before: 2 for doubling, 0.5 for halving (under-reporting). Of several, each is as likely. */
  readonly ratios: readonly number[];
  /** How groups differ from what is expected of them, as gamma: a group's own rate is known by this and by what it had before. */
  readonly prior: RatePrior;
  /** Variance of what is added between looks over that of Poisson counts; 1 for counts that come by chance. */
  readonly dispersion: number;
}

/** The sum after each look. */
export interface DriftSums {
  readonly sums: readonly number[];
  /** The look at which the change most likely began, seen from the last one; null where the last sum is 0. */
  readonly from: number | null;
}

function checked({ before, looks }: Watched, { ratios, prior, dispersion }: Change): void {
  if (ratios.length === 0 || !ratios.every((ratio) => ratio > 0 && ratio < Infinity && ratio !== 1))
    throw new DomainError('a change has a ratio above 0 that is not 1');
  if (!(prior.alpha > 0 && prior.beta > 0)) throw new DomainError('a prior has a shape and a rate above 0');
  if (!(dispersion > 0)) throw new DomainError('a dispersion is above 0');
  if (![before, ...looks].every(({ count, expected }) => count >= 0 && expected >= 0))
    throw new DomainError('a look has a count and an expectation that are not negative');
}

/**
 * C(t) = max(0, max over k <= t of L(k, t)): the log likelihood ratio of a change at look k against none, of the counts up to look t.
 * The group's own rate is not known but gamma, with shape a = alpha + count before and rate b = beta + expected before, the same at all
 * looks; integrated out, the counts are negative binomial and
 * L(k, t) = [X(k..t) ln R - (a + X(1..t)) ln((b + E(1..k-1) + R E(k..t)) / (b + E(1..t)))] / dispersion,
 * of several ratios R the logarithm of the mean of e^L: a doubling alone would hardly see the few events of a small place that had none.
 * A group that has always had twice what is usual does not drift; a place of which nothing is known is believed little. Where alpha is
 * large the rate counts as known and the sum is Page's for Poisson counts, x ln R - (R - 1) m a look.
 * References: Page 1954; Rossi, Lampugnani, Marchi 1999 (Poisson); Hoehle and Paul 2008 (negative binomial); McCullagh and Nelder 1989
 * (dispersion).
 */
export function driftSums(watched: Watched, change: Change): DriftSums {
  checked(watched, change);
  const own = ownRate(watched.before, change);
  const found = watched.looks.map((_, last) => evidenceOf(watched.looks.slice(0, last + 1), own, change));
  return { sums: found.map(({ sum }) => sum), from: found.at(-1)?.from ?? null };
}

/** Gamma of a group's own rate. */
interface OwnRate {
  readonly shape: number;
  readonly rate: number;
}

const ownRate = ({ count, expected }: Look, { prior }: Change): OwnRate => ({ shape: prior.alpha + count, rate: prior.beta + expected });

// The sum after the last of the looks, where it begins, and the mean likelihood ratio over all beginnings and ratios.
function evidenceOf(
  looks: readonly Look[],
  { shape, rate }: OwnRate,
  { ratios, dispersion }: Change,
): { readonly sum: number; readonly from: number | null; readonly meanRatio: number } {
  let [count, expected] = [0, 0];
  for (const look of looks) {
    count += look.count;
    expected += look.expected;
  }
  let [sum, from, all] = [0, null as number | null, 0];
  let [since, added] = [0, 0];
  for (let first = looks.length - 1; first >= 0; first -= 1) {
    since += looks[first]?.count ?? 0;
    added += looks[first]?.expected ?? 0;
    let mean = 0;
    for (const ratio of ratios)
      mean += Math.exp((since * Math.log(ratio) - (shape + count) * Math.log1p(((ratio - 1) * added) / (rate + expected))) / dispersion);
    mean /= ratios.length;
    all += mean;
    if (Math.log(mean) > sum) [sum, from] = [Math.log(mean), first];
  }
  return { sum, from, meanRatio: all / Math.max(1, looks.length) };
}

/** How rarely chance brings a sum, and which sum is as rare as a chance. */
export interface DriftChances {
  readonly p: (sum: number) => number;
  readonly sumAt: (p: number) => number;
}

/** The draws a simulation needs; the house's random streams have them. */
export interface CountDraws {
  readonly uniform: () => number;
  readonly gamma: (shape: number, rate?: number) => number;
  readonly poisson: (mean: number) => number;
}

/** The tail is taken from at least so many draws; beyond them it falls as e^-sum does. */
const IN_TAIL = 10;

/**
 * The chance that a group which does not change has a sum at least as large after its last look: so many histories are drawn with a change of
 * a random ratio at a random look, and each counts by the inverse of its mean likelihood ratio, which is how much rarer it is without one
 * (importance sampling with exact weights). A chance of one in a million thereby needs no million histories. Dispersion
 * is taken as counts and expectations of clusters: all are divided by it. Throws as `driftSums` does, and unless draws >= 100 and
 * something is expected. Reference: Siegmund 1976 (importance sampling in sequential tests).
 */
export function driftChances(watched: Watched, change: Change, stream: CountDraws, draws = 1_000): DriftChances {
  checked(watched, change);
  if (!(draws >= 100)) throw new DomainError('chances need at least 100 draws');
  if (!watched.looks.some(({ expected }) => expected > 0)) throw new DomainError('where nothing is expected no chance can be told');
  const own = ownRate(watched.before, change);
  const plain: Change = { ...change, dispersion: 1 };
  const scaled: OwnRate = { shape: own.shape / change.dispersion, rate: own.rate / change.dispersion };
  const drawn = Array.from({ length: draws }, () => {
    const rate = stream.gamma(scaled.shape, scaled.rate);
    const ratio = change.ratios[Math.floor(stream.uniform() * change.ratios.length)] ?? 1;
    const from = Math.floor(stream.uniform() * watched.looks.length);
    const looks = watched.looks.map((look, at): Look => {
      const expected = look.expected / change.dispersion;
      const mean = rate * expected * (at < from ? 1 : ratio);
      return { count: mean > 0 ? stream.poisson(mean) : 0, expected };
    });
    const { sum, meanRatio } = evidenceOf(looks, scaled, plain);
    return { sum, weight: 1 / meanRatio };
  }).sort((one, other) => other.sum - one.sum);
  let total = 0;
  const tail = drawn.map(({ sum, weight }) => ({ sum, p: (total += weight) / draws }));
  return chancesOf(tail.slice(IN_TAIL - 1));
}

// The tail by falling sums, with rising chances; before its first point it goes on exponentially.
function chancesOf(tail: readonly { readonly sum: number; readonly p: number }[]): DriftChances {
  const [first] = tail;
  if (!first) throw new DomainError('chances need a tail');
  return {
    p: (sum) => {
      if (sum <= 0) return 1;
      if (sum >= first.sum) return Math.min(1, first.p * Math.exp(first.sum - sum));
      return Math.min(1, (tail.findLast((point) => point.sum >= sum) ?? first).p);
    },
    sumAt: (p) => {
      if (p <= first.p) return first.sum + Math.log(first.p / p);
      return (tail.findLast((point) => point.p <= p) ?? first).sum;
    },
  };
}

/** Fewer degrees of freedom than this tell nothing of a variance. */
const LEAST_FREEDOM = 10;

/**
 * How much more than Poisson counts the counts of groups vary from look to look around their own mean: Pearson's chi-square over its
 * degrees of freedom, all groups together; null where these are fewer than ten. Differences between groups do not count.
 * Reference: McCullagh and Nelder 1989.
 */
export function lookDispersion(groups: readonly (readonly Look[])[]): number | null {
  let [chi, freedom] = [0, 0];
  for (const looks of groups) {
    const watched = looks.filter(({ expected }) => expected > 0);
    const [count, expected] = watched.reduce(([x, e], look) => [x + look.count, e + look.expected], [0, 0] as [number, number]);
    if (watched.length < 2 || count === 0) continue;
    for (const look of watched) {
      const mean = (look.expected * count) / expected;
      chi += (look.count - mean) ** 2 / mean;
    }
    freedom += watched.length - 1;
  }
  return freedom < LEAST_FREEDOM ? null : chi / freedom;
}
