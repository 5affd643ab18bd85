// The network on the cells of the market: figures that were worked out by hand.
import { describe, expect, it } from 'vitest';
import type { OutlookCell } from './outlook-types.ts';
import { type OwnMonth, type OwnPlace, type OwnStudy, type PositionQuestion, monthNumber, monthOf, positionOf } from './position.ts';
import { pipelineOf } from './position-pipeline.ts';
import { areaOfStudy, phasesOfStudy } from './position-studies.ts';
import { type Recommendation, recommendationsOf } from './recommendations.ts';

const own = {
  asOf: '2026-01-01',
  reason: 'for the test',
  usdPer: { USD: 1, EUR: 2 },
  chanceByState: { 'start-up': 0.5, 'active-recruiting': 1 },
};

const study = (id: string, more: Partial<OwnStudy> = {}): OwnStudy => ({
  id,
  code: id,
  name: id,
  area: 'Oncology',
  phases: [{ phase: 'II', part: 1 }],
  sponsor: 'Caldera',
  ...more,
});
const place = (studySiteId: string, studyId: string, more: Partial<OwnPlace> = {}): OwnPlace => ({
  studySiteId,
  studyId,
  siteId: `site of ${studySiteId}`,
  site: studySiteId,
  country: 'US',
  state: 'active-recruiting',
  selectedOn: '2024-01-01',
  openedOn: '2024-03-01',
  target: 10,
  enrolled: 4,
  ...more,
});
const month = (studySiteId: string, at: string, amount: number, currency = 'USD'): OwnMonth => ({
  studySiteId,
  month: at,
  amount,
  currency,
});

const base = { service: 'Site management', phase: 'II' } as const;
// USD million a year: oncology in the US grows by a tenth, CNS in Spain by a fifth, endocrine in Germany doubles, monitoring counts nowhere.
const cells: OutlookCell[] = [2025, 2026, 2027].flatMap((year, at) => [
  { ...base, area: 'Oncology', country: 'US', region: 'North America', year, value: 100 * 1.1 ** at },
  { ...base, area: 'CNS', country: 'ES', region: 'Europe', year, value: 50 * 1.2 ** at },
  { ...base, area: 'Endocrine', country: 'DE', region: 'Europe', year, value: 60 * 2 ** at },
  // Fast and too small to matter.
  { ...base, area: 'Pain management', country: 'FR', region: 'Europe', year, value: 3 ** at },
  { ...base, area: 'Others', country: 'Others (Europe)', region: 'Europe', year, value: 900 * 2 ** at },
  { ...base, service: 'Monitoring', area: 'Oncology', country: 'US', region: 'North America', year, value: 1_000 },
]);

const question: PositionQuestion = {
  lastMonth: '2026-06',
  studies: [
    study('A'),
    study('B', {
      area: 'CNS',
      phases: [
        { phase: 'I', part: 0.5 },
        { phase: 'II', part: 0.5 },
      ],
      sponsor: 'Synaptic',
    }),
    study('C'),
  ],
  places: [place('a1', 'A'), place('b1', 'B', { country: 'ES' }), place('c1', 'C', { state: 'withdrawn' })],
  earned: [
    month('a1', '2024-07', 0),
    month('a1', '2026-06', 600_000),
    month('a1', '2025-07', 600_000),
    month('a1', '2025-06', 1_500_000),
    month('a1', '2026-07', 999),
    month('b1', '2026-01', 150_000, 'EUR'),
    month('b1', '2026-01', 777, 'XTS'),
    month('c1', '2026-01', 50),
  ],
  own,
  cells,
};
const position = positionOf(question);

describe('the position', () => {
  it('[MKT-70] share is what was earned in twelve complete months, of what the market is worth in the same months', () => {
    expect(position.window).toEqual({ from: '2025-07', to: '2026-06' });
    const us = position.cuts.country.find(({ key }) => key === 'US');
    // Half a year of 100 million, half a year of 110.
    expect(us).toMatchObject({ revenue: 1_200_000, before: 1_500_000, market: expect.closeTo(105_000_000, 3), studies: 1, places: 1 });
    expect(us?.share).toBeCloseTo(1.2 / 105, 12);
    expect(position.total.revenue).toBe(1_500_000);
  });

  it('[MKT-70] every cut adds up to the whole, with countries in which the network has nothing', () => {
    for (const cut of Object.values(position.cuts)) {
      expect(cut.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(position.total.revenue, 6);
      expect(cut.reduce((sum, { market }) => sum + (market ?? 0), 0)).toBeCloseTo(position.total.market ?? 0, 3);
    }
    expect(position.cuts.country.find(({ key }) => key === 'DE')).toMatchObject({ revenue: 0, places: 0, growth: null, share: 0 });
  });

  it('[MKT-71] growth stands beside the growth of the market from the year before', () => {
    const us = position.cuts.country.find(({ key }) => key === 'US');
    expect(us?.growth).toBeCloseTo(-0.2, 12);
    expect(us?.marketGrowth).toBeCloseTo(0.1, 12);
    expect(position.cuts.country.find(({ key }) => key === 'ES')).toMatchObject({ growth: null, marketGrowth: expect.closeTo(0.2, 12) });
  });

  it('[MKT-71] growth compares as many months as the records reach, and the market over the same', () => {
    const growing = { ...question, earned: question.earned.filter(({ month: at }) => at >= '2025-07') };
    const half = positionOf(growing);
    expect(half.growthMonths).toBe(6);
    const us = half.cuts.country.find(({ key }) => key === 'US');
    expect(us).toMatchObject({ revenue: 1_200_000, recent: 600_000, before: 600_000, growth: 0 });
    expect(us?.marketGrowth).toBeCloseTo(1.1 ** 0.5 - 1, 12);
    expect(us?.share).toBeCloseTo(1.2 / 105, 12);
    const young = positionOf({ ...question, earned: [month('a1', '2026-05', 5)] });
    expect([young.growthMonths, young.total.growth]).toEqual([null, null]);
  });

  it('[MKT-85] a study of two phases counts half and half', () => {
    expect(position.cuts.phase.find(({ key }) => key === 'I')?.revenue).toBe(150_000);
    expect(phasesOfStudy(['Phase I Trial', 'Phase II Trial'])).toEqual([
      { phase: 'I', part: 0.5 },
      { phase: 'II', part: 0.5 },
    ]);
    expect(phasesOfStudy(['Phase IIb/III'])).toEqual([
      { phase: 'II', part: 0.5 },
      { phase: 'III', part: 0.5 },
    ]);
    expect(phasesOfStudy(['PHASE4']).map(({ phase }) => phase)).toEqual(['IV']);
    expect(phasesOfStudy(['EARLY_PHASE1']).map(({ phase }) => phase)).toEqual(['I']);
    expect(phasesOfStudy([])).toEqual([{ phase: 'Not applicable or not stated', part: 1 }]);
    expect(phasesOfStudy(['Pilot'])).toEqual([{ phase: 'Not applicable or not stated', part: 1 }]);
  });

  it('[MKT-85] a study stands in the first area that its words fit', () => {
    expect(areaOfStudy(['Endocrinology-Respiration', 'moderate asthma'])).toBe('Endocrinology-Respiration');
    expect(areaOfStudy(['oncology'])).toBe('Oncology');
    expect(areaOfStudy(['Non-small cell lung cancer'])).toBe('Oncology');
    expect(areaOfStudy(['Cardiology'])).toBe('Others');
    expect(areaOfStudy([])).toBe('Others');
  });

  it('[MKT-81] what was earned in a currency without a rate is in no sum', () => {
    expect(position.cuts.country.find(({ key }) => key === 'ES')?.revenue).toBe(300_000);
  });

  it('[MKT-72] white spots are large, growing, of named countries, and nobody of ours is there', () => {
    expect(position.whiteSpots).toEqual([
      {
        area: 'Endocrine',
        country: 'DE',
        region: 'Europe',
        value: 120,
        last: 240,
        added: 120,
        cagr: expect.closeTo(1, 12),
        sitesInCountry: 0,
        studiesInArea: 0,
      },
    ]);
    const there = positionOf({
      ...question,
      studies: [...question.studies, study('D', { area: 'Endocrine' })],
      places: [...question.places, place('d1', 'D', { country: 'DE' })],
    });
    expect(there.whiteSpots).toEqual([]);
    const near = positionOf({ ...question, places: [...question.places, place('a2', 'A', { country: 'DE' })] });
    expect(near.whiteSpots[0]).toMatchObject({ sitesInCountry: 1, studiesInArea: 0 });
  });

  it('[MKT-73] concentration is the sum of squared shares', () => {
    const bySponsor = position.concentration.find(({ by }) => by === 'sponsor');
    expect(bySponsor?.hhi).toBeCloseTo(10_000 * (0.8 ** 2 + 0.2 ** 2), 6);
    expect(bySponsor?.effective).toBeCloseTo(1 / 0.68, 9);
    expect(bySponsor?.parts.map(({ key }) => key)).toEqual(['Caldera', 'Synaptic']);
  });

  it('[MKT-70] without an outlook nothing is said of the market', () => {
    expect(positionOf({ ...question, cells: [] }).total).toMatchObject({
      revenue: 1_500_000,
      market: null,
      share: null,
      marketGrowth: null,
    });
    expect(positionOf({ ...question, lastMonth: '2024-06' }).total.market).toBeNull();
  });

  it('months are counted over the turn of a year', () => {
    expect(monthOf(monthNumber('2026-01') - 1)).toBe('2025-12');
  });
});

describe('the pipeline', () => {
  const worth = new Map([
    ['a1', { amount: 1_000, currency: 'EUR', basis: 'contract' as const }],
    ['a2', { amount: 500, currency: 'USD', basis: 'contract' as const }],
    ['a3', { amount: 500, currency: 'XTS', basis: 'contract' as const }],
  ]);
  const places = [
    place('a1', 'A'),
    place('a2', 'A', { state: 'start-up', enrolled: 0 }),
    place('a3', 'A', { enrolled: 0 }),
    place('a4', 'A', { enrolled: 10 }),
    place('a5', 'A', { state: 'closed', enrolled: 0 }),
    place('a6', 'A', { target: null }),
  ];
  const pipeline = pipelineOf(question.studies, places, worth, own);

  it('[MKT-74] participants still to enrol x their worth x the chance of the state; full and closed places are none', () => {
    expect(pipeline.rows.map(({ studySiteId, contracted, expected }) => [studySiteId, contracted, expected])).toEqual([
      ['a1', 12_000, 12_000],
      ['a2', 5_000, 2_500],
      ['a3', null, null],
      ['a6', null, null],
    ]);
    expect(pipeline).toMatchObject({ contracted: 17_000, expected: 14_500, unvalued: 2 });
  });

  it('[MKT-75] recommendations have the figures that speak for them, the most at stake first', () => {
    const found = recommendationsOf({ position, pipeline, medianStartUpDays: 90 });
    const by = (code: Recommendation['code']) => found.find((one) => one.code === code);
    expect(by('enter-anew')).toMatchObject({ facts: { area: 'Endocrine', country: 'DE' } });
    expect(by('catch-up-with-market')).toMatchObject({ facts: { cut: 'area', key: 'Oncology' }, atStake: expect.closeTo(450_000, 3) });
    expect(by('spread-over-sponsors')?.figures).toContainEqual({ name: 'largest-share', value: 0.8, unit: 'fraction', tag: 'assumed' });
    expect(by('open-what-waits')).toMatchObject({
      atStake: 2_500,
      figures: expect.arrayContaining([{ name: 'median-start-up', value: 90, unit: 'days', tag: 'counted' }]),
    });
    expect(by('enrol-what-is-contracted')?.atStake).toBe(12_000);
    expect(found.map(({ atStake }) => atStake)).toEqual(found.map(({ atStake }) => atStake).toSorted((a, b) => b - a));
    expect(found.every(({ figures }) => figures.length > 0)).toBe(true);
  });

  it('[MKT-75] where nothing was earned and nothing waits, nothing is recommended but what the market offers', () => {
    const nothing = positionOf({ ...question, studies: [], places: [], earned: [] });
    const found = recommendationsOf({ position: nothing, pipeline: pipelineOf([], [], new Map(), own), medianStartUpDays: null });
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['enter-anew']));
  });
});
