// What importing decides before it writes: countries, planned visits in the words of matching, steps with usable dates, places in the schedule.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { countries } from '#network/rules';
import type { Schedule, TimingRule } from '#studies/rules';
import { countriesWithAlpha3, countryOfAlpha3 } from './country-codes.ts';
import type { ImportedSubject } from './imported.ts';
import { placeVisits } from './placed-visits.ts';
import { plannedVisitNames } from './planned-visits.ts';
import { subjectSteps } from './subject-steps.ts';

const weeks = (visitKey: string, amount: number, before: number, after = before): TimingRule => ({
  anchor: { kind: 'visit', visitKey },
  offset: { kind: 'duration', amount, unit: 'week', direction: 'after' },
  windowBeforeDays: before,
  windowAfterDays: after,
});
const schedule: Schedule = {
  firstDay: 0,
  visits: [
    { key: 'BL', name: 'Baseline', timing: null },
    { key: 'WK2', name: 'Week 2', timing: weeks('BL', 2, 3) },
    { key: 'WK4', name: 'Week 4', timing: weeks('WK2', 2, 1) },
    { key: 'LAB', name: 'Laboratory', timing: { ...weeks('BL', 3, 0), isWindowStated: false } },
    { key: 'PK', name: 'Sample', timing: weeks('BL', 3, 0) },
    {
      key: 'CALL',
      name: 'Call',
      timing: { anchor: { kind: 'consent' }, offset: { kind: 'day', day: 8 }, windowBeforeDays: 1, windowAfterDays: 1 },
    },
  ],
};

describe('countries of SDTM', () => {
  it('[IMPORT-07] every country of ours has one code of three letters', () => {
    expect([...countriesWithAlpha3].sort()).toEqual(countries);
    expect([countryOfAlpha3('USA'), countryOfAlpha3(' col'), countryOfAlpha3('XXX'), countryOfAlpha3('US')]).toEqual([
      'US',
      'CO',
      null,
      null,
    ]);
  });
});

describe('a schedule in the words of matching', () => {
  it('[MATCH-10] offsets add up along the anchors; where no window in days is stated there is none, and one of no days is one', () => {
    expect(
      plannedVisitNames(schedule).map(({ key, offsetDays, windowBeforeDays, windowAfterDays }) => [
        key,
        offsetDays,
        windowBeforeDays,
        windowAfterDays,
      ]),
    ).toEqual([
      ['BL', 0, null, null],
      ['WK2', 14, 3, 3],
      ['WK4', 28, 1, 1],
      ['LAB', 21, null, null],
      ['PK', 21, 0, 0],
      ['CALL', null, 1, 1],
    ]);
  });
});

describe('places in the schedule', () => {
  const visit = (name: string, day: string | null) => ({
    usubjid: 'S1',
    name,
    visitNum: null,
    plannedDay: null,
    start: day === null ? null : civilDate(day),
    occurred: true,
  });
  const placed = (firstDose: string | null, visits: readonly ReturnType<typeof visit>[]) => {
    const subject = { usubjid: 'S1', firstDose: firstDose === null ? null : civilDate(firstDose), consentedOn: null, arm: null, visits };
    return placeVisits([subject], schedule);
  };
  const keys = (firstDose: string | null, visits: readonly ReturnType<typeof visit>[]) =>
    (placed(firstDose, visits).bySubject.get('S1') ?? []).map(({ visitKey, apart }) => [visitKey, apart]);

  it('[REPORT-01] a visit is judged when the day that it counts from is known', () => {
    expect(keys('2026-03-05', [visit('BASELINE', '2026-03-05'), visit('WEEK 2', '2026-03-20'), visit('WEEK 4', '2026-04-03')])).toEqual([
      ['BL', 'no-window'],
      ['WK2', null],
      ['WK4', null],
    ]);
  });

  it('[MATCH-08] without its reference visit there is nothing to count from, and that is the reason', () => {
    expect(keys('2026-03-05', [visit('WEEK 2', '2026-03-20'), visit('Elsewhere', '2026-03-21')])).toEqual([
      ['WK2', 'no-anchor'],
      [null, 'not-in-schedule'],
    ]);
  });

  it('[IMPORT-01] a first dose on another day than the reference visit is noticed', () => {
    const visits = [visit('BASELINE', '2026-03-05')];
    expect(
      [placed('2026-03-05', visits), placed('2026-03-06', visits), placed(null, visits)].map(({ doseElsewhere }) => doseElsewhere),
    ).toEqual([0, 1, 0]);
  });

  it('[MATCH-09] a schedule without any visit places nothing and loses nothing', () => {
    const subject = { usubjid: 'S1', firstDose: null, consentedOn: null, arm: null, visits: [visit('WEEK 2', null)] };
    expect(placeVisits([subject], { visits: [] }).bySubject.get('S1')).toHaveLength(1);
  });
});

describe('steps of a life cycle', () => {
  const ended: ImportedSubject & { lastDose: null } = {
    siteNumber: '1',
    armStatus: 'assigned',
    consentedOn: civilDate('2026-03-01'),
    screenedOn: civilDate('2026-03-01'),
    firstDose: civilDate('2026-03-10'),
    lastDose: null,
    treated: true,
    died: false,
    diedOn: null,
    dispositions: [
      { code: 'WITHDRAWAL BY SUBJECT', category: 'DISPOSITION EVENT', subcategory: null, epoch: null, on: civilDate('2026-03-05') },
    ],
    visits: [],
  };
  const told = (today: string) => subjectSteps(ended, civilDate(today));

  it('[HIST-04] an ending dated before the first dose keeps its place and loses its date', () => {
    const { steps, undated } = told('2026-05-01');
    expect(steps.map(({ to, on }) => `${to} ${on}`)).toEqual([
      'consented 2026-03-01',
      'in-screening 2026-03-01',
      'eligible 2026-03-10',
      'enrolled 2026-03-10',
      'on-treatment 2026-03-10',
      'treatment-discontinued null',
      'withdrawn null',
    ]);
    expect(undated).toBe(2);
  });

  it('[HIST-04] so does a date ahead of today', () => {
    expect(told('2026-03-04').steps.filter(({ on }) => on === null)).toHaveLength(5);
  });
});
