// Drift between looks: what opens a signal, what does not, and how seldom chance does.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { streamOf } from '#stats';
import { driftAlarmOf, driftTrend } from './drift.ts';
import { type PastLooks, evaluateLook } from './evaluation.ts';
import type { Count } from './figures.ts';
import { type Indicator, type IndicatorKey, indicatorOf } from './indicators.ts';
import { type KnownSignal, signalOpenings } from './openings.ts';

const day = civilDate('2026-12-31');
const MONTHS = 12;
const asOf = (month: number) => `2026-${String(month + 1).padStart(2, '0')}-28`;

/** Twenty sites of one study: in each month so many of so many, after a first look that holds a year. */
interface Months {
  readonly key: IndicatorKey;
  readonly each: number;
  readonly usual: number;
  /** The rate of a site in a month. */
  readonly rateOf?: (site: number, month: number) => number;
  readonly seed?: number;
  /** Events come so many at a time. */
  readonly atOnce?: number;
}

function looksOf({ key, each, usual, rateOf = () => usual, seed = 1, atOnce = 1 }: Months) {
  const indicator = indicatorOf(key);
  const draw = (site: number, month: number, size: number) => {
    const random = streamOf(seed, 'months', key, site, month);
    const rate = rateOf(site, month);
    if (indicator.kind === 'rate') return atOnce * random.poisson((size * rate) / atOnce);
    return Array.from({ length: size }, () => (random.uniform() < rate ? 1 : 0)).reduce((sum: number, one) => sum + one, 0);
  };
  const counts = Array.from({ length: 20 }, (_, site): Count => {
    return { siteId: `s${site}`, studyId: 'A', personId: null, numerator: draw(site, 0, each * 12), denominator: each * 12 };
  });
  const looks = [evaluateLook(new Map<Indicator, readonly Count[]>([[indicator, counts]]))];
  const known = (upTo: number): PastLooks => ({
    site: (looks[0]?.results ?? []).flatMap(({ dimension, group }) =>
      dimension === 'site'
        ? [{ group, looks: looks.slice(0, upTo).map((look, month) => ({ asOf: asOf(month), figures: figuresOf(look, group.siteId) })) }]
        : [],
    ),
  });
  let now = counts;
  for (let month = 1; month < MONTHS; month += 1) {
    now = now.map((count, site) => ({
      ...count,
      numerator: count.numerator + draw(site, month, each),
      denominator: count.denominator + each,
    }));
    looks.push(evaluateLook(new Map<Indicator, readonly Count[]>([[indicator, now]]), known(month)));
  }
  return { indicator, looks, last: looks.at(-1) ?? looks[0]! };
}

const figuresOf = (look: ReturnType<typeof evaluateLook>, siteId: string) =>
  look.results.find(({ dimension, group }) => dimension === 'site' && group.siteId === siteId)?.figures ?? {};

const driftsAt = (look: ReturnType<typeof evaluateLook>) =>
  signalOpenings(look, [], day).filter(({ foundBy, dimension }) => foundBy === 'drift' && dimension === 'site');

describe('drift between looks', () => {
  // Places differ, and the one that doubles had few: at its new rate it lies within the limits of the others.
  const own = (site: number) => (site === 3 ? 0.12 : 0.2 * Math.exp(0.35 * streamOf(11, 'own', site).normal()));
  const doubled = (site: number, month: number) => own(site) * (site === 3 && month > 5 ? 2.3 : 1);
  const doubling = looksOf({ key: 'deviations', each: 60, usual: 0.2, rateOf: doubled });

  it('[K05, KRI-05] a place whose own rate doubles gets a signal that says since when, and what it itself led one to expect', () => {
    const opened = driftsAt(doubling.last);
    expect(opened.map(({ group, direction }) => [group.siteId, direction])).toEqual([['s3', 'high']]);
    expect(opened[0]).toMatchObject({ indicator: 'deviations', foundBy: 'drift', since: asOf(5) });
    const { numerator, denominator, expected, score, flag } = opened[0]!.figure;
    expect(denominator).toBe(6 * 60);
    expect([numerator > 80, expected > 35, expected < 60, score > 3, flag > 0]).toEqual([true, true, true, true, true]);
  });

  it('[K05, KRI-05] while a limit has a signal there, or a drift has, it gets no second one; what is told lower is told as a fall', () => {
    const known = (more: Partial<KnownSignal>): KnownSignal => ({
      indicator: 'deviations',
      dimension: 'site',
      siteId: 's3',
      studyId: null,
      direction: 'high',
      state: 'being-looked-at',
      flag: 2,
      closedOn: null,
      ...more,
    });
    const openedBeside = (signal: KnownSignal) => signalOpenings(doubling.last, [signal], day).filter(({ group }) => group.siteId === 's3');
    expect(openedBeside(known({}))).toEqual([]);
    expect(openedBeside(known({ dimension: 'study-site', studyId: 'A' }))).toEqual([]);
    expect(openedBeside(known({ direction: 'low' }))).toHaveLength(1);
    const ownEvents = (site: number) => 0.01 * Math.exp(0.5 * streamOf(12, 'own', site).normal());
    const falling = looksOf({
      key: 'adverse-events',
      each: 900,
      usual: 0.01,
      rateOf: (site, month) => (site === 7 ? (month > 3 ? 0.005 : 0.015) : ownEvents(site)),
    });
    expect(driftsAt(falling.last).map(({ group, direction }) => [group.siteId, direction])).toEqual([['s7', 'low']]);
  });

  it('[K05, KRI-03] a place that passes a limit and drifts as well gets one signal, that of the limit', () => {
    const { last } = looksOf({ key: 'deviations', each: 40, usual: 0.2, rateOf: (site, month) => (site === 3 && month > 3 ? 0.7 : 0.2) });
    expect(figuresOf(last, 's3').deviations?.drift?.q).toBeLessThan(0.01);
    const opened = signalOpenings(last, [], day).filter(({ group }) => group.siteId === 's3');
    expect(opened.map(({ foundBy, dimension }) => [foundBy, dimension])).toEqual([['limit', 'site']]);
  });

  it('[K05, KRI-05] a place that has always been different passes a limit and does not drift, and what is not watched for opens nothing', () => {
    const always = looksOf({ key: 'deviations', each: 40, usual: 0.2, rateOf: (site) => (site === 3 ? 0.5 : 0.2) });
    expect(signalOpenings(always.last, [], day).map(({ group, foundBy }) => [group.siteId, foundBy])).toEqual([['s3', 'limit']]);
    const fewer = looksOf({ key: 'out-of-window', each: 40, usual: 0.3, rateOf: (site, month) => (site === 3 && month > 5 ? 0.08 : 0.3) });
    expect(driftsAt(fewer.last).map(({ group }) => group.siteId)).not.toContain('s3');
  });

  it.each([
    ['deviations', 0.2, 0, 1],
    ['deviations', 0.2, 0.4, 1],
    ['deviations', 0.2, 0.4, 3],
    ['out-of-window', 0.05, 0, 1],
    ['screen-failures', 0.3, 0.3, 1],
    ['screen-failures', 0.8, 0, 1],
  ] as const)(
    '[K05, KRI-06] where nothing drifts, %s around %f that differ by %f between places, %i at once, open a signal in hardly any year',
    (key, usual, spread, atOnce) => {
      const ownOf = (site: number, seed: number) => Math.min(0.95, usual * Math.exp(spread * streamOf(seed, 'own', site).normal()));
      const years = Array.from({ length: 10 }, (_, seed) =>
        looksOf({ key, each: 30, usual, seed, atOnce, rateOf: (site) => ownOf(site, seed) }),
      );
      const wrong = years.filter(({ looks }) => looks.some((look) => driftsAt(look).length > 0)).length;
      expect(wrong).toBeLessThanOrEqual(2);
    },
  );

  it('[K05] shares that rise are found at every level, up to where twice as many is impossible', () => {
    for (const [usual, risen] of [
      [0.05, 0.15],
      [0.3, 0.55],
      [0.8, 0.96],
    ] as const) {
      const rateOf = (site: number, month: number) => (site === 3 && month > 3 ? risen : usual);
      const { last } = looksOf({ key: 'screen-failures', each: 60, usual, rateOf });
      const drift = figuresOf(last, 's3')['screen-failures']?.drift;
      expect(drift, `from ${usual}`).toMatchObject({ direction: 'high', since: asOf(3) });
      expect(drift?.q, `from ${usual}`).toBeLessThan(0.05);
    }
  });

  it('[K05] the trend shows the sums that the signal was opened by, beside the alarm of its look', () => {
    const { indicator, looks, last } = doubling;
    const figures = looks.map((look, month) => ({ ...figuresOf(look, 's3').deviations!, asOf: asOf(month) }));
    const comparison = last.summary.comparisons.find(({ dimension }) => dimension === 'site')!;
    const seen = { prior: comparison.prior!, dispersion: comparison.dispersion! };
    const trend = driftTrend(indicator, figures, seen);
    expect(trend.at(-1)?.drift.high).toBeCloseTo(figures.at(-1)!.drift!.sum, 12);
    const alarm = driftAlarmOf(indicator, figures, seen, last.summary.driftAt.site) ?? 0;
    expect((trend.at(-1)?.drift.high ?? 0) > alarm).toBe(true);
    expect(trend.slice(0, 6).every(({ drift }) => (drift.high ?? 0) < alarm)).toBe(true);
    expect(trend[0]?.added).toEqual({ numerator: 0, expected: 0 });
    expect(driftTrend(indicatorOf('out-of-window'), figures, null)[1]?.drift).toEqual({ high: null, low: null });
    expect(driftAlarmOf(indicator, figures.slice(0, 1), seen, 0.01)).toBeNull();
  });

  it('[K05] the first look has nothing to drift from, and the same looks give the same bytes', () => {
    expect(figuresOf(doubling.looks[0]!, 's3').deviations?.drift).toBeNull();
    expect(doubling.looks[0]!.summary.driftAt).toEqual({});
    const again = looksOf({ key: 'deviations', each: 60, usual: 0.2, rateOf: doubled });
    expect(JSON.stringify(again.last)).toBe(JSON.stringify(doubling.last));
  });
});
