// The tables of the outlook: activity times prices, split into services, grown year by year to the published total.
import { DomainError, type Outcome, refuse, ok } from '#lib';
import { dirichletTable, iterativeProportionalFit, type RandomStream } from '#stats';
import { type ClaimedYear, claimFactors, drawnShares, factorsOfYear } from './outlook-claims.ts';
import { firstYear, totalBetween } from './outlook-frame.ts';
import type { OutlookPlan } from './outlook-plan.ts';
import { areas, phases, services } from './taxonomy.ts';

/** The market in some years: shares of cells that add to 1, and the totals in USD million. */
export interface MarketTables {
  readonly shares: readonly Float64Array[];
  readonly totals: readonly number[];
}

/** Claims that must be met and cannot be: those of their year, and its shares before the claims. */
export interface UnmetClaims {
  readonly claimed: ClaimedYear;
  readonly shares: Float64Array;
}

const P = phases.length;
const A = areas.length;
const S = services.length;

/** The market under values of the assumptions, as it is before a year is asked for. */
export interface DrawnMarket {
  readonly values: Float64Array;
  /** Area x phase x country in the first year, adding to 1. */
  readonly value: Float64Array;
  /** Service x phase. */
  readonly perPhase: Float64Array;
  /** What claims do to the patterns of cells, by the year of the claims. */
  readonly factors: ReadonlyMap<number, Float64Array>;
}

/**
 * The market under values of the assumptions, in the order of the plan. With a stream the activity table and the claims are drawn anew. Refuses claims
 * that exclude each other.
 */
export function drawnMarket(plan: OutlookPlan, values: Float64Array, stream: RandomStream | null): Outcome<DrawnMarket, 'claims-unmet'> {
  const value = valueTable(plan, values, stream);
  const perPhase = serviceShares(plan, values, value);
  const observations = plan.counted ? plan.observations : at(values, plan.slots.observations);
  const factors = new Map<number, Float64Array>();
  for (const claimed of plan.claimedYears) {
    const { year, claims } = claimed;
    // What was claimed of an earlier year still holds: a later claim moves the table from there.
    const before = factorsOfYear(year, factors);
    const shares = withFactors(plan, grown(plan, values, year, value, perPhase), before);
    const factor = claimFactors(shares, claimed, drawnShares(claims, stream), { observations, isRough: stream !== null });
    if (!factor.ok) return refuse('claims-unmet', { claimed, shares } satisfies UnmetClaims);
    factors.set(year, before ? factor.value.map((one, pattern) => one * (before[pattern] as number)) : factor.value);
  }
  return ok({ values, value, perPhase, factors });
}

/** The shares of all cells in a year, adding to 1. */
export function sharesIn(plan: OutlookPlan, { values, value, perPhase, factors }: DrawnMarket, year: number): Float64Array {
  return withFactors(plan, grown(plan, values, year, value, perPhase), factorsOfYear(year, factors));
}

/** The total of a year in USD million. */
export function totalIn({ slots }: OutlookPlan, { values }: DrawnMarket, year: number): number {
  return totalBetween(at(values, slots.firstTotal), at(values, slots.lastTotal), year);
}

/** The market in these years, as `drawnMarket` has it. */
export function marketTables(
  plan: OutlookPlan,
  values: Float64Array,
  years: readonly number[],
  stream: RandomStream | null,
): Outcome<MarketTables, 'claims-unmet'> {
  const drawn = drawnMarket(plan, values, stream);
  if (!drawn.ok) return drawn;
  return ok({
    shares: years.map((year) => sharesIn(plan, drawn.value, year)),
    totals: years.map((year) => totalIn(plan, drawn.value, year)),
  });
}

const at = (values: Float64Array, slot: number) => values[slot] as number;

function withFactors({ claimedYears: [claimed] }: OutlookPlan, shares: Float64Array, factors: Float64Array | null): Float64Array {
  if (!factors || !claimed) return shares;
  const { patternOf } = claimed;
  for (let cell = 0; cell < shares.length; cell += 1)
    shares[cell] = (shares[cell] as number) * (factors[patternOf[cell] as number] as number);
  return toOne(shares);
}

function toOne(table: Float64Array): Float64Array {
  let sum = 0;
  for (let cell = 0; cell < table.length; cell += 1) sum += table[cell] as number;
  for (let cell = 0; cell < table.length; cell += 1) table[cell] = (table[cell] as number) / sum;
  return table;
}

/** Area x phase x country: activity times prices, adding to 1. */
function valueTable(plan: OutlookPlan, values: Float64Array, stream: RandomStream | null): Float64Array {
  const table = plan.counted ? countedTable(plan, values, stream) : assumedTable(plan, values, stream);
  const C = plan.axes.countries.length;
  for (let area = 0, cell = 0; area < A; area += 1)
    for (let phase = 0; phase < P; phase += 1) {
      const price = at(values, plan.slots.pricePhase[phase] as number);
      for (let country = 0; country < C; country += 1, cell += 1)
        table[cell] = (table[cell] as number) * price * at(values, plan.slots.priceCountry[country] as number);
    }
  return toOne(table);
}

function countedTable(plan: OutlookPlan, values: Float64Array, stream: RandomStream | null): Float64Array {
  const added = at(values, plan.slots.defaultSiteYears);
  const counted = plan.counted?.table ?? new Float64Array(0);
  const table = stream ? dirichletTable(stream, counted, plan.observations) : counted.slice();
  if (added === 0) return table;
  const assumed = toOne(assumedTable(plan, values, stream));
  for (let cell = 0; cell < table.length; cell += 1) table[cell] = (table[cell] as number) + added * (assumed[cell] as number);
  return table;
}

/** The shipped weights as margins of activity, the shipped pairs as the seed between them. */
function assumedTable(plan: OutlookPlan, values: Float64Array, stream: RandomStream | null): Float64Array {
  const { slots, axes } = plan;
  const C = axes.countries.length;
  const margin = (of: readonly number[]) => toOne(Float64Array.from(of, (slot) => (slot === -1 ? 0 : at(values, slot))));
  const [area, phase, country] = [margin(slots.area), margin(slots.phase), margin(slots.country)];
  const seed = new Float64Array(A * P * C);
  for (let a = 0, cell = 0; a < A; a += 1)
    for (let p = 0; p < P; p += 1)
      for (let c = 0; c < C; c += 1, cell += 1) seed[cell] = (area[a] as number) * (phase[p] as number) * (country[c] as number);
  for (const { slot, cells } of plan.activityMixes) {
    const factor = at(values, slot);
    for (const cell of cells) seed[cell] = (seed[cell] as number) * factor;
  }
  if (stream) {
    const spread = at(values, slots.mixSpread);
    for (let cell = 0; cell < seed.length; cell += 1) seed[cell] = (seed[cell] as number) * Math.exp(spread * stream.normal());
  }
  const margins = [area, phase, country].map((target, axis) => ({ axes: [axis], target }));
  const fit = iterativeProportionalFit(seed, [A, P, C], margins, { tolerance: stream ? 1e-7 : 1e-12 });
  if (!fit.ok) throw new DomainError(`activity: the margins and pairs of the assumptions cannot be met together (${fit.refusal})`);
  return fit.value.table;
}

/** Service x phase: what part of a phase each service has. The split is met over all phases, the pairs stand between them. */
function serviceShares(plan: OutlookPlan, values: Float64Array, value: Float64Array): Float64Array {
  const ofPhase = new Float64Array(P);
  const C = plan.axes.countries.length;
  for (let cell = 0; cell < value.length; cell += 1) {
    const phase = Math.floor(cell / C) % P;
    ofPhase[phase] = (ofPhase[phase] as number) + (value[cell] as number);
  }
  const split = toOne(Float64Array.from(plan.slots.service, (slot) => at(values, slot)));
  const seed = new Float64Array(S * P).fill(1);
  for (let cell = 0; cell < seed.length; cell += 1) seed[cell] = (split[Math.floor(cell / P)] as number) * (ofPhase[cell % P] as number);
  for (const { slot, cells } of plan.serviceMixes) for (const cell of cells) seed[cell] = (seed[cell] as number) * at(values, slot);
  const margins = [split, ofPhase].map((target, axis) => ({ axes: [axis], target }));
  const fit = iterativeProportionalFit(seed, [S, P], margins, { tolerance: 1e-12 });
  if (!fit.ok) throw new DomainError(`services: the split and the pairs of the assumptions cannot be met together (${fit.refusal})`);
  return fit.value.table.map((share, cell) => ((ofPhase[cell % P] as number) > 0 ? share / (ofPhase[cell % P] as number) : 0));
}

/** Every cell of a year, adding to 1: what it was in the first year, grown by its service, area, phase and region. */
function grown(plan: OutlookPlan, values: Float64Array, year: number, value: Float64Array, perPhase: Float64Array): Float64Array {
  const C = plan.axes.countries.length;
  const since = year - firstYear;
  const factor = (slot: number) => (slot === -1 ? 1 : Math.exp(since * at(values, slot)));
  const { growth } = plan.slots;
  const ofCountry = Float64Array.from(plan.axes.regionOf, (region) => factor(growth.region[region] ?? -1));
  const [ofService, ofArea, ofPhase] = [growth.service, growth.area, growth.phase].map((slots) => slots.map(factor)) as [
    number[],
    number[],
    number[],
  ];
  const cells = new Float64Array(plan.axes.cells);
  for (let s = 0, cell = 0; s < S; s += 1)
    for (let a = 0; a < A; a += 1)
      for (let p = 0; p < P; p += 1) {
        const row = (a * P + p) * C;
        const scale = (perPhase[s * P + p] as number) * (ofService[s] as number) * (ofArea[a] as number) * (ofPhase[p] as number);
        for (let c = 0; c < C; c += 1, cell += 1) cells[cell] = scale * (value[row + c] as number) * (ofCountry[c] as number);
      }
  return toOne(cells);
}
