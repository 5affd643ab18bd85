// Drift between looks: a cumulative sum of evidence that a rate has changed by a stated factor, and the threshold that keeps it quiet.
import { DomainError } from '#lib';

/** The draws a simulation needs; the house's random streams have them. */
export interface CountDraws {
  readonly gamma: (shape: number, rate?: number) => number;
  readonly poisson: (mean: number) => number;
}

/** One look: what was counted since the last one, and what was to be expected of it. */
export interface Look {
  readonly count: number;
  readonly expected: number;
}

/** The change that is looked for. */
export interface Change {
  /** Rate after over rate before: 2 for doubling, 0.5 for halving (under-reporting). */
  readonly ratio: number;
  /** Gamma shape of the counts' over-dispersion; null for Poisson counts. */
  readonly size: number | null;
}

/** The sum after each look, and the first look at which it reached the threshold. */
export interface Cusum {
  readonly sums: readonly number[];
  readonly alarmAt: number | null;
}

function checkedChange({ ratio, size }: Change): void {
  if (!(ratio > 0 && ratio < Infinity && ratio !== 1)) throw new DomainError('a change has a ratio above 0 that is not 1');
  if (size !== null && !(size > 0)) throw new DomainError('a size is above 0, or null for Poisson counts');
}

/**
 * Log likelihood ratio of one look, changed against unchanged: Poisson x ln R - (R-1) m; negative binomial of size a
 * x ln R - (x + a) ln((a + R m) / (a + m)). Throws on count < 0 and expected < 0.
 */
export function lookEvidence({ count, expected }: Look, change: Change): number {
  checkedChange(change);
  if (!(count >= 0 && expected >= 0)) throw new DomainError('a look has a count and an expectation that are not negative');
  return evidence(count, expected, change);
}

function evidence(count: number, expected: number, { ratio, size }: Change): number {
  const gain = count * Math.log(ratio);
  if (size === null) return gain - (ratio - 1) * expected;
  return gain - (count + size) * Math.log((size + ratio * expected) / (size + expected));
}

/**
 * C(t) = max(0, C(t-1) + evidence). The alarm rings at the first C >= threshold; the sums run on. For both directions run it
 * with R and 1/R. Reference: Page 1954; Rossi, Lampugnani, Marchi 1999 (Poisson); Hoehle and Paul 2008 (negative binomial).
 */
export function cusum(looks: readonly Look[], change: Change, threshold: number): Cusum {
  checkedChange(change);
  if (!(threshold > 0)) throw new DomainError('a threshold is above 0');
  let sum = 0;
  const sums = looks.map((look) => (sum = Math.max(0, sum + lookEvidence(look, change))));
  const at = sums.findIndex((value) => value >= threshold);
  return { sums, alarmAt: at < 0 ? null : at };
}

/** How a threshold is found. */
export interface InControl {
  /** What is expected at each look; repeated when the simulation runs longer. */
  readonly expected: readonly number[];
  readonly change: Change;
  /** Least mean number of looks until a false alarm. */
  readonly looks: number;
  /** Simulated histories; the threshold's run length is known to about looks / sqrt(runs). */
  readonly runs: number;
}

/** A threshold and the mean run length that the simulation gives it. */
export interface CusumThreshold {
  readonly threshold: number;
  readonly looks: number;
}

/** Histories are followed over so many times the wanted run length; later alarms count as exposure without alarm. */
const FOLLOWED = 6;

/**
 * The lowest threshold whose mean run length is at least the wanted one when nothing has changed; where counts are few the possible
 * run lengths lie apart, and `looks` says which one it is. The same seeded histories judge every candidate: each
 * keeps the looks at which its sum reached a new height, so a candidate costs no new simulation. Mean run length is looks watched
 * over alarms, as run lengths are nearly geometric. Throws unless looks >= 2, runs >= 100 and something is expected.
 */
export function cusumThreshold({ expected, change, looks, runs }: InControl, stream: CountDraws): CusumThreshold {
  checkedChange(change);
  if (!(looks >= 2 && runs >= 100)) throw new DomainError('a threshold needs looks >= 2 and runs >= 100');
  if (expected.some((mean) => !(mean >= 0)) || !expected.some((mean) => mean > 0))
    throw new DomainError('expectations are not negative and not all 0');
  const length = Math.ceil(looks * FOLLOWED);
  const heights = Array.from({ length: runs }, () => climb({ expected, change, length, stream }));
  const meanLooks = (threshold: number) => {
    let [watched, alarms] = [0, 0];
    for (const { sums, at } of heights) {
      const first = firstAtLeast(sums, threshold);
      if (first < sums.length) alarms += 1;
      watched += first < sums.length ? (at[first] ?? 0) + 1 : length;
    }
    return alarms === 0 ? Infinity : watched / alarms;
  };
  let [low, high] = [0, 1];
  while (meanLooks(high) < looks) high *= 2;
  while (high - low > 1e-6 * high) {
    const middle = (low + high) / 2;
    if (meanLooks(middle) < looks) low = middle;
    else high = middle;
  }
  return { threshold: high, looks: meanLooks(high) };
}

interface Heights {
  readonly sums: readonly number[];
  readonly at: readonly number[];
}

interface Climb {
  readonly expected: readonly number[];
  readonly change: Change;
  readonly length: number;
  readonly stream: CountDraws;
}

function climb({ expected, change, length, stream }: Climb): Heights {
  const heights: { sums: number[]; at: number[] } = { sums: [], at: [] };
  let [sum, top] = [0, 0];
  for (let look = 0; look < length; look += 1) {
    const mean = expected[look % expected.length] ?? 0;
    const drawn = change.size === null ? mean : mean * stream.gamma(change.size, change.size);
    sum = Math.max(0, sum + evidence(drawn > 0 ? stream.poisson(drawn) : 0, mean, change));
    if (sum > top) {
      top = sum;
      heights.sums.push(sum);
      heights.at.push(look);
    }
  }
  return heights;
}

function firstAtLeast(sums: readonly number[], threshold: number): number {
  let [low, high] = [0, sums.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? Infinity) >= threshold) high = middle;
    else low = middle + 1;
  }
  return low;
}
