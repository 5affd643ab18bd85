// Forecasts from records to a sentence: what a day knew, the same bytes for the same input, and how good it was.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSite, sampleSites, sampleStartUps } from '../sample.ts';
import { canonicalText, dayNumber, forecastOf, hindrance, inputAt, judgedUntil, recordOf, sentenceOf } from '../rules.ts';

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
    const { fan, enrolled } = forecastOf(past, 'seed');
    const judged = judgedUntil(today, [{ asOf: '2025-11-01', enrolled, fan }], enrolledOn);
    expect(judged.map(({ daysAhead }) => daysAhead)).toEqual([30, 91]);
    expect(judged[0]?.actual).toBe(enrolledOn.filter((day) => day <= '2025-12-01').length);
    const sum = recordOf(judged.map((one) => ({ ...one, enrolled })));
    expect(sum).toMatchObject({ judged: 2, nearlyAll: 1 });
    expect(sum.accuracy).toBeGreaterThan(0.5);
    expect(recordOf([])).toMatchObject({ judged: 0, half: null, accuracy: null });
  });
});
