// New-site cases: what the network's own openings say, drawn again and again.
import { describe, expect, it } from 'vitest';
import { type NewSiteAsked, newSiteOutcome } from './new-site.ts';
import { type NewSiteGround, newSiteFound } from './new-site-answer.ts';
import { type NewSiteHistory, newSiteHistory, rampUp } from './new-site-history.ts';

const asked: NewSiteAsked = {
  country: 'DE',
  city: null,
  areas: ['Oncology'],
  catchmentShare: 0.1,
  openingCostUsd: 1_000,
  monthlyCostUsd: 100,
  studies: 1,
  monthsBetweenStudies: 0,
  horizonMonths: 24,
};
const flat = (usd: number, months: number) => Array.from({ length: months }, () => usd);
// Every start-up takes about two months, every study earns 300 a month.
const certain: NewSiteHistory = {
  startUps: [{ days: 61, outcome: 'opened' }],
  courses: [flat(300, 40)],
  inChosenAreas: true,
};

describe('what comes of a new site', () => {
  it('[MKT-76] where nothing is uncertain the month is the one that is counted by hand', () => {
    // Costs by the end of month m: 1,000 + 100 (m + 1); earned: 300 (m - 1) from month 2 on.
    const outcome = newSiteOutcome(asked, certain, 'seed');
    expect(outcome?.breakEvenMonth).toEqual({ q10: 7, q50: 7, q90: 7 });
    expect(outcome?.pNever).toBe(0);
    expect(outcome?.cumulative[6]).toEqual({ month: 6, q10: -200, q50: -200, q90: -200 });
    expect(outcome?.yearlyRevenue).toBe(3_600);
  });

  it('[MKT-76] the same question and seed give the same numbers, and another seed others', () => {
    const mixed: NewSiteHistory = {
      startUps: [30, 60, 120, 200].map((days) => ({ days, outcome: 'opened' as const })),
      courses: [flat(150, 30), flat(400, 12), flat(900, 6), flat(0, 20)],
      inChosenAreas: true,
    };
    const first = newSiteOutcome({ ...asked, studies: 3 }, mixed, 'one');
    expect(newSiteOutcome({ ...asked, studies: 3 }, mixed, 'one')).toEqual(first);
    expect(newSiteOutcome({ ...asked, studies: 3 }, mixed, 'two')).not.toEqual(first);
    const { q10, q50, q90 } = first?.breakEvenMonth ?? {};
    expect(q10 ?? 0).toBeLessThan(q50 ?? Infinity);
    expect(q50 ?? 0).toBeLessThan(q90 ?? Infinity);
  });

  it('[MKT-76] a start-up that is given up never opens, and one that still waits opens like those that took as long', () => {
    const givenUp = { ...certain, startUps: [{ days: 30, outcome: 'given-up' as const }] };
    expect(newSiteOutcome(asked, givenUp, 'seed')).toMatchObject({ breakEvenMonth: { q10: null, q50: null, q90: null }, pNever: 1 });
    const either = { ...certain, startUps: [{ days: 30, outcome: 'given-up' as const }, ...certain.startUps] };
    expect(newSiteOutcome(asked, either, 'seed')?.pNever).toBeCloseTo(0.5, 1);
    const waiting = { ...certain, startUps: [{ days: 50, outcome: 'waiting' as const }, ...certain.startUps] };
    expect(newSiteOutcome(asked, waiting, 'seed')?.pNever).toBe(0);
  });

  it('[MKT-76] beyond what was followed nothing is earned, and the answer says so', () => {
    const short = { ...certain, courses: [flat(300, 3)] };
    expect(newSiteOutcome(asked, short, 'seed')?.pNever).toBe(1);
    expect(newSiteFound({ ...ground, history: short }, 'seed').warnings).toEqual(['few-followed', 'beyond-what-was-followed']);
  });

  const ground: NewSiteGround = {
    asked,
    history: { ...certain, courses: Array.from({ length: 5 }, () => flat(300, 40)) },
    studiesThatFit: [],
    activity: [
      { area: 'Oncology', year: 2024, siteYears: 3 },
      { area: 'Oncology', year: 2025, siteYears: 5 },
      { area: 'Oncology', year: 2026, siteYears: 1 },
    ],
    market: [
      { year: 2026, value: 0.02 },
      { year: 2031, value: 0.03 },
    ],
    year: 2026,
  };

  it('[MKT-76] the catchment is a part of the country, and earnings beyond it are pointed out', () => {
    const found = newSiteFound(ground, 'seed');
    expect(found.catchment).toEqual({
      of: 'DE',
      activity: [{ area: 'Oncology', siteYears: 5 }],
      activityYear: 2025,
      market: { year: 2026, value: 0.02, lastYear: 2031, last: 0.03, ofCatchment: expect.closeTo(0.003, 12) },
    });
    expect(found.outcome?.impliedShare).toBeCloseTo(1.2, 12);
    expect(found.warnings).toEqual(['more-than-the-catchment']);
    expect(newSiteFound({ ...ground, market: [], activity: [] }, 'seed')).toMatchObject({
      catchment: { activity: null, market: null },
      warnings: ['no-outlook'],
    });
  });

  it('[MKT-76] nothing followed, no outcome', () => {
    const empty = newSiteFound({ ...ground, history: { startUps: [], courses: [], inChosenAreas: false } }, 'seed');
    expect(empty).toMatchObject({ outcome: null, warnings: ['nothing-followed', 'no-start-ups'] });
  });
});

describe('the history', () => {
  const study = { name: 'A', phases: [], sponsor: null };
  const place = { siteId: 's', site: 's', country: 'US', state: 'active-recruiting', selectedOn: null, target: null, enrolled: 0 };
  const own = { asOf: '2026-01-01', reason: '-', usdPer: { USD: 1 }, chanceByState: {} };
  const history = (areas: readonly ('Oncology' | 'CNS')[], count: number) =>
    newSiteHistory(
      {
        lastMonth: '2026-03',
        studies: [
          { ...study, id: 'A', code: 'A', area: 'Oncology' },
          { ...study, id: 'B', code: 'B', area: 'CNS' },
        ],
        places: [
          ...Array.from({ length: count }, (_, at) => ({ ...place, studySiteId: `a${at}`, studyId: 'A', openedOn: '2026-01-20' })),
          { ...place, studySiteId: 'b', studyId: 'B', openedOn: '2025-12-01' },
          { ...place, studySiteId: 'never', studyId: 'B', openedOn: null },
        ],
        earned: [
          { studySiteId: 'a0', currency: 'USD', month: '2026-02', amount: 10 },
          { studySiteId: 'a0', currency: 'USD', month: '2025-12', amount: 99 },
          { studySiteId: 'b', currency: 'USD', month: '2026-03', amount: 8 },
        ],
        own,
        startUps: [],
      },
      areas,
    );

  it('[MKT-76] counts earnings from the month of opening, of the chosen areas where five were followed, else of all', () => {
    expect(history(['Oncology'], 5)).toMatchObject({
      inChosenAreas: true,
      courses: [
        [0, 10, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    });
    expect(history(['Oncology'], 1)).toMatchObject({
      inChosenAreas: false,
      courses: [
        [0, 10, 0],
        [0, 0, 0, 8],
      ],
    });
    expect(rampUp(history(['Oncology'], 1).courses)).toEqual([
      { month: 0, usd: 0, followed: 2 },
      { month: 1, usd: 5, followed: 2 },
      { month: 2, usd: 0, followed: 2 },
      { month: 3, usd: 8, followed: 1 },
    ]);
  });
});
