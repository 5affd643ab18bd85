// The plan of the demo: the same for the same seed and day, believable, with every planted problem where it says.
import { describe, expect, it } from 'vitest';
import { civilDate, randomStream } from '#lib';
import { schedule as nlx301 } from '../../../examples/nlx-301/story.ts';
import { type CourseStep, planCourse } from './course.ts';
import { nlx301Subjects } from './nlx-301.ts';
import { dateOf, dayOf } from './days.ts';
import { planSubjects } from './plan.ts';
import { usualHabits } from './planted.ts';
import type { DemoStudy } from './portfolio.ts';
import { shapeOf } from './shape.ts';

const today = civilDate('2026-11-22');
const terms = { code: 'C', payer: 'P', currency: 'EUR', visitMinor: 1, activityMinor: 1, overheadBasisPoints: 0, holdbackBasisPoints: 0 };
const study = (key: string, ...sites: string[]): DemoStudy => ({
  key,
  terms,
  sites: sites.map((site) => ({ site, target: 40, ratePerMonth: 3, openedMonthsAgo: 18 })),
});
const studies = new Map(['A-1', 'B-1', 'CRD-305'].map((key) => [key, { schedule: nlx301, arms: [] }]));
const plan = (portfolio: readonly DemoStudy[], seed = 7) => planSubjects({ seed, today, portfolio, studies });
const usual = [study('A-1', 'MAD', 'SYD', 'MIA'), study('B-1', 'MAD', 'LHR')];

const visitsOf = (steps: readonly CourseStep[]) => steps.filter((step) => step.kind === 'visit');

describe('[DM-01] the plan of the demo network', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    expect(plan(usual)).toEqual(plan(usual));
    expect(plan(usual, 8)).not.toEqual(plan(usual));
  });

  it('moves nobody when another study joins', () => {
    const alone = plan([usual[0] as DemoStudy]);
    expect(plan(usual).filter((subject) => subject.study === 'A-1')).toEqual(alone);
  });

  it('[DM-03] tells of nothing that lies on its day or after it', () => {
    const last = Math.max(...plan(usual).flatMap((subject) => [subject.consentDay, ...subject.steps.map((step) => step.day)]));
    expect(last).toBeLessThan(dayOf(today));
  });

  it('puts every step at or after the consent, in order', () => {
    for (const { consentDay, steps } of plan(usual)) {
      const days = [consentDay, ...steps.map((step) => step.day)];
      expect(days).toEqual([...days].sort((a, b) => a - b));
    }
  });

  it('[DM-04] lets nobody consent where the planted problem says that nobody does', () => {
    const sites = new Set(plan([study('CRD-305', 'OSA', 'CHI')]).map((subject) => subject.site));
    expect(sites).toEqual(new Set(['CHI']));
  });

  it('fails about a quarter at screening', () => {
    const subjects = plan(usual);
    const failed = subjects.filter(({ steps }) => steps.some((step) => step.kind === 'ended' && step.how === 'screen-failure'));
    expect(subjects.length).toBeGreaterThan(120);
    expect(failed.length / subjects.length).toBeGreaterThan(0.14);
    expect(failed.length / subjects.length).toBeLessThan(0.34);
  });
});

describe('the course of a participant', () => {
  const slots = shapeOf(nlx301, 3);
  const course = (habits: Partial<typeof usualHabits>, seed = 1) =>
    planCourse({
      slots,
      habits: { ...usualHabits, late: 0, missed: 0, notDone: 0, screenFailure: 0, leavesMonthly: 0, adverseEvents: 0, ...habits },
      consentDay: dayOf(civilDate('2026-01-05')),
      untilDay: dayOf(today),
      arm: null,
      random: randomStream(seed, 'course'),
    });

  it('sees every visit once, on working days, and completes', () => {
    const steps = course({});
    expect(visitsOf(steps).map((step) => step.visitKey)).toEqual(['V1', 'V2', 'V3', 'V4', 'V5', 'FU']);
    expect(visitsOf(steps).every((step) => dateOf(step.day).dayOfWeek < 6)).toBe(true);
    expect(steps.at(-1)).toMatchObject({ kind: 'ended', how: 'completed' });
  });

  it('keeps the distances of the schedule', () => {
    const days = new Map(visitsOf(course({})).map((step) => [step.visitKey, step.day]));
    const between = (from: string, to: string) => (days.get(to) ?? 0) - (days.get(from) ?? 0);
    expect(Math.abs(between('V2', 'V3') - 28)).toBeLessThanOrEqual(3);
    expect(between('V5', 'FU')).toBeGreaterThanOrEqual(30);
    expect(between('V5', 'FU')).toBeLessThanOrEqual(35);
  });

  it('is late where the site is always late, and stops where the participant leaves', () => {
    const late = visitsOf(course({ late: 1 }));
    const [dayOne, week4] = ['V2', 'V3'].map((key) => late.find((step) => step.visitKey === key)?.day ?? 0);
    expect((week4 ?? 0) - (dayOne ?? 0)).toBeGreaterThan(31);
    expect(course({ leavesMonthly: 100 }).at(-1)).toMatchObject({ kind: 'ended' });
    expect(visitsOf(course({ leavesMonthly: 100 })).length).toBeLessThan(4);
  });
});

describe('NLX-301 in the demo', () => {
  it('[DM-03] keeps its dates whatever the day, and is cut off at it', () => {
    const then = nlx301Subjects(civilDate('2026-04-13'));
    const steps = then.filter(({ site }) => site === 'AUS')[6]?.steps ?? [];
    expect(visitsOf(steps).map((step) => dateOf(step.day).toString())).toEqual(['2026-02-24', '2026-03-10']);
    expect(nlx301Subjects(civilDate('2026-01-10'))).toEqual([]);
    expect(nlx301Subjects(today)).toHaveLength(18);
  });
});
