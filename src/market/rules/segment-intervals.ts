// Intervals of every segment of the market, however many cuts cross in it: quantiles of the same refits, kept beside a run.
import { centralInterval } from '#stats';
import { type Axes, axesOf, outlookYears } from './outlook-frame.ts';
import type { OutlookPlan } from './outlook-plan.ts';
import { drawnRefit } from './outlook-refits.ts';
import { atUnit } from './outlook-rounding.ts';
import { type DrawnMarket, sharesIn, totalIn } from './outlook-tables.ts';
import type { Interval } from './outlook-types.ts';
import { areas, phases, services } from './taxonomy.ts';

/** Refits behind the intervals of crossed cuts at most: a year of all segments is held at once, eight bytes each. */
export const mostSegmentRefits = 2_000;

/** Both ends of the 80 % of every segment, year after year; USD million. */
export interface SegmentIntervals {
  readonly axes: Axes;
  readonly ends: Float64Array;
}

/** Which segment: a key of any cut, or none for all of them. */
export interface SegmentAsked {
  readonly service?: string | undefined;
  readonly area?: string | undefined;
  readonly phase?: string | undefined;
  readonly region?: string | undefined;
  readonly country?: string | undefined;
}

// A segment has a place on each of four axes: one of its keys or, after them, all. Regions stand behind the countries on theirs.
const S = services.length;
const A = areas.length;
const P = phases.length;
const spans = ({ keys: { country, region } }: Axes) => {
  const place = country.length + region.length + 1;
  const phase = (P + 1) * place;
  return { place, phase, area: (A + 1) * phase, all: (S + 1) * (A + 1) * phase };
};

/** Segments of a year. */
export const segmentCount = (axes: Axes): number => spans(axes).all;

/** Every segment's sum of the cells in it, into `sums`. */
export function sumSegments(axes: Axes, cells: ArrayLike<number>, sums: Float64Array): void {
  const { place, phase, area, all } = spans(axes);
  const [C, R] = [axes.keys.country.length, axes.keys.region.length];
  sums.fill(0);
  for (let s = 0, cell = 0; s < S; s += 1)
    for (let a = 0; a < A; a += 1)
      for (let p = 0; p < P; p += 1) {
        const row = s * area + a * phase + p * place;
        let total = 0;
        for (let c = 0; c < C; c += 1, cell += 1) {
          const value = cells[cell] as number;
          const region = row + C + (axes.regionOf[c] as number);
          sums[row + c] = value;
          sums[region] = (sums[region] as number) + value;
          total += value;
        }
        sums[row + C + R] = total;
      }
  for (let s = 0; s < S; s += 1) for (let a = 0; a < A; a += 1) addUp(sums, s * area + a * phase, place, P);
  for (let s = 0; s < S; s += 1) addUp(sums, s * area, phase, A);
  addUp(sums, 0, all / (S + 1), S);
}

/** Writes the sum of `count` rows, one after the other, behind them. */
function addUp(sums: Float64Array, from: number, size: number, count: number): void {
  const into = from + count * size;
  for (let row = 0; row < count; row += 1)
    for (let at = 0; at < size; at += 1) sums[into + at] = (sums[into + at] as number) + (sums[from + row * size + at] as number);
}

/** As many refits as the intervals of segments stand on. */
export function segmentRefits(plan: OutlookPlan, seed: string): readonly DrawnMarket[] {
  return Array.from({ length: Math.min(plan.question.refits, mostSegmentRefits) }, (_, refit) => drawnRefit(plan, seed, refit));
}

/** Of a million, the unit in which values are told. */
const THOUSANDS = 1_000;

// Segments whose refits are gathered at once: one at a time would fetch a line of memory for every number.
const TOGETHER = 32;

/** Both ends of the 80 % of every segment in a year, at the unit in which values are told; 0 without refits. */
export function yearIntervals(plan: OutlookPlan, refits: readonly DrawnMarket[], year: number): Float64Array {
  const count = segmentCount(plan.axes);
  const ends = new Float64Array(2 * count);
  if (refits.length === 0) return ends;
  const drawn = new Float64Array(count * refits.length);
  for (const [at, refit] of refits.entries()) {
    const sums = drawn.subarray(at * count, (at + 1) * count);
    sumSegments(plan.axes, sharesIn(plan, refit, year), sums);
    const total = totalIn(plan, refit, year);
    for (let segment = 0; segment < count; segment += 1) sums[segment] = (sums[segment] as number) * total;
  }
  const columns = new Float64Array(TOGETHER * refits.length);
  for (let first = 0; first < count; first += TOGETHER) {
    const width = Math.min(TOGETHER, count - first);
    for (let refit = 0; refit < refits.length; refit += 1)
      for (let at = 0; at < width; at += 1) columns[at * refits.length + refit] = drawn[refit * count + first + at] as number;
    for (let at = 0; at < width; at += 1) {
      const [lower, upper] = centralInterval(columns.subarray(at * refits.length, (at + 1) * refits.length), 0.8);
      ends[2 * (first + at)] = atUnit(lower);
      ends[2 * (first + at) + 1] = atUnit(upper);
    }
  }
  return ends;
}

/** The intervals of every year, year by year as `yearIntervals` has them. */
export function joinedIntervals(axes: Axes, years: readonly Float64Array[]): SegmentIntervals {
  const size = 2 * segmentCount(axes);
  const ends = new Float64Array(size * outlookYears.length);
  for (const [at, year] of years.entries()) ends.set(year, at * size);
  return { axes, ends };
}

/** The intervals of all segments, in the caller's own thread. */
export function segmentIntervals(plan: OutlookPlan, seed: string): SegmentIntervals {
  const refits = segmentRefits(plan, seed);
  const years = outlookYears.map((year) => yearIntervals(plan, refits, year));
  return joinedIntervals(plan.axes, years);
}

/** The 80 % of a segment in a year; null where there is no such key or year, or a country is not in the region beside it. */
export function interval80Of({ axes, ends }: SegmentIntervals, asked: SegmentAsked, year: number): Interval | null {
  const { place, phase, area, all } = spans(axes);
  const among = (keys: readonly string[], key: string | undefined) => (key === undefined ? keys.length : keys.indexOf(key));
  const country = asked.country === undefined ? -1 : axes.keys.country.indexOf(asked.country);
  const region = among(axes.keys.region, asked.region);
  const isElsewhere = asked.country !== undefined && asked.region !== undefined && axes.regionOf[country] !== region;
  const where = asked.country === undefined ? axes.keys.country.length + region : country;
  const [s, a, p] = [among(services, asked.service), among(areas, asked.area), among(phases, asked.phase)];
  const at = outlookYears.indexOf(year);
  if (isElsewhere || Math.min(s, a, p, at, region, where) < 0) return null;
  const from = 2 * (at * all + s * area + a * phase + p * place + where);
  return [ends[from] as number, ends[from + 1] as number];
}

/** The intervals as they are kept: whole thousands of dollars. */
export function packIntervals({ ends }: SegmentIntervals): readonly number[] {
  return Array.from(ends, (end) => Math.round(end * THOUSANDS));
}

/** Kept intervals as they were. Throws a RangeError where they are not those of an outlook with or without unknown countries. */
export function unpackIntervals(packed: readonly number[]): SegmentIntervals {
  const axes = [axesOf(false), axesOf(true)].find((one) => 2 * segmentCount(one) * outlookYears.length === packed.length);
  if (!axes) throw new RangeError('the kept intervals are those of no outlook');
  return { axes, ends: Float64Array.from(packed, (end) => end / THOUSANDS) };
}
