// What open sites have shown up to a day, in the form that the likelihood of any choice of terms needs.
import { underFactors } from './calendar.ts';
import { pastExposure } from './future.ts';
import { type CountTable, countTable, withExposures } from './likelihood.ts';
import { type RateShape, cumulativeRate, rateAt } from './shape.ts';
import { type PastShock, blockTable } from './shock-fit.ts';
import { type EnrolmentSite, type EnrolmentStudy, lastDay, openShare, startRanks } from './sites.ts';

/** One open site as observed: its count, the ages at which patients came (where known) and its place in the order of starts. */
export interface Observation {
  readonly site: EnrolmentSite;
  readonly count: number;
  readonly ages: readonly number[] | null;
  readonly rank: number;
  readonly asOf: number;
}

/** A site that enrolled on the day it opened has at least this much exposure, in days. */
const LEAST_EXPOSURE = 0.5;

/** What was seen up to `until` (the as-of day or, to look back, a day before it: then only sites with dated enrolments can be cut). */
export function observe(study: EnrolmentStudy, until = study.asOf): readonly Observation[] {
  const ranks = startRanks(study);
  return study.sites.flatMap((site, at) => {
    const openedOn = site.openedOn;
    if (openedOn === null || openedOn > until) return [];
    // Exposure ends as a day begins, so a look back ends before the day itself; on the as-of day all is counted that is known.
    const days = site.enrolledOn?.filter((day) => until === study.asOf || day < until) ?? null;
    const count = days ? days.length : site.enrolled;
    // A patient who came in the course of a day came, on average, at its middle.
    const ages = days ? days.map((day) => Math.max(0, day - openedOn) + 0.5) : null;
    const seen = { site, count, ages, rank: ranks[at] ?? 0, asOf: until };
    return count > 0 || exposureOf(seen, { kind: 'constant' }, study.asOf) > 0 ? [seen] : [];
  });
}

const leastExposure = (seen: Observation | undefined): number => (seen && seen.count > 0 ? LEAST_EXPOSURE : 0);

function exposureOf(seen: Observation, shape: RateShape, studyAsOf: number): number {
  const { site, asOf } = seen;
  const least = leastExposure(seen);
  if (asOf === studyAsOf) return Math.max(least, pastExposure(site, asOf, shape));
  const age = lastDay(site, asOf) - (site.openedOn ?? asOf);
  return Math.max(least, cumulativeRate(shape, age) * openShare(site, studyAsOf));
}

/** Rates relative to the mean: by age through a shape, and by the order of starts through a slope on ln rate. */
export interface RateTerms {
  readonly shape: RateShape;
  readonly startSlope: number;
  /** Common shocks; under them the shape is constant and there is no slope. */
  readonly shock?: PastShock | null;
}

const tables = new WeakMap<readonly Observation[], CountTable>();

// Counts do not move with the terms, and terms are tried hundreds of times on the same observations.
function countsOf(observations: readonly Observation[]): CountTable {
  const known = tables.get(observations);
  if (known) return known;
  const counts = observations.map(({ count }) => count);
  const table = countTable(counts, new Float64Array(counts.length));
  tables.set(observations, table);
  return table;
}

/** Counts with the exposures that the terms make of them, and the part of the log likelihood that the terms alone move. */
export function tableUnder(
  observations: readonly Observation[],
  { shape, startSlope, shock }: RateTerms,
  studyAsOf: number,
): { readonly table: CountTable; readonly offset: number } {
  if (shock) return tableUnderShock(observations, shock, studyAsOf);
  const exposures = new Float64Array(observations.length);
  let offset = 0;
  for (let at = 0; at < observations.length; at += 1) {
    const seen = observations[at];
    if (!seen) continue;
    const exposure = exposureOf(seen, shape, studyAsOf) * Math.exp(startSlope * seen.rank);
    exposures[at] = exposure;
    if (seen.ages) offset += seen.count * startSlope * seen.rank + shapeOffset(shape, seen.ages);
    else if (seen.count > 0) offset += seen.count * Math.log(exposure);
  }
  return { table: withExposures(countsOf(observations), exposures), offset };
}

// Every patient of a block comes under its factor, so that the factors' logarithms stand in the likelihood once a patient.
function tableUnderShock(observations: readonly Observation[], { factors }: PastShock, studyAsOf: number): ReturnType<typeof tableUnder> {
  const { sites, counts, perBlock } = blockTable(observations, studyAsOf);
  const offset = perBlock.reduce((sum, patients, block) => sum + patients * Math.log(factors[block] ?? 1), 0);
  const exposures = Float64Array.from(sites, (site, at) => Math.max(leastExposure(observations[at]), underFactors(site, factors)));
  return { table: withExposures(counts, exposures), offset };
}

/** sum of ln g over the ages at which patients came. */
function shapeOffset(shape: RateShape, ages: readonly number[]): number {
  if (shape.kind === 'constant') return 0;
  let sum = 0;
  if (shape.kind === 'decay') for (const age of ages) sum -= shape.perDay * age;
  else for (const age of ages) sum += Math.log(rateAt(shape, age));
  return sum;
}
