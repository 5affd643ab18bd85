// Refits: the outlook made again many times with its assumptions, activity and claims drawn anew, and what they say of an answer.
import { DomainError } from '#lib';
import { type RandomStream, streamOf } from '#stats';
import { type Axes, outlookYears } from './outlook-frame.ts';
import type { OutlookPlan } from './outlook-plan.ts';
import { type DrawnMarket, drawnMarket, sharesIn, totalIn } from './outlook-tables.ts';
import { type Interval, type OutlookAxis, outlookAxes } from './outlook-types.ts';
import { areas, phases, services } from './taxonomy.ts';

/** Which number of a refit is what: the total first, then the keys of every axis in their order. */
export interface Series {
  readonly count: number;
  readonly start: Readonly<Record<OutlookAxis, number>>;
}

/** The series of an outlook with these axes. */
export function seriesOf({ keys }: Axes): Series {
  const start: Record<OutlookAxis, number> = { service: 0, area: 0, phase: 0, region: 0, country: 0 };
  let count = 1;
  for (const axis of outlookAxes) {
    start[axis] = count;
    count += keys[axis].length;
  }
  return { count, start };
}

/** The values of the assumptions, each drawn by its spread; the ends of the frame go together as far as they are correlated. */
function drawnValues({ assumptions, slots }: OutlookPlan, stream: RandomStream): Float64Array {
  const steps = assumptions.map(() => stream.normal());
  const rho = assumptions[slots.correlation]?.value ?? 0;
  steps[slots.lastTotal] = rho * (steps[slots.firstTotal] ?? 0) + Math.sqrt(1 - rho * rho) * (steps[slots.lastTotal] ?? 0);
  return Float64Array.from(assumptions, ({ value, sd, spread }, at) => {
    const step = sd * (steps[at] ?? 0);
    return spread === 'relative' ? value * Math.exp(step) : value + step;
  });
}

/** USD million of every series in every year: year after year, `series.count` numbers each. */
export function seriesValues(
  { axes }: OutlookPlan,
  shares: readonly Float64Array[],
  totals: readonly number[],
  series = seriesOf(axes),
): Float64Array {
  const values = new Float64Array(shares.length * series.count);
  const countries = axes.countries.length;
  for (const [year, cells] of shares.entries()) {
    const from = year * series.count;
    const total = totals[year] as number;
    values[from] = total;
    let cell = 0;
    for (let s = 0; s < services.length; s += 1)
      for (let a = 0; a < areas.length; a += 1)
        for (let p = 0; p < phases.length; p += 1) {
          let row = 0;
          for (let c = 0; c < countries; c += 1, cell += 1) {
            const value = (cells[cell] as number) * total;
            row += value;
            values[from + series.start.country + c] = (values[from + series.start.country + c] as number) + value;
          }
          for (const place of [series.start.service + s, series.start.area + a, series.start.phase + p])
            values[from + place] = (values[from + place] as number) + row;
        }
    for (let c = 0; c < countries; c += 1) {
      const place = from + series.start.region + (axes.regionOf[c] as number);
      values[place] = (values[place] as number) + (values[from + series.start.country + c] as number);
    }
  }
  return values;
}

/** One refit. It draws from a stream of its own, so it is the same whoever makes it. */
export function drawnRefit(plan: OutlookPlan, seed: string, refit: number): DrawnMarket {
  const stream = streamOf(seed, 'refit', refit);
  const drawn = drawnMarket(plan, drawnValues(plan, stream), stream);
  if (!drawn.ok) throw new DomainError(`refit ${refit}: claims that can be met as stated cannot be met as drawn`);
  return drawn.value;
}

/** Refits `from` to `to` (excluded), one after the other as `seriesValues` has them. */
export function refitBlock(plan: OutlookPlan, seed: string, from: number, to: number): Float64Array {
  const series = seriesOf(plan.axes);
  const size = outlookYears.length * series.count;
  const block = new Float64Array((to - from) * size);
  for (let refit = from; refit < to; refit += 1) {
    const drawn = drawnRefit(plan, seed, refit);
    const shares = outlookYears.map((year) => sharesIn(plan, drawn, year));
    const totals = outlookYears.map((year) => totalIn(plan, drawn, year));
    block.set(seriesValues(plan, shares, totals, series), (refit - from) * size);
  }
  return block;
}

/** What the refits say of one number. */
export interface Spread {
  readonly median: number;
  readonly interval50: Interval;
  readonly interval80: Interval;
  readonly interval95: Interval;
}

/** Quantiles of one series in one year over all refits (linear between order statistics); without refits all are the value itself. */
export function spreadOf(refits: Float64Array, size: number, place: number, value: number): Spread {
  const count = refits.length / size;
  if (count === 0) return { median: value, interval50: [value, value], interval80: [value, value], interval95: [value, value] };
  const drawn = new Float64Array(count);
  for (let refit = 0; refit < count; refit += 1) drawn[refit] = refits[refit * size + place] as number;
  drawn.sort();
  const quantile = (p: number) => {
    const at = p * (count - 1);
    const below = drawn[Math.floor(at)] as number;
    return below + (at - Math.floor(at)) * ((drawn[Math.ceil(at)] as number) - below);
  };
  const interval = (level: number): Interval => [quantile((1 - level) / 2), quantile((1 + level) / 2)];
  return { median: quantile(0.5), interval50: interval(0.5), interval80: interval(0.8), interval95: interval(0.95) };
}
