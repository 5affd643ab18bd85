// The outlook: published totals to the unit, parts that add up, claims that pull or exclude each other, and evidence that is not hidden.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamOf } from '#stats';
import { defaultAssumptions } from './default-assumptions.ts';
import { comparedOutlooks } from './outlook-comparison.ts';
import { outlookYears } from './outlook-frame.ts';
import {
  type ActivityRow,
  type AssumptionChange,
  type EvidenceRecord,
  type MarginClaim,
  type Outlook,
  type OutlookAxis,
  type OutlookQuestion,
  outlookAxes,
} from './outlook-types.ts';
import { outlook, shippedQuestion } from './outlook.ts';
import { publishedFrame } from './published-frame.ts';
import { shippedScenarios } from './scenarios.ts';
import { areas, marketCountries, phases } from './taxonomy.ts';

function made(question: Partial<OutlookQuestion> = {}, seed = 'seed'): Outlook {
  const outcome = outlook({ ...shippedQuestion, refits: 0, ...question }, seed);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

const refused = (question: Partial<OutlookQuestion>) => outlook({ ...shippedQuestion, refits: 0, ...question }, 'seed');
const rowOf = ({ margins }: Outlook, axis: OutlookAxis, key: string, year: number) =>
  margins[axis].find((row) => row.key === key && row.year === year);
const shareOf = (from: Outlook, axis: OutlookAxis, key: string, year: number) => rowOf(from, axis, key, year)?.share ?? Number.NaN;
const checkOf = ({ checks }: Outlook, name: string) => checks.find((one) => one.name === name);
const units = (value: number) => Math.round(value * 1_000);

/** Site-years of one year, from a seed; some cells and countries have none. */
function activityOf(seed: number, year = 2025, cells = 120): ActivityRow[] {
  const stream = streamOf(seed, 'activity');
  const pick = <T>(from: readonly T[]) => from[Math.floor(stream.uniform() * from.length)] as T;
  const places = [...marketCountries.map(({ key }) => key), 'Unknown', 'PL'];
  return Array.from({ length: cells }, () => {
    return { country: pick(places), phase: pick(phases), area: pick(areas), year, siteYears: 20 * stream.uniform() };
  });
}

const row = (country: string, siteYears: number, more: Partial<ActivityRow> = {}): ActivityRow => {
  return { country, phase: 'III', area: 'Oncology', year: 2025, siteYears, ...more };
};
const claim = (key: string, more: Partial<MarginClaim>): MarginClaim => {
  return { id: key.toLowerCase(), axis: 'region', key, year: 2025, sd: 0, tag: 'published', reason: 'somebody’s figure', ...more };
};
const evidence = (record: Partial<EvidenceRecord>): EvidenceRecord => {
  return { ...(publishedFrame[0] as EvidenceRecord), id: 'another', source: 'another source', ...record };
};

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

describe('[MKT-45] claims about shares', () => {
  it('that are certain are met exactly, in their year and from there on', () => {
    const whole = made({ claims: [claim('Europe', { share: 0.4 }), claim('CNS', { axis: 'area', value: 2_000, year: 2028 })] });
    expect(shareOf(whole, 'region', 'Europe', 2025)).toBeCloseTo(0.4, 5);
    expect(rowOf(whole, 'area', 'CNS', 2028)?.value).toBeCloseTo(2_000, 2);
    expect(shareOf(whole, 'region', 'Europe', 2028)).toBeGreaterThan(0.38);
    expect(rowOf(whole, 'region', 'Europe', 2025)?.tag).toBe('published');
    expect(whole.checks.filter(({ name }) => name.startsWith('claim ')).map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('with a spread pull, and it is told how far they were met', () => {
    const free = shareOf(made(), 'region', 'Europe', 2025);
    const pulled = made({ claims: [claim('Europe', { share: 0.6, sd: 0.3 })] });
    const share = shareOf(pulled, 'region', 'Europe', 2025);
    expect(share).toBeGreaterThan(free + 0.02);
    expect(share).toBeLessThan(0.6);
    expect(checkOf(pulled, 'claim europe is met')).toMatchObject({ ok: false });
    const surer = shareOf(made({ claims: [claim('Europe', { share: 0.6, sd: 0.1 })] }), 'region', 'Europe', 2025);
    expect(surer).toBeGreaterThan(share);
  });

  it('that are certain are met in every refit, also where hardly anything was counted', () => {
    const activity = [row('US', 50), row('DE', 0.001)];
    const whole = made({ activity, claims: [claim('Europe', { share: 0.3 })], refits: 60 });
    const { interval95, value } = rowOf(whole, 'region', 'Europe', 2025) ?? { interval95: [0, 0], value: 0 };
    const total = whole.total[0];
    expect([interval95[0] / value, interval95[1] / value]).toEqual(
      [0, 1].map((end) => expect.closeTo((total?.interval95[end] ?? 0) / 6_710, 3)),
    );
  });

  it('that exclude each other are refused by name, without those that have no part in it', () => {
    const claims = [claim('North America', { share: 0.7 }), claim('Asia Pacific', { share: 0.1 }), claim('Europe', { share: 0.4 })];
    expect(refused({ claims })).toMatchObject({
      refusal: 'margins-conflict',
      detail: { year: 2025, between: ['north america', 'europe'] },
    });
    const region = refused({ claims: [claim('Europe', { share: 0.2 }), claim('DE', { axis: 'country', share: 0.3 })] });
    expect(region).toMatchObject({ refusal: 'margins-conflict', detail: { between: ['europe', 'de'] } });
    const nothingThere = refused({ activity: [row('US', 5)], claims: [claim('Europe', { share: 0.2 })] });
    expect(nothingThere).toMatchObject({ refusal: 'margins-conflict', detail: { between: ['europe'] } });
  });

  it('published with a spread are claims; without one they are told alone', () => {
    const share = {
      kind: 'share',
      quantity: 'share',
      value: 60,
      unit: '%',
      year: 2025,
      segment: { axis: 'region', key: 'Europe' },
    } as const;
    const free = shareOf(made({ evidence: [evidence(share)] }), 'region', 'Europe', 2025);
    expect(shareOf(made({ evidence: [evidence({ ...share, sd: 0.1 })] }), 'region', 'Europe', 2025)).toBeGreaterThan(free + 0.1);
  });

  it.each([
    ['claims[0].key', claim('Narnia', { share: 0.1 })],
    ['claims[0].year', claim('Europe', { share: 0.1, year: 2040 })],
    ['claims[0].share', claim('Europe', {})],
    ['claims[0].share', claim('Europe', { share: 1.2 })],
    ['claims[0].value', claim('Europe', { value: -1 })],
    ['claims[0].sd', claim('Europe', { share: 0.1, sd: -1 })],
  ])('that say nothing are refused at %s', (path, bad) => {
    expect(refused({ claims: [bad] })).toMatchObject({ refusal: 'bad-assumptions', detail: { path } });
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

describe('[MKT-47] scenarios', () => {
  it('change what they name, one upon the other, and stand beside what is', () => {
    const scenario = {
      name: 'more',
      reason: 'to see',
      changes: [
        { id: 'frame.total.2031', value: 9_000 },
        { id: 'frame.total.2031', factor: 1.1 },
      ],
    };
    const whole = made({ scenario });
    expect(whole.total.at(-1)).toMatchObject({ value: 9_900, tag: 'assumed' });
    expect(whole.total[0]).toMatchObject({ value: 6_710, tag: 'published' });
    expect(checkOf(whole, 'total 2031 is as published')?.ok).toBe(false);
    const rows = comparedOutlooks([made(), whole]);
    expect(rows.find(({ axis, year }) => axis === 'total' && year === 2031)?.values).toEqual([9_330, 9_900]);
    expect(rows).toHaveLength(7 * (1 + 5 + 6 + 5 + 5 + 24));
  });

  it('that ship can all be made, and move something', () => {
    for (const scenario of shippedScenarios) {
      const rows = comparedOutlooks([made(), made({ scenario })]);
      expect(rows.some(({ values: [one, other] }) => Math.abs((one ?? 0) - (other ?? 0)) > 10)).toBe(true);
    }
  });

  it('that name no assumption are refused by their place', () => {
    const scenario = {
      name: 'bad',
      reason: 'x',
      changes: [
        { id: 'growth.area.Oncology', add: 0.01 },
        { id: 'nothing', value: 1 },
      ],
    };
    expect(refused({ scenario })).toMatchObject({ refusal: 'bad-assumptions', detail: { path: 'scenario.changes[1].id' } });
  });
});

describe('[MKT-48] what an answer depends on', () => {
  it('is told by assumption, the widest first: what it becomes at the ends of their spread', () => {
    const { tornado } = made({ tornadoOf: { axis: 'region', key: 'Europe', year: 2031 } });
    const widths = tornado.bars.map(({ answerAtLow, answerAtHigh }) => Math.abs(answerAtHigh - answerAtLow));
    expect(widths).toEqual(widths.toSorted((one, other) => other - one));
    const prices = tornado.bars.find(({ id }) => id === 'price.country.US');
    expect((prices?.answerAtLow ?? 0) - (prices?.answerAtHigh ?? 0)).toBeGreaterThan(50);
    const bar = tornado.bars[1];
    const again = made({ changes: [{ id: bar?.id ?? '', value: bar?.high ?? 0 }] });
    expect(rowOf(again, 'region', 'Europe', 2031)?.value).toBeCloseTo(bar?.answerAtHigh ?? 0, 1);
    expect(refused({ tornadoOf: { axis: 'region', key: 'Mars', year: 2031 } })).toMatchObject({ refusal: 'unknown-answer' });
    expect(refused({ tornadoOf: { axis: 'region', key: 'Europe', year: 1999 } })).toMatchObject({ refusal: 'unknown-answer' });
  });

  it('tells how far pairs of keys lie from what margins alone would have', () => {
    const plain = made({ changes: defaultAssumptions.filter(({ id }) => /^mix\..*-/.test(id)).map(({ id }) => ({ id, value: 1 })) });
    for (const { largest } of plain.elasticity) expect(largest).toBeLessThan(1e-9);
    expect(made().elasticity.find(({ axes }) => axes.join() === 'area,phase')?.largest).toBeGreaterThan(0.3);
  });
});

describe('[MKT-49] evidence that contradicts itself', () => {
  it('is named, and another total makes the interval wider and leaves the total as published', () => {
    const other = evidence({ value: 8.1, unit: 'USD billion', sd: 0.1 });
    const [plain, whole] = [made({ refits: 200 }), made({ refits: 200, evidence: [other] })];
    expect(whole.conflicts).toMatchObject([
      { quantity: 'market-size', year: 2025, records: ['frame-size-2025', 'another'], values: [6_710, 8_100] },
    ]);
    expect(whole.total[0]?.value).toBe(6_710);
    const width = ({ total }: Outlook) => (total[0]?.interval80[1] ?? 0) - (total[0]?.interval80[0] ?? 0);
    expect(width(whole)).toBeGreaterThan(1.15 * width(plain));
    expect(whole.triangulation).toMatchObject([{ year: 2025, sources: [{ value: 6_710 }, { value: 8_100 }] }]);
    expect(checkOf(whole, 'evidence does not contradict itself')).toMatchObject({ ok: false });
  });

  it('that says the same in other units does not', () => {
    expect(made({ evidence: [evidence({ value: 6.71, unit: 'USD billion' })] }).conflicts).toEqual([]);
  });

  it('about ranks is held against the outlook record by record', () => {
    const rank = publishedFrame.find(({ quantity }) => quantity === 'largest-region') as EvidenceRecord;
    const whole = made({ evidence: [{ ...rank, id: 'another', value: 'Europe', segment: { axis: 'region', key: 'Europe' } }] });
    expect(whole.conflicts).toMatchObject([{ quantity: 'largest-region', values: ['North America', 'Europe'] }]);
    expect(checkOf(whole, 'Europe is the largest region')?.ok).toBe(false);
  });
});

describe('[MKT-50] assumptions', () => {
  it.each([
    ['changes[0].id', [{ id: 'price.moon', value: 1 }]],
    [
      'changes[1].id',
      [
        { id: 'service.Others', value: 1 },
        { id: 'service.Others', value: 2 },
      ],
    ],
    ['changes[0].value', [{ id: 'frame.total.2025', value: 0 }]],
    ['changes[0].value', [{ id: 'price.phase.I', value: Number.NaN }]],
    ['changes[0].value', [{ id: 'growth.area.CNS', value: 0.9 }]],
    ['changes[0].value', [{ id: 'frame.correlation', value: 2 }]],
    ['changes[0].sd', [{ id: 'price.phase.I', sd: -0.1 }]],
    ['changes[0].sd', [{ id: 'price.phase.I', sd: 9 }]],
    ['changes', areas.map((area) => ({ id: `activity.area.${area}`, value: 0 }))],
  ])('that cannot be are refused at %s', (path, changes) => {
    expect(refused({ changes })).toMatchObject({ refusal: 'bad-assumptions', detail: { path } });
  });

  it('that are changed by hand say so', () => {
    const { assumptions } = made({ changes: [{ id: 'price.phase.I', value: 2, reason: 'our contracts' }] });
    expect(assumptions.find(({ id }) => id === 'price.phase.I')).toMatchObject({ value: 2, tag: 'assumed', reason: 'our contracts' });
  });

  it('refuse a number of refits that is none', () => {
    for (const refits of [-1, 1.5, 1e9])
      expect(refused({ refits })).toMatchObject({ refusal: 'bad-assumptions', detail: { path: 'refits' } });
  });
});

describe('[MKT-51] the published frame', () => {
  it('has every record with its source, and no share of a company', () => {
    expect(publishedFrame.map(({ kind }) => kind).filter((kind) => kind === 'company')).toHaveLength(10);
    expect(publishedFrame.filter(({ source, claim: told }) => source === '' || told === '')).toEqual([]);
    expect(publishedFrame.filter(({ kind, quantity, unit }) => kind === 'company' && (quantity !== null || unit !== null))).toEqual([]);
    expect(publishedFrame.filter(({ disputed }) => disputed).map(({ quantity }) => quantity)).toEqual(['registered-trials']);
    expect(new Set(publishedFrame.map(({ id }) => id)).size).toBe(publishedFrame.length);
    expect(refused({ ended: ['frame-size-2031'] })).toMatchObject({ refusal: 'total-missing', detail: { year: 2031 } });
    expect(made({ ended: ['frame-size-2031'], changes: [{ id: 'frame.total.2031', value: 9_000 }] }).total.at(-1)?.value).toBe(9_000);
    expect(made({ ended: ['driver-duration'] }).evidence.map(({ id }) => id)).not.toContain('driver-duration');
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
  expect(outlookYears).toEqual([2025, 2026, 2027, 2028, 2029, 2030, 2031]);
});
