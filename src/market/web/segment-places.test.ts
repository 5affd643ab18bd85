// Places in the market's segments: what is left to divide by, the way up, and what the outlook knows of a place.
import { describe, expect, it } from 'vitest';
import { outlook as outlookOf, shippedQuestion } from '../rules.ts';
import { limitsOf } from './map-steps.ts';
import type { Outlook } from './queries.ts';
import { addressOf, chosenIn, cutsLeft, growthOver, knownOf, positionCut, rowsOf, stepsTo } from './segment-places.ts';

const made = outlookOf({ ...shippedQuestion, refits: 10 }, 'seed');
if (!made.ok) throw new Error(made.refusal);
const outlook = structuredClone(made.value) as unknown as Outlook;
const [chosen, all] = [
  { region: 'Europe', country: 'FR', area: 'CNS' },
  { region: 'Europe', country: 'FR', area: 'CNS', phase: 'II', service: 'Monitoring' },
];

describe('[MKT-103] places in the segments', () => {
  it('are read from the address and written back', () => {
    const address = addressOf(chosen, { year: '2027', by: undefined });
    expect(address).toBe('/market/segments?region=Europe&country=FR&area=CNS&year=2027');
    expect(chosenIn(Object.fromEntries(new URL(address, 'http://x').searchParams))).toEqual(chosen);
    expect(addressOf({})).toBe('/market/segments');
  });

  it('are divided by what is not chosen, the next level first; a country has its region already', () => {
    expect(cutsLeft({})).toEqual(['region', 'country', 'area', 'phase', 'service']);
    expect(cutsLeft(chosen)).toEqual(['phase', 'service']);
    expect(cutsLeft({ country: 'FR' })).toEqual(['area', 'phase', 'service']);
    expect(cutsLeft(all)).toEqual([]);
  });

  it('have a way up that keeps the service', () => {
    expect(stepsTo(all).map(({ upTo }) => upTo)).toEqual([
      { service: 'Monitoring', region: 'Europe' },
      { service: 'Monitoring', region: 'Europe', country: 'FR' },
      { service: 'Monitoring', region: 'Europe', country: 'FR', area: 'CNS' },
      { service: 'Monitoring', region: 'Europe', country: 'FR', area: 'CNS', phase: 'II' },
    ]);
  });

  it('are known to the outlook as the whole, as one key of one cut, and nowhere else', () => {
    expect(knownOf(outlook, {}, 2031)).toMatchObject({ tag: 'published', value: 9_330 });
    expect(knownOf(outlook, { region: 'Europe' }, 2025)).toMatchObject({ key: 'Europe', year: 2025, tag: 'assumed' });
    expect(knownOf(outlook, { region: 'Europe', country: 'FR' }, 2025)).toMatchObject({ key: 'FR' });
    expect(knownOf(outlook, { service: 'Monitoring' }, 2031)).toMatchObject({ key: 'Monitoring' });
    expect(knownOf(outlook, { region: 'Europe', area: 'CNS' }, 2025)).toBeNull();
    expect(knownOf(outlook, chosen, 2025)).toBeNull();
  });

  it('hold the network where the position cuts by one thing alone', () => {
    expect(positionCut({}, 'area')).toBe('area');
    expect(positionCut({ region: 'Europe' }, 'country')).toBe('country');
    expect(positionCut({ region: 'Europe' }, 'area')).toBeNull();
    expect(positionCut({ country: 'FR', region: 'Europe' }, 'phase')).toBeNull();
    expect(positionCut({}, 'service')).toBeNull();
  });

  it('grow from the first to the last year that is there, and not out of nothing', () => {
    expect(growthOver(100, 121, 2)).toBeCloseTo(0.1, 10);
    expect([growthOver(0, 5, 6), growthOver(undefined, 5, 6), growthOver(5, 5, 0)]).toEqual([null, null, null]);
    const cells = {
      run: null,
      tag: 'modelled' as const,
      rows: [
        { key: 'FR', then: null, year: 2025, value: 100, share: 0.4, interval80: [90, 120] as [number, number] },
        { key: 'FR', then: null, year: 2031, value: 200, share: 0.4, interval80: [90, 120] as [number, number] },
        { key: 'DE', then: null, year: 2025, value: 150, share: 0.6, interval80: [90, 120] as [number, number] },
        { key: 'DE', then: null, year: 2031, value: 300, share: 0.6, interval80: [90, 120] as [number, number] },
        { key: 'XX', then: null, year: 2031, value: 0, share: 0, interval80: null },
      ],
      totals: [
        { year: 2025, value: 250, ofMarket: 0.1, interval80: null },
        { year: 2031, value: 500, ofMarket: 0.1, interval80: null },
      ],
    };
    const rows = rowsOf(cells, outlook, { region: 'Europe' }, 'country', 2031);
    expect(rows.map(({ key }) => key)).toEqual(['DE', 'FR']);
    expect(rows[0]?.cagr).toBeCloseTo(2 ** (1 / 6) - 1, 10);
    const ofGermany = outlook.margins.country.find(({ key, year }) => key === 'DE' && year === 2031);
    expect(rows[0]).toMatchObject({ interval80: ofGermany?.interval80, tag: 'assumed' });
    const crossed = rowsOf(cells, outlook, { area: 'CNS' }, 'country', 2031);
    expect(crossed[0]).toMatchObject({ key: 'DE', interval80: [90, 120], tag: 'modelled' });
  });
});

describe('[MKT-102] the shades of the map', () => {
  it('are parted at round numbers of about equal ratio', () => {
    expect(limitsOf([1, 100_000])).toEqual([10, 100, 1_000, 10_000]);
    expect(limitsOf([5, 5])).toEqual([]);
    expect(limitsOf([])).toEqual([]);
    const limits = limitsOf(outlook.margins.country.filter(({ year }) => year === 2031).map(({ value }) => value));
    expect(limits).toEqual([...new Set(limits)].toSorted((one, other) => one - other));
  });
});
