// Who is in screening: as it was on each day, in the next weeks' forecast, and left out where nobody knows how long screening takes.
import { describe, expect, it } from 'vitest';
import { sampleSites, sampleStartUps } from '../sample.ts';
import {
  type ScreeningRecord,
  type SiteRecord,
  asItIs,
  dateOfDay,
  dayNumber,
  fitInput,
  forecastOf,
  inputAt,
  outlookUnder,
} from '../rules.ts';

const today = '2026-03-01';
const daysAgo = (days: number) => dateOfDay(dayNumber(today) - days);

/** Whoever was enrolled consented three weeks before; one in four failed after ten days; the rest are in screening. */
function screened(waiting: readonly number[]): readonly SiteRecord[] {
  return sampleSites.map((site, at): SiteRecord => {
    const past = site.enrolledOn.flatMap((day, index): ScreeningRecord[] => {
      const consented = (days: number) => dateOfDay(dayNumber(day) - days);
      const passed: ScreeningRecord = { consentedOn: consented(21), outcome: 'enrolled', endedOn: day };
      return index % 3 === 0 ? [passed, { consentedOn: consented(10), outcome: 'gone', endedOn: day }] : [passed];
    });
    const now = at > 0 ? [] : waiting.map((days): ScreeningRecord => ({ consentedOn: daysAgo(days), outcome: null, endedOn: null }));
    return { ...site, screenings: [...past, ...now] };
  });
}

const inputOf = (waiting: readonly number[], day = today) => inputAt(day, screened(waiting), sampleStartUps);

describe('who is in screening', () => {
  it('[FC-01] [I06] a day knows the outcomes up to it, and who had consented by then and had none', () => {
    const { screening, sites } = inputOf([3, 12]);
    const enrolled = sampleSites.flatMap(({ enrolledOn }) => enrolledOn).length;
    expect(screening.passed).toBe(enrolled);
    expect([...new Set(screening.lagDays)]).toEqual([21]);
    expect([...new Set(screening.failedAfterDays)]).toEqual([10]);
    expect(screening.failedAfterDays).toHaveLength(screening.failed);
    expect(sites.map(({ inScreening }) => inScreening)).toEqual([[3, 12], [], [], [], []]);
    const past = inputOf([3, 12], '2025-09-01');
    const later = screened([]).flatMap((site) => site.screenings.filter(({ endedOn }) => endedOn !== null && endedOn > '2025-09-01'));
    const then = later.filter(({ consentedOn }) => consentedOn !== null && consentedOn <= '2025-09-01');
    expect(then.length).toBeGreaterThan(0);
    expect(past.sites.flatMap(({ inScreening }) => inScreening)).toHaveLength(then.length);
    expect(past.screening.passed).toBe(sampleSites.flatMap(({ enrolledOn }) => enrolledOn).filter((day) => day <= '2025-09-01').length);
  });

  it('[FC-01] whose days nobody wrote down is in screening on no day, and adds nothing to how long it takes', () => {
    const [first] = sampleSites;
    if (!first) throw new Error('no sample');
    const odd: readonly ScreeningRecord[] = [
      { consentedOn: null, outcome: null, endedOn: null },
      { consentedOn: daysAgo(9), outcome: 'gone', endedOn: null },
      { consentedOn: null, outcome: 'enrolled', endedOn: daysAgo(4) },
    ];
    const { screening, sites } = inputAt(today, [{ ...first, screenings: odd }], []);
    expect([screening, sites[0]?.inScreening]).toEqual([{ passed: 1, failed: 0, lagDays: [], failedAfterDays: [] }, []]);
  });

  it('[FC-03] [I06] the next weeks hang on who is in screening now, and later ones much less', () => {
    const none = forecastOf(inputOf([]), 'seed');
    const many = forecastOf(inputOf([1, 4, 8, 12, 15, 18, 19, 20]), 'seed');
    expect(none.screening).toMatchObject({ waiting: 0, meanDays: 21, expected: 0 });
    expect(many.screening.waiting).toBe(8);
    // Those who fail do so on the tenth day: whoever has waited longer passes.
    expect(many.screening.expected).toBeGreaterThan(7);
    expect(many.screening.expected).toBeLessThan(8);
    const median = (of: typeof none, date: string) => of.fan.find((point) => point.date === date)?.q50 ?? 0;
    expect(median(none, '2026-03-31') - none.enrolled).toBeLessThan(4);
    expect(median(many, '2026-03-31') - median(none, '2026-03-31')).toBeGreaterThanOrEqual(7);
    expect(median(many, '2026-08-30') - median(none, '2026-08-30')).toBeLessThanOrEqual(9);
    expect(many.sites[0]?.quarter.mean).toBeCloseTo((none.sites[0]?.quarter.mean ?? 0) + (many.screening.expected ?? 0), 4);
  });

  it('[FC-03] without five dated enrolments nobody knows how long screening takes: those in it are left out, and the forecast says so', () => {
    const bare = sampleSites.map((site) => ({ ...site, screenings: [{ consentedOn: daysAgo(5), outcome: null, endedOn: null }] }));
    const left = forecastOf(inputAt(today, bare, sampleStartUps), 'seed');
    expect(left.warnings).toEqual(['screening-unknown']);
    expect(left.screening).toMatchObject({ waiting: 5, meanDays: null, expected: null });
    expect(left.fan).toEqual(forecastOf(inputAt(today, sampleSites, sampleStartUps), 'seed').fan);
  });

  it('[FC-05] [I06] another share of failures acts on those in screening too, and a site that closes keeps its own', () => {
    const ready = fitInput(inputOf([1, 2, 3, 4, 5, 6, 7, 8]), 'seed');
    const soon = (choices: Partial<typeof asItIs>) => outlookUnder(ready, { ...asItIs, ...choices }).fan(['2026-03-22'])[0]?.q50 ?? 0;
    const enrolled = forecastOf(ready.input, 'seed').enrolled;
    // All eight are enrolled within these weeks or fail, and who consents from now on is not: at 0.7 instead of 0.25, two fifths as many.
    expect(soon({}) - enrolled).toBeGreaterThanOrEqual(5);
    expect(soon({ screenFailure: { from: 0.25, to: 0.7 } }) - enrolled).toBeLessThanOrEqual(3);
    const close = [{ id: sampleSites[0]?.studySiteId ?? '', on: '2026-03-02' }];
    expect(soon({ close })).toBeGreaterThanOrEqual(soon({}) - 1);
  });
});
