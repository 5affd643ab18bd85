// Forecasts from records to a sentence: what a day knew, the same bytes for the same input, and how good it was.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSite, sampleSites, sampleStartUps } from '../sample.ts';
import {
  type Judged,
  type SiteRecord,
  canonicalText,
  dayNumber,
  forecastOf,
  hindrance,
  inputAt,
  judgedUntil,
  recordOf,
  rightMissOfWidth,
  sentenceOf,
  weeklyCounts,
} from '../rules.ts';

const today = '2026-03-01';
const input = inputAt(today, sampleSites, sampleStartUps);

describe('the records of a day', () => {
  it('[FC-01] nothing that happened later is known, and who was not chosen yet is not there', () => {
    const past = inputAt('2025-06-30', sampleSites, sampleStartUps);
    expect(past.sites.map(({ number, openedOn }) => [number, openedOn])).toEqual([
      ['101', '2025-03-03'],
      ['102', '2025-04-02'],
      ['103', '2025-05-02'],
      ['104', null],
    ]);
    expect(past.sites.flatMap(({ enrolledOn }) => enrolledOn).every((day) => day <= '2025-06-30')).toBe(true);
    expect(past.startUps).toHaveLength(11);
    expect(past.startUps.filter(({ opened }) => !opened)).toEqual([{ days: 28, opened: false }]);
  });

  it('[FC-01] [I06] a day knows the target and the planned day that stood then, and none of a site that was not chosen yet', () => {
    const plans = [
      { from: '2025-03-01', target: 10, plannedTo: '2026-03-31' },
      { from: '2025-08-01', target: 16, plannedTo: '2026-03-31' },
      { from: '2025-11-15', target: 30, plannedTo: '2026-12-31' },
    ];
    const planned = (asOf: string, of: Partial<SiteRecord> = {}) => {
      const { target, plannedTo } = inputAt(asOf, [{ ...sampleSite(1, 0, 21), plans, ...of }], []);
      return [target, plannedTo];
    };
    expect(['2025-07-31', '2025-08-01', '2025-11-14', today].map((day) => planned(day)[0])).toEqual([10, 16, 16, 30]);
    expect([planned('2025-11-14')[1], planned(today)[1]]).toEqual(['2026-03-31', '2026-12-31']);
    // Taken over in November, with an opening in March: for the days before, its first words count.
    const taken = { plans: plans.slice(2) };
    expect(planned('2025-08-01', taken)).toEqual([30, '2026-12-31']);
    const later = { plans: plans.slice(2), selectedOn: '2026-01-12', openedOn: null, enrolledOn: [] };
    expect([planned('2025-10-01', later), planned('2025-12-01', later)[0]]).toEqual([[null, null], 30]);
  });

  it('[FC-01] a pause is no exposure, and a closed site enrols nobody from the day of the step', () => {
    const paused = {
      ...sampleSite(1, 0, 21),
      steps: [
        { from: 'active-recruiting' as const, to: 'on-hold' as const, on: '2025-04-01' },
        { from: 'on-hold' as const, to: 'active-recruiting' as const, on: '2025-05-01' },
      ],
    };
    const stop = { from: 'active-recruiting' as const, to: 'active-not-recruiting' as const, on: '2025-12-01' };
    const closed = { ...sampleSite(2, 0, 21), status: 'active-not-recruiting' as const, steps: [stop] };
    const [one, other] = inputAt(today, [paused, closed], []).sites;
    expect(one).toMatchObject({ exposureDays: dayNumber(today) - dayNumber('2025-03-03') - 30, closesOn: null });
    expect(other).toMatchObject({ closesOn: '2025-12-01', exposureDays: null });
    expect(inputAt('2025-11-30', [closed], []).sites[0]).toMatchObject({ closesOn: null });
    expect(inputAt('2025-04-15', [paused], []).sites[0]).toMatchObject({ closesOn: '2025-04-01' });
  });

  it('[FC-01] a site that was given up without opening is no site of the study', () => {
    const given = { ...sampleSite(1, 0, 30), status: 'withdrawn' as const, openedOn: null, enrolledOn: [] };
    expect(inputAt(today, [given], []).sites).toEqual([]);
    expect(hindrance(inputAt(today, [given], []))).toBe('no-site-open');
  });
});

describe('a forecast', () => {
  it('[FC-02] the same input and seed give the same bytes, and the stored text gives them again', () => {
    const first = canonicalText(forecastOf(input, 'seed'));
    const again = canonicalText(forecastOf(JSON.parse(canonicalText(input)) as typeof input, 'seed'));
    expect(again).toBe(first);
    expect(canonicalText(JSON.parse(first))).toBe(first);
  });

  it('[FC-03] quantiles are in order, never fall, and begin at what is enrolled', () => {
    const { fan, enrolled, finish } = forecastOf(input, 'seed');
    expect(fan[0]).toMatchObject({ date: today, q025: enrolled, q975: enrolled });
    for (const [at, point] of fan.entries()) {
      const { q025, q10, q25, q50, q75, q90, q975 } = point;
      expect([q025, q10, q25, q50, q75, q90, q975]).toEqual([q025, q10, q25, q50, q75, q90, q975].toSorted((a, b) => a - b));
      expect(point.q50).toBeGreaterThanOrEqual(fan[at - 1]?.q50 ?? 0);
    }
    expect(finish?.q10 && finish.q50 && finish.q10 <= finish.q50).toBe(true);
    expect(fan.map(({ date }) => date)).toEqual(expect.arrayContaining(['2026-03-31', '2026-05-31', '2026-08-30', '2026-09-30']));
  });

  it('[FC-04] the sentence names the day, the chance, the delay and the part of the sites that are not open', () => {
    const said = sentenceOf(forecastOf(input, 'seed'));
    expect(said).toMatchObject({ kind: 'likely', plannedTo: '2026-09-30', waiting: 1 });
    if (said.kind !== 'likely') throw new Error('no day');
    expect(said.weeksLate).toBe(Math.round((dayNumber(said.on) - dayNumber('2026-09-30')) / 7));
    expect(said.byPlanned).toBeGreaterThan(0);
    expect(said.waitingShare).toBeGreaterThan(0);
    expect(sentenceOf(forecastOf({ ...input, target: null }, 'seed'))).toEqual({
      kind: 'open-ended',
      enrolled: forecastOf(input, 'seed').enrolled,
    });
    expect(sentenceOf(forecastOf({ ...input, target: 10 }, 'seed'))).toEqual({ kind: 'done', target: 10 });
  });

  it('[FC-03] any small history is answered in finite numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 3, max: 400 })), { minLength: 1, maxLength: 6 }),
        (sites) => {
          const some = inputAt(
            today,
            sites.map(([after, every], at) => sampleSite(at + 1, after, every)),
            sampleStartUps,
          );
          if (hindrance(some) !== null) return;
          const { fan, rates, finish } = forecastOf(some, 'seed');
          expect(fan.every((point) => Object.values(point).every((value) => typeof value === 'string' || Number.isInteger(value)))).toBe(
            true,
          );
          expect([rates.alpha, rates.meanPerMonth, finish?.pNever].every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('how good forecasts were', () => {
  it('[FC-07] a forecast is held against the enrolments of its days, and those that have not come are not judged', () => {
    const enrolledOn = sampleSites.flatMap((site) => site.enrolledOn).toSorted();
    const past = inputAt('2025-11-01', sampleSites, sampleStartUps);
    const { fan } = forecastOf(past, 'seed');
    const judged = judgedUntil(today, [{ asOf: '2025-11-01', fan }], enrolledOn);
    expect(judged.map(({ daysAhead }) => daysAhead)).toEqual([30, 91]);
    expect(judged[0]?.actual).toBe(enrolledOn.filter((day) => day <= '2025-12-01').length);
    expect(recordOf(judged)).toMatchObject({ judged: 2, nearlyAll: 1 });
    expect(recordOf([])).toMatchObject({ judged: 0, half: null, meanExcess: null, missOfWidth: null });
  });

  it('[FC-07] [I06] a miss is told in participants, to which side, and by the width of the interval, however few came', () => {
    const one = (actual: number, q50: number, low: number, high: number): Judged => ({
      asOf: '2026-01-01',
      date: '2026-01-31',
      daysAhead: 30,
      actual,
      q50,
      low,
      high,
      covered: { half: false, most: false, nearlyAll: true },
    });
    expect(recordOf([one(1, 4, 2, 6), one(3, 4, 2, 6)])).toMatchObject({ meanMiss: 2, meanExcess: -2, missOfWidth: 0.5 });
    expect(recordOf([one(5, 4, 2, 6), one(3, 4, 2, 6)])).toMatchObject({ meanMiss: 1, meanExcess: 0, missOfWidth: 0.25 });
    expect(recordOf([one(4, 4, 4, 4)])).toMatchObject({ meanMiss: 0, missOfWidth: null });
    expect(rightMissOfWidth).toBeCloseTo(0.3113, 4);
  });

  it('[FC-07] what came is counted week by week, up to the last day', () => {
    expect(weeklyCounts(['2026-01-01', '2026-01-05', '2026-01-15', '2026-01-16'], '2026-01-01', '2026-01-18')).toEqual([
      { date: '2026-01-01', enrolled: 1 },
      { date: '2026-01-08', enrolled: 2 },
      { date: '2026-01-15', enrolled: 3 },
      { date: '2026-01-18', enrolled: 4 },
    ]);
    expect(weeklyCounts([], '2026-01-01', '2026-01-01')).toEqual([{ date: '2026-01-01', enrolled: 0 }]);
  });
});
