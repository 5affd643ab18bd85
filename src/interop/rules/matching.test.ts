// Matching of actual with planned visits, in schedules and naming habits of several kinds.
import { Temporal } from '#lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActualVisit, PlannedVisitName } from './match-words.ts';
import { matchVisits } from './matching.ts';

const plan = (
  key: string,
  name: string,
  offsetDays: number | null,
  window: number | null = 3,
  instanceName: string | null = null,
): PlannedVisitName => ({
  key,
  name,
  instanceName,
  offsetDays,
  windowBeforeDays: window,
  windowAfterDays: window,
});
const visit = (
  name: string,
  visitNum: number | null = null,
  plannedDay: number | null = null,
  rest: Partial<ActualVisit> = {},
): ActualVisit => ({
  usubjid: 'S-1',
  name,
  visitNum,
  plannedDay,
  start: Temporal.PlainDate.from('2026-03-10'),
  ...rest,
});
const told = (visits: readonly ActualVisit[], planned: readonly PlannedVisitName[]) => {
  const { matched, excluded } = matchVisits(visits, planned);
  return Object.fromEntries([
    ...matched.map(({ visit: one, plannedKey, by }) => [one.name, `${plannedKey} by ${by}`]),
    ...excluded.map(({ visit: one, plannedKey, reason }) => [one.name, plannedKey === null ? reason : `${plannedKey}: ${reason}`]),
  ]);
};

const weeks = [
  plan('SCR', 'Screening', -14, null),
  plan('BL', 'Baseline', 0, null),
  plan('W2', 'Week 2', 14),
  plan('W4', 'Week 4', 28),
  plan('W8', 'Week 8', 56),
];

describe('matching by name', () => {
  it('[MATCH-04] an equal name matches; a visit without window is known but not judged', () => {
    expect(told([visit('SCREENING', 1), visit('WEEK 2', 3), visit('week-4', 4), visit('WEEK 6', 5)], weeks)).toEqual({
      SCREENING: 'SCR: no-window',
      'WEEK 2': 'W2 by name',
      'week-4': 'W4 by name',
      'WEEK 6': 'not-in-schedule',
    });
  });

  it('[MATCH-04] of instances that share a label the one with a window is meant', () => {
    expect(told([visit('WEEK 8')], [plan('WK8N', 'Week 8', 70, null), plan('WK8', 'Week 8', 56)])).toEqual({ 'WEEK 8': 'WK8 by name' });
  });

  it('[MATCH-04] two windowed instances under one label are told apart by the planned day, else left as ambiguous', () => {
    const dosing = [plan('D1', 'Dosing', 0), plan('D2', 'Dosing', 21)];
    expect(told([visit('DOSING', 2, 22)], dosing)).toEqual({ DOSING: 'D2 by name' });
    expect(told([visit('Dosing')], dosing)).toEqual({ Dosing: 'ambiguous' });
    expect(matchVisits([visit('Dosing', 2)], dosing).warnings).toMatchObject([{ code: 'ambiguous', visitNum: 2 }]);
  });

  it('[MATCH-04] the name of the instance does as well as the label', () => {
    expect(
      told([visit('C1D8')], [plan('a', 'Clinic visit', 7, 1, 'Cycle 1 Day 8'), plan('b', 'Clinic visit', 14, 1, 'Cycle 1 Day 15')]),
    ).toEqual({ C1D8: 'a by name' });
  });

  it('[MATCH-05] a part of a compound name matches with a warning, unless another part contradicts', () => {
    expect(told([visit('WEEK 2 (V4)'), visit('Follow-up (Week 4)'), visit('Week 8 (T)')], weeks)).toEqual({
      'WEEK 2 (V4)': 'W2 by part-of-name',
      'Follow-up (Week 4)': 'not-in-schedule',
      'Week 8 (T)': 'telephone',
    });
    expect(matchVisits([visit('WEEK 2 (V4)', 4)], weeks).warnings).toMatchObject([
      { code: 'matched-by-part-of-name', plannedKey: 'W2', rows: 1 },
    ]);
    expect(told([visit('Cycle 2, Day 8')], [plan('c2', 'Cycle 2, Day 1', 21)])).toEqual({ 'Cycle 2, Day 8': 'not-in-schedule' });
    expect(told([visit('WEEK 2')], [plan('v4', 'Visit 4 / Week 2', 14), plan('v5', 'Visit 5 / Week 4', 28)])).toEqual({
      'WEEK 2': 'v4 by part-of-name',
    });
    expect(told([visit('Visit 4 (Week 4)')], [plan('v4', 'Visit 4', 14), plan('w4', 'Week 4', 28)])).toEqual({
      'Visit 4 (Week 4)': 'ambiguous',
    });
  });

  it('[MATCH-05] a telephone visit that the schedule names is planned', () => {
    expect(told([visit('WEEK 10 (T)')], [plan('T10', 'Week 10 (T)', 70)])).toEqual({ 'WEEK 10 (T)': 'T10 by name' });
  });
});

describe('matching when names do not help', () => {
  it('[MATCH-06] the planned study day tells, day 1 being the first', () => {
    const visits = [
      visit('VISIT 1', 1, -14),
      visit('VISIT 2', 2, 1),
      visit('VISIT 3', 3, 15),
      visit('VISIT 4', 4, 29),
      visit('EXTRA', 4.5, 40),
    ];
    expect(told(visits, weeks)).toEqual({
      'VISIT 1': 'SCR: no-window',
      'VISIT 2': 'BL: no-window',
      'VISIT 3': 'W2 by planned-day',
      'VISIT 4': 'W4 by planned-day',
      EXTRA: 'not-in-schedule',
    });
    expect(matchVisits(visits, weeks).warnings.map(({ code, plannedKey }) => `${code} ${plannedKey}`)).toContain(
      'matched-by-planned-day W2',
    );
  });

  it('[MATCH-06] days that count as elapsed are recognised by the visits whose names are known', () => {
    const visits = [visit('WEEK 2', 3, 14), visit('VISIT B', 4, 28), visit('VISIT C', 5, 29)];
    expect(matchVisits(visits, weeks).plannedDayConvention).toBe('elapsed');
    expect(told(visits, weeks)).toMatchObject({ 'WEEK 2': 'W2 by name', 'VISIT B': 'W4 by planned-day', 'VISIT C': 'not-in-schedule' });
    expect(matchVisits(visits, weeks, { plannedDayConvention: 'first-day-is-1' }).matched.map(({ visit: { name } }) => name)).toEqual([
      'WEEK 2',
      'VISIT C',
    ]);
  });

  it('[MATCH-06] a planned visit that is named already is not given to another by its day', () => {
    expect(told([visit('WEEK 2', 3, 15), visit('LAB CHECK', 3.2, 15)], weeks)).toEqual({
      'WEEK 2': 'W2 by name',
      'LAB CHECK': 'not-in-schedule',
    });
  });

  it('[MATCH-06] two strangers on one planned day are ambiguous', () => {
    expect(told([visit('FOO', 3, 15), visit('BAR', 3.2, 15)], weeks)).toEqual({ FOO: 'ambiguous', BAR: 'ambiguous' });
  });

  it('[MATCH-07] a visit number matches a label that carries it', () => {
    expect(
      told([visit('BASELINE', 2), visit('', 3)], [plan('a', 'Visit 2', 0), plan('b', 'Visit 3', 14), plan('c', 'Visit 4', 28)]),
    ).toEqual({
      BASELINE: 'a by visit-number',
      '': 'b by visit-number',
    });
  });

  it('[MATCH-07] without names and days the position counts only if every number fits', () => {
    const numbered = [1, 2, 3, 4, 5].map((number) => visit(`VISIT ${number}`, number));
    expect(told(numbered, weeks)).toMatchObject({ 'VISIT 3': 'W2 by visit-number', 'VISIT 5': 'W8 by visit-number' });
    expect(told(numbered.slice(1), weeks)).toMatchObject({ 'VISIT 3': 'not-in-schedule' });
    expect(told([visit('WEEK 2', 2), visit('FOO', 4)], weeks)).toMatchObject({ FOO: 'not-in-schedule' });
  });
});

describe('what is not judged', () => {
  it('[MATCH-08] each has its reason', () => {
    const sub = { ...plan('H', 'Hours', -2), windowBeforeDays: 4 / 24, windowAfterDays: 0 };
    const visits = [
      visit('WEEK 2', 3, null, { occurred: false }),
      visit('WEEK 4', 4, null, { start: null }),
      visit('HOURS'),
      visit('WEEK 8', 5),
      visit('Week  8', 5, null, { start: Temporal.PlainDate.from('2026-03-09') }),
      visit('UNSCHEDULED 1.1'),
    ];
    expect(told(visits, [...weeks, sub])).toEqual({
      'WEEK 2': 'W2: did-not-occur',
      'WEEK 4': 'W4: no-date',
      HOURS: 'H: sub-day-window',
      'WEEK 8': 'W8: duplicate',
      'Week  8': 'W8 by name',
      'UNSCHEDULED 1.1': 'unscheduled',
    });
  });

  it('[MATCH-09] every visit is matched or excluded, once, and no planned visit twice for one subject', () => {
    const names = fc.oneof(
      fc.constantFrom('WEEK 2', 'Week 4', 'VISIT 3', 'UNSCHEDULED 1', 'C1D1', '', 'Day -1', 'WEEK 8 (T)', '(V4) Week 2'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const visits = fc.array(
      fc.record({
        name: names,
        visitNum: fc.option(fc.constantFrom(1, 2, 3, 4.1, 5)),
        plannedDay: fc.option(fc.integer({ min: -20, max: 60 })),
        usubjid: fc.constantFrom('A', 'B'),
      }),
    );
    const planned = fc.uniqueArray(
      fc.record({ key: fc.string(), name: names, offsetDays: fc.option(fc.integer({ min: -20, max: 60 })), window: fc.option(fc.nat(3)) }),
      { selector: ({ key }) => key, maxLength: 8 },
    );
    fc.assert(
      fc.property(visits, planned, (some, schedule) => {
        const actual = some.map((one) => visit(one.name, one.visitNum, one.plannedDay, { usubjid: one.usubjid }));
        const { matched, excluded } = matchVisits(
          actual,
          schedule.map(({ key, name, offsetDays, window }) => plan(key, name, offsetDays, window)),
        );
        const all = [...matched, ...excluded].map(({ visit: one }) => one);
        expect(all).toHaveLength(actual.length);
        expect(new Set(all)).toEqual(new Set(actual));
        const keys = matched.map(({ visit: one, plannedKey }) => JSON.stringify([one.usubjid, plannedKey]));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
