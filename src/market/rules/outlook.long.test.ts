// The outlook: published totals to the unit, parts that add up, activity that was counted, ranks, intervals and a history.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityOf, checkOf, claim, made, refused, row, rowOf, shareOf, units } from '../../../tests/support/outlooks.ts';
import { defaultAssumptions } from './default-assumptions.ts';
import { type AssumptionChange, outlookAxes } from './outlook-types.ts';

describe('[MKT-40] the totals', () => {
  it('are exactly as published at both ends, and follow the growth that meets both between them', () => {
    const { total, cagr } = made();
    expect(total.map(({ year, value, tag }) => [year, value, tag])).toEqual([
      [2025, 6_710, 'published'],
      [2026, 7_088.958, 'modelled'],
      [2027, 7_489.317, 'modelled'],
      [2028, 7_912.288, 'modelled'],
      [2029, 8_359.146, 'modelled'],
      [2030, 8_831.242, 'modelled'],
      [2031, 9_330, 'published'],
    ]);
    expect(cagr.published).toBe(0.0565);
    expect(cagr.implied).toBeCloseTo(0.056477, 6);
  });

  it('grow at different rates by segment, and still compound to the published total', () => {
    const { margins, total } = made();
    for (const axis of outlookAxes) {
      const rates = new Set(margins[axis].map(({ cagr }) => cagr?.toFixed(4)));
      expect(rates.size).toBeGreaterThan(3);
      const last = margins[axis].filter(({ year }) => year === 2025);
      const grown = last.reduce((sum, { value, cagr }) => sum + value * (1 + (cagr ?? 0)) ** 6, 0);
      expect(grown).toBeCloseTo(total.at(-1)?.value ?? 0, 6);
    }
  });
});

describe('[MKT-41] what is shown', () => {
  it('adds up in every year, cell by cell, whatever is assumed and counted', () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: defaultAssumptions.length - 1 }), fc.double({ min: 0.2, max: 3, noNaN: true })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(changes, fc.nat(), fc.boolean(), (drawn, seed, withRegistry) => {
        const factors = new Map(drawn.map(([at, factor]) => [defaultAssumptions[at], factor]));
        const changed = [...factors].flatMap(([one, factor]): AssumptionChange[] =>
          one && !/^frame\.correlation|Observation/.test(one.id) ? [{ id: one.id, value: one.value * factor }] : [],
        );
        const { total, cells, margins, checks } = made({ changes: changed, activity: withRegistry ? activityOf(seed) : [] });
        for (const [at, { year, value }] of total.entries()) {
          const own = cells.filter((cell) => cell.year === year);
          expect(units(own.reduce((sum, cell) => sum + cell.value, 0))).toBe(units(value));
          for (const axis of outlookAxes) {
            const sums = new Map<string, number>();
            for (const cell of own) sums.set(cell[axis], (sums.get(cell[axis]) ?? 0) + units(cell.value));
            for (const { key, value: part } of margins[axis].filter((one) => one.year === year)) expect(units(part)).toBe(sums.get(key));
            expect([...sums.values()].reduce((sum, part) => sum + part, 0)).toBe(units(total[at]?.value ?? 0));
          }
        }
        expect(cells.every(({ value }) => value >= 0)).toBe(true);
        expect(checks.filter(({ name, ok }) => /add to|below nothing/.test(name) && !ok)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('has a cell for every service, area, phase and country, and a region for every country', () => {
    const { cells, margins } = made();
    expect(cells).toHaveLength(5 * 6 * 5 * 24 * 7);
    expect(margins.country).toHaveLength(24 * 7);
    expect(rowOf(made(), 'country', 'KR', 2030)?.region).toBe('Asia Pacific');
  });
});

describe('[MKT-42] without a registry file', () => {
  it('every share is tagged assumed, and every assumption says where it comes from', () => {
    const { margins, assumptions } = made();
    expect(new Set(outlookAxes.flatMap((axis) => margins[axis].map(({ tag }) => tag)))).toEqual(new Set(['assumed']));
    expect(assumptions.filter(({ reason, asOf, unit }) => reason.length < 20 || asOf === '' || unit === '')).toEqual([]);
    expect(assumptions.filter(({ tag }) => tag === 'published').map(({ id }) => id)).toEqual(['frame.total.2025', 'frame.total.2031']);
  });

  it('services and activity stand as their shares are assumed', () => {
    const whole = made();
    expect(shareOf(whole, 'service', 'Monitoring', 2025)).toBeCloseTo(0.22, 5);
    const level = [...defaultAssumptions].flatMap(({ id }) => (id.startsWith('price.') ? [{ id, value: 1 }] : []));
    expect(shareOf(made({ changes: level }), 'area', 'Oncology', 2025)).toBeCloseTo(0.28, 5);
    expect(shareOf(made({ changes: level }), 'phase', 'II', 2025)).toBeCloseTo(0.27, 5);
  });
});

describe('[MKT-43] a registry file', () => {
  it('is the activity: its site-years at their prices are the shares', () => {
    const whole = made({ activity: [row('US', 30), row('DE', 40), row('CN', 10, { phase: 'II', area: 'CNS' })] });
    const [us, de, cn] = [30 * 1, 40 * 0.8, 10 * 0.4 * 1.2];
    expect(shareOf(whole, 'country', 'DE', 2025)).toBeCloseTo(de / (us + de + cn), 5);
    expect(shareOf(whole, 'area', 'CNS', 2025)).toBeCloseTo(cn / (us + de + cn), 5);
    expect(rowOf(whole, 'country', 'DE', 2025)?.tag).toBe('counted');
    expect(rowOf(whole, 'country', 'DE', 2026)?.tag).toBe('modelled');
    expect(rowOf(whole, 'service', 'Others', 2025)?.tag).toBe('assumed');
    expect(whole.assumptions.some(({ id }) => id.startsWith('activity.country.'))).toBe(false);
  });

  it('keeps what has no known country under a key of its own', () => {
    const whole = made({ activity: [row('US', 30), row('Unknown', 10), row('PL', 5), row('Others (Europe)', 5)] });
    expect(shareOf(whole, 'country', 'Unknown', 2025)).toBeCloseTo(6 / (30 + 6 + 5), 5);
    expect(rowOf(whole, 'region', 'Unknown', 2031)?.value).toBeGreaterThan(0);
    expect(rowOf(whole, 'country', 'Others (Europe)', 2025)?.value).toBeGreaterThan(0);
    expect(shareOf(made({ activity: [row('US', 1)] }), 'region', 'Unknown', 2025)).toBeNaN();
  });

  it('counts in the year nearest to the first one, and is never taken for it', () => {
    const whole = made({ activity: [row('US', 30, { year: 2022 }), row('DE', 40, { year: 2019 }), row('FR', 5, { year: 2028 })] });
    expect(shareOf(whole, 'country', 'US', 2025)).toBe(1);
    expect(rowOf(whole, 'country', 'US', 2025)?.tag).toBe('modelled');
    expect(checkOf(whole, 'every share says what it stands on')?.detail).toContain('2022');
  });

  it('with a history pools its growth with what is assumed', () => {
    const years = Array.from({ length: 8 }, (_, at) => 2018 + at);
    const activity = years.flatMap((year, t) => [
      row('US', 200 * Math.exp(-0.04 * t), { year }),
      row('US', 200 * Math.exp(0.04 * t), { year, area: 'CNS' }),
    ]);
    const whole = made({ activity });
    const growth = whole.assumptions.find(({ id }) => id === 'growth.area.CNS');
    expect(growth?.tag).toBe('modelled');
    expect(growth?.reason).toContain('2018 to 2025');
    expect(rowOf(whole, 'area', 'CNS', 2031)?.cagr ?? 0).toBeGreaterThan(rowOf(whole, 'area', 'Oncology', 2031)?.cagr ?? 1);
    expect(checkOf(whole, 'Oncology is the fastest growing area')?.ok).toBe(false);
    const byHand = made({ activity, changes: [{ id: 'growth.area.CNS', value: 0.004 }] });
    expect(byHand.assumptions.find(({ id }) => id === 'growth.area.CNS')).toMatchObject({ value: 0.004, tag: 'assumed' });
  });

  it.each([
    ['activity[1].country', row('Atlantis', 1)],
    ['activity[1].phase', row('US', 1, { phase: 'V' as 'I' })],
    ['activity[1].area', row('US', 1, { area: 'Hearts' as 'CNS' })],
    ['activity[1].year', row('US', 1, { year: 2025.5 })],
    ['activity[1].siteYears', row('US', -1)],
  ])('refuses what cannot be placed, at %s', (path, bad) => {
    expect(refused({ activity: [row('US', 1), bad] })).toMatchObject({ refusal: 'bad-activity', detail: { path } });
  });

  it('refuses rows without a single site-year', () => {
    expect(refused({ activity: [row('US', 0)] })).toMatchObject({ refusal: 'bad-activity', detail: { path: 'activity' } });
  });
});

describe('[MKT-44] published ranks', () => {
  it('hold on the shipped assumptions, and say in how many refits', () => {
    const whole = made({ refits: 40 });
    expect(checkOf(whole, 'North America is the largest region')).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/in \d+\.\d % of the refits/),
    });
    expect(checkOf(whole, 'Oncology is the fastest growing area')?.ok).toBe(true);
  });

  it('are said not to hold where the evidence contradicts them', () => {
    const whole = made({ activity: [row('US', 10), row('CN', 90)], refits: 20 });
    const check = checkOf(whole, 'North America is the largest region');
    expect(check).toMatchObject({ ok: false, detail: expect.stringContaining('Asia Pacific is ahead') });
    const none = made({ activity: [row('US', 10, { area: 'CNS' })] });
    expect(checkOf(none, 'Oncology is the fastest growing area')?.ok).toBe(false);
  });
});

describe('[MKT-46] intervals', () => {
  it('are the same bytes for the same question and seed, and others for another seed', () => {
    const question = { refits: 30, claims: [claim('Europe', { share: 0.3, sd: 0.1 })] };
    expect(JSON.stringify(made(question))).toBe(JSON.stringify(made(question)));
    expect(JSON.stringify(made(question))).not.toBe(JSON.stringify(made(question, 'another')));
  });

  it('lie in each other, around a total that is as unsure as its source is said to be', () => {
    const { total, margins } = made({ refits: 1_000 });
    for (const { interval50, interval80, interval95 } of [...total, ...margins.area, ...margins.region]) {
      expect(interval95[0]).toBeLessThanOrEqual(interval80[0]);
      expect(interval80[0]).toBeLessThanOrEqual(interval50[0]);
      expect(interval50[1]).toBeLessThanOrEqual(interval80[1]);
      expect(interval80[1]).toBeLessThanOrEqual(interval95[1]);
    }
    // 80 % of a logarithm with standard deviation 0.1, as assumed of the published total; a thousand draws tell it to a few hundredths.
    expect(Math.log((total[0]?.interval80[1] ?? 0) / 6_710)).toBeCloseTo(0.128, 1.5);
    expect(Math.log((total.at(-1)?.interval80[1] ?? 0) / 9_330)).toBeCloseTo(0.192, 1.5);
  });

  it('are wider where the activity was counted from less', () => {
    const width = (scale: number) => {
      const activity = activityOf(5).map((one) => ({ ...one, siteYears: scale * one.siteYears }));
      const one = rowOf(made({ activity, refits: 200 }), 'area', 'CNS', 2025);
      return Math.log((one?.interval80[1] ?? 0) / (one?.interval80[0] ?? 1));
    };
    expect(width(0.1)).toBeGreaterThan(1.5 * width(100));
  });

  it('are points without refits', () => {
    expect(made().total[0]).toMatchObject({ value: 6_710, interval80: [6_710, 6_710] });
  });
});

describe('[MKT-52] a history', () => {
  it('is forecast from its own past by both methods', () => {
    const history = Array.from({ length: 12 }, (_, at) => ({ year: 2014 + at, value: 100 * 1.05 ** at * (1 + (at % 3) / 100) }));
    expect(made({ history }).backtest).toMatchObject({ from: 2014, to: 2025, methods: [{ ratio: 1 }, { method: 'log-linear-trend' }] });
    expect(made().backtest).toBeNull();
  });

  it('with a gap, a nothing or too few years is refused by its place', () => {
    const years = (list: readonly number[]) => list.map((year) => ({ year, value: 5 }));
    expect(refused({ history: years([2018, 2019, 2021]) })).toMatchObject({ refusal: 'bad-history', detail: { path: 'history[2].year' } });
    expect(refused({ history: [{ year: 2018, value: 0 }] })).toMatchObject({
      refusal: 'bad-history',
      detail: { path: 'history[0].value' },
    });
    expect(refused({ history: years([2018, 2019, 2020]) })).toMatchObject({ refusal: 'bad-history', detail: { path: 'history' } });
  });
});

it('[MKT-46] every year of the outlook is made', () => {
  expect(made().total.map(({ year }) => year)).toEqual([2025, 2026, 2027, 2028, 2029, 2030, 2031]);
});
