// The outlook of the market: a question and a seed in, totals, margins, cells, intervals, checks and everything they stand on out.
import { type Outcome, ok, refuse } from '#lib';
import { compoundGrowth, trendBackTest } from '#stats';
import { publishedGrowth } from './default-assumptions.ts';
import { outlookChecks } from './outlook-checks.ts';
import { type UnmetClaims, marketTables } from './outlook-tables.ts';
import { excludingClaims } from './outlook-claims.ts';
import { seedElasticity, tornadoOf } from './outlook-depends.ts';
import { firstYear, lastYear, outlookYears } from './outlook-frame.ts';
import { type OutlookPlan, isUsed, planOutlook } from './outlook-plan.ts';
import { type Series, type Spread, refitBlock, seriesOf, spreadOf } from './outlook-refits.ts';
import { type Rounded, atUnit, roundedTables } from './outlook-rounding.ts';
import {
  type HistoryBacktest,
  type HistoryPoint,
  type Outlook,
  type OutlookAxis,
  type OutlookCell,
  type OutlookMargin,
  type OutlookQuestion,
  type OutlookRefusal,
  type Tag,
  outlookAxes,
} from './outlook-types.ts';
import { areas, phases, services } from './taxonomy.ts';

/** Raised whenever the same question and seed would answer other numbers. */
export const outlookKernelVersion = 'market-4';

/** The question that is asked where nobody says otherwise. */
export const shippedQuestion: OutlookQuestion = {
  activity: [],
  changes: [],
  claims: [],
  evidence: [],
  scenario: null,
  history: [],
  refits: 1_000,
  tornadoOf: { axis: 'area', key: 'Oncology', year: lastYear },
};

/** An outlook without its intervals yet: refits can be made elsewhere, by whoever has the question and the seed. */
export interface PreparedOutlook {
  readonly plan: OutlookPlan;
  readonly shares: readonly Float64Array[];
  readonly totals: readonly number[];
  readonly backtest: HistoryBacktest | null;
}

/** The question judged and fitted once, in the middle of everything that is uncertain. */
export function prepareOutlook(question: OutlookQuestion): Outcome<PreparedOutlook, OutlookRefusal> {
  const plan = planOutlook(question);
  if (!plan.ok) return plan;
  const { axis, key, year } = question.tornadoOf;
  if (!plan.value.axes.keys[axis].includes(key))
    return refuse('unknown-answer', { path: 'tornadoOf.key', message: `${key} is no key of ${axis}` });
  if (!outlookYears.includes(year))
    return refuse('unknown-answer', { path: 'tornadoOf.year', message: `${year} is no year of the outlook` });
  const backtest = backtestOf(question.history);
  if (!backtest.ok) return backtest;
  const values = Float64Array.from(plan.value.assumptions, (one) => one.value);
  const tables = marketTables(plan.value, values, outlookYears, null);
  if (!tables.ok) return conflict(tables.detail as unknown as UnmetClaims);
  return ok({ plan: plan.value, ...tables.value, backtest: backtest.value });
}

function conflict({ claimed, shares }: UnmetClaims): Outcome<never, OutlookRefusal> {
  const { year } = claimed;
  const between = excludingClaims(shares, claimed);
  const told = between.map(({ id, axis, key, share }) => `${id} (${axis} ${key}: ${(100 * share).toFixed(2)} %)`);
  const message =
    between.length === 1
      ? `In ${year} ${told[0]} cannot be met: there is too little activity where it stands, or too much elsewhere`
      : `In ${year} these cannot be met together: ${told.join(', ')}`;
  const fault = between.length === 1 ? 'claim-unmet' : 'claims-exclude';
  const claims = between.map(({ axis, key, share }) => ({ axis, key, share }));
  return refuse('margins-conflict', { path: 'claims', fault, message, year, between: between.map(({ id }) => id), claims });
}

function backtestOf(history: readonly HistoryPoint[]): Outcome<HistoryBacktest | null, OutlookRefusal> {
  if (history.length === 0) return ok(null);
  for (const [at, { year, value }] of history.entries()) {
    const isNext = at === 0 || year === (history[at - 1]?.year ?? 0) + 1;
    if (!Number.isInteger(year) || !isNext)
      return refuse('bad-history', { path: `history[${at}].year`, message: 'Years follow one another without gaps' });
    if (!(value > 0 && Number.isFinite(value)))
      return refuse('bad-history', { path: `history[${at}].value`, message: 'A value is above 0' });
  }
  if (history.length < 6) return refuse('bad-history', { path: 'history', message: 'A back-test needs six years at least' });
  const { forecasts, scores } = trendBackTest(history.map(({ value }) => value));
  return ok({ from: history[0]?.year ?? 0, to: history.at(-1)?.year ?? 0, forecasts, methods: scores });
}

/** The outlook out of its preparation and its refits, which stand one after the other in their order. */
export function completedOutlook({ plan, shares, totals, backtest }: PreparedOutlook, refits: Float64Array, seed: string): Outlook {
  const series = seriesOf(plan.axes);
  const rounded = roundedTables(plan.axes, shares, totals);
  const margins = Object.fromEntries(outlookAxes.map((axis) => [axis, marginRows(plan, rounded, axis, { refits, series })])) as Record<
    OutlookAxis,
    readonly OutlookMargin[]
  >;
  const implied = compoundGrowth(totals[0] ?? 1, totals.at(-1) ?? 1, lastYear - firstYear);
  const added = plan.assumptions[plan.slots.defaultSiteYears]?.value ?? 0;
  const total = outlookYears.map((year, at) => {
    const value = (rounded.totals[at] ?? 0) / rounded.unit;
    const { median: _, ...intervals } = spread(refits, series, at * series.count, value);
    return { year, value, tag: totalTag(plan, year), ...intervals };
  });
  return {
    total,
    cagr: { published: publishedGrowth, implied },
    cells: cellRows(plan, rounded),
    margins,
    checks: outlookChecks({ plan, rounded, total, margins, implied, refits, series }),
    evidence: plan.evidence,
    assumptions: plan.assumptions.filter((one) => isUsed(plan, one, added)),
    conflicts: plan.conflicts,
    triangulation: plan.triangulation,
    tornado: { of: plan.question.tornadoOf, ...tornadoOf(plan, plan.question.tornadoOf) },
    elasticity: seedElasticity(plan.axes, shares[0] ?? new Float64Array(plan.axes.cells)),
    backtest,
    scenario: plan.question.scenario,
    kernel: outlookKernelVersion,
    seed,
  };
}

/**
 * The outlook. The same question and seed give the same bytes, and so does whoever makes the refits of `prepareOutlook` elsewhere and hands them to
 * `completedOutlook`. Refuses what cannot be, by its path in the question, and claims that exclude each other by their names.
 */
export function outlook(question: OutlookQuestion, seed: string): Outcome<Outlook, OutlookRefusal> {
  const prepared = prepareOutlook(question);
  if (!prepared.ok) return prepared;
  return ok(completedOutlook(prepared.value, refitBlock(prepared.value.plan, seed, 0, question.refits), seed));
}

function spread(refits: Float64Array, { count }: Series, place: number, value: number): Spread {
  const { median, interval50, interval80, interval95 } = spreadOf(refits, outlookYears.length * count, place, value);
  const both = ([lower, upper]: Spread['interval80']) => [atUnit(lower), atUnit(upper)] as const;
  return { median: atUnit(median), interval50: both(interval50), interval80: both(interval80), interval95: both(interval95) };
}

function totalTag({ assumptions, slots }: OutlookPlan, year: number): Tag {
  if (year === firstYear) return assumptions[slots.firstTotal]?.tag ?? 'modelled';
  return year === lastYear ? (assumptions[slots.lastTotal]?.tag ?? 'modelled') : 'modelled';
}

/** A share is what its activity is: counted in the first year, modelled after it, assumed where no registry speaks of it. */
function marginTag(plan: OutlookPlan, axis: OutlookAxis, key: string, year: number): Tag {
  const claim = plan.claims.find((one) => one.axis === axis && one.key === key && one.year === year);
  if (claim) return claim.sd === 0 ? claim.tag : 'modelled';
  if (plan.claims.length > 0) return 'modelled';
  if (axis === 'service' || !plan.counted) return 'assumed';
  const added = plan.assumptions[plan.slots.defaultSiteYears]?.value ?? 0;
  return year === firstYear && plan.counted.year === firstYear && added === 0 ? 'counted' : 'modelled';
}

function marginRows(
  plan: OutlookPlan,
  rounded: Rounded,
  axis: OutlookAxis,
  { refits, series }: { readonly refits: Float64Array; readonly series: Series },
): readonly OutlookMargin[] {
  const valueOf = (year: number, key: number) => (rounded.margins[axis][year]?.[key] ?? 0) / rounded.unit;
  return plan.axes.keys[axis].flatMap((key, place) => {
    const [first, last] = [valueOf(0, place), valueOf(outlookYears.length - 1, place)];
    const cagr = first > 0 && last > 0 ? compoundGrowth(first, last, lastYear - firstYear) : null;
    const region = axis === 'country' ? (plan.axes.countries[place]?.region ?? null) : null;
    return outlookYears.map((year, at) => {
      const value = valueOf(at, place);
      const share = value / ((rounded.totals[at] ?? 1) / rounded.unit);
      const { median, ...intervals } = spread(refits, series, at * series.count + series.start[axis] + place, value);
      return { key, region, year, value, share, cagr, median, ...intervals, tag: marginTag(plan, axis, key, year) };
    });
  });
}

function cellRows({ axes }: OutlookPlan, rounded: Rounded): readonly OutlookCell[] {
  const count = axes.countries.length;
  const rows: OutlookCell[] = [];
  for (const [at, cells] of rounded.cells.entries()) {
    let cell = 0;
    for (const service of services)
      for (const area of areas)
        for (const phase of phases)
          for (let place = 0; place < count; place += 1, cell += 1) {
            const { key, region } = axes.countries[place] as (typeof axes.countries)[number];
            rows.push({
              service,
              area,
              phase,
              country: key,
              region,
              year: outlookYears[at] as number,
              value: (cells[cell] as number) / rounded.unit,
            });
          }
  }
  return rows;
}
