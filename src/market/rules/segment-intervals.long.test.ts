// Intervals of crossed cuts: the quantiles of the sums themselves, refit by refit, and the same as the outlook's own where it has one.
import { describe, expect, it } from 'vitest';
import { planOutlook } from './outlook-plan.ts';
import { completedOutlook, prepareOutlook, shippedQuestion } from './outlook.ts';
import { drawnRefit, refitBlock } from './outlook-refits.ts';
import { sharesIn, totalIn } from './outlook-tables.ts';
import { interval80Of, packIntervals, segmentIntervals, unpackIntervals } from './segment-intervals.ts';
import { areas, marketCountries, phases, services } from './taxonomy.ts';

const activity = marketCountries.flatMap(({ key: country }, place) =>
  areas.flatMap((area, at) => phases.map((phase) => ({ country, phase, area, year: 2025, siteYears: 5 + ((7 * place + 3 * at) % 11) }))),
);
const claims = [
  { id: 'c', axis: 'region' as const, key: 'Europe', year: 2027, share: 0.3, sd: 0.1, tag: 'assumed' as const, reason: 'a survey' },
];
const question = { ...shippedQuestion, refits: 60, claims, activity: [...activity, { ...activity[0]!, country: 'Unknown' }] };
const prepared = prepareOutlook(question);
if (!prepared.ok) throw new Error(prepared.refusal);
const { plan } = prepared.value;
const intervals = segmentIntervals(plan, 'seed');

describe('[MKT-103] the 80 percent of a segment', () => {
  it('are those of the margins and of the total where no cuts cross', () => {
    const { total, margins } = completedOutlook(prepared.value, refitBlock(plan, 'seed', 0, 60), 'seed');
    for (const { year, interval80 } of total) expect(interval80Of(intervals, {}, year)).toEqual(interval80);
    for (const axis of ['service', 'area', 'phase', 'region', 'country'] as const)
      for (const { key, year, interval80 } of margins[axis]) {
        const own = interval80Of(intervals, { [axis]: key }, year);
        for (const end of [0, 1]) expect(own?.[end], `${axis} ${key} ${year}`).toBeCloseTo(interval80[end] ?? -1, 2.5);
      }
  });

  it('are those of the sums of their cells over the refits, where all cuts cross and where some do', () => {
    const refits = Array.from({ length: 60 }, (_, refit) => drawnRefit(plan, 'seed', refit));
    const sorted = (belongs: (at: readonly [s: number, a: number, p: number, c: number]) => boolean) =>
      refits
        .map((refit) => {
          const count = plan.axes.countries.length;
          const cells = sharesIn(plan, refit, 2029);
          let sum = 0;
          for (const [cell, share] of cells.entries()) {
            const row = Math.floor(cell / count);
            const [p, a, s] = [
              row % phases.length,
              Math.floor(row / phases.length) % areas.length,
              Math.floor(row / phases.length / areas.length),
            ];
            if (belongs([s, a, p, cell % count])) sum += share;
          }
          return sum * totalIn(plan, refit, 2029);
        })
        .toSorted((one, other) => one - other);
    const ends = (drawn: readonly number[]) =>
      [0.1 * 59, 0.9 * 59].map((at) => {
        const below = drawn[Math.floor(at)] ?? 0;
        return below + (at % 1) * ((drawn[Math.ceil(at)] ?? 0) - below);
      });
    const [service, area, phase, country, region] = ['Monitoring', 'CNS', 'II', 'FR', 'Europe'] as const;
    const [s, a, p] = [services.indexOf(service), areas.indexOf(area), phases.indexOf(phase)];
    const c = plan.axes.countries.findIndex(({ key }) => key === country);
    const isEurope = (at: number) => plan.axes.countries[at]?.region === region;
    const cases = [
      [{ service, area, phase, country }, sorted((at) => at[0] === s && at[1] === a && at[2] === p && at[3] === c)],
      [{ area, region }, sorted((at) => at[1] === a && isEurope(at[3]))],
      [{ service, phase }, sorted((at) => at[0] === s && at[2] === p)],
      [{ phase, country, region }, sorted((at) => at[2] === p && at[3] === c)],
    ] as const;
    for (const [asked, drawn] of cases) {
      const own = interval80Of(intervals, asked, 2029);
      for (const [at, end] of ends(drawn).entries()) expect(own?.[at], JSON.stringify(asked)).toBeCloseTo(end, 2.5);
    }
  });

  it('are none of a key or a year that is not there, and of a country in another region', () => {
    expect(interval80Of(intervals, { area: 'Elsewhere' }, 2029)).toBeNull();
    expect(interval80Of(intervals, { country: 'ZZ' }, 2029)).toBeNull();
    expect(interval80Of(intervals, {}, 2024)).toBeNull();
    expect(interval80Of(intervals, { country: 'FR', region: 'Asia Pacific' }, 2029)).toBeNull();
  });

  it('come out of their keeping as they were, with and without unknown countries, and nothing else does', () => {
    const kept = JSON.parse(JSON.stringify(packIntervals(intervals))) as number[];
    expect(unpackIntervals(kept)).toEqual(intervals);
    expect(intervals.axes.keys.country).toContain('Unknown');
    const shipped = planOutlook({ ...shippedQuestion, refits: 0 });
    if (!shipped.ok) throw new Error(shipped.refusal);
    const none = segmentIntervals(shipped.value, 'seed');
    expect(unpackIntervals(packIntervals(none)).axes.keys.country).not.toContain('Unknown');
    expect(() => unpackIntervals(kept.slice(1))).toThrow(RangeError);
  });
});
