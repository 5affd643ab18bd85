// The portfolio against its protocols: about seven hundred participants over twenty months, and every name known.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { regionOf } from '#network/rules';
import { readUsdm } from '#studies';
import { protocolSchedule, timedSchedule } from '#studies/rules';
import { cast } from './cast.ts';
import type { CourseStep } from './course.ts';
import { nlx301Subjects } from './nlx-301.ts';
import { dateOf, dayOf } from './days.ts';
import { type PlannedStudy, type PlannedSubject, planSubjects } from './plan.ts';
import { planted } from './planted.ts';
import { portfolio } from './portfolio.ts';
import { demoSites } from './sites.ts';

const today = civilDate('2026-11-22');

function plannedStudy(key: string): PlannedStudy {
  const read = readUsdm(readFileSync(`examples/protocols/${key.toLowerCase()}.usdm.json`));
  if (!read.ok) throw new Error(`${key} cannot be read: ${read.refusal}`);
  const schedule = timedSchedule(protocolSchedule(read.value, { firstDay: 0 }).schedule);
  return { schedule, arms: [...new Set(schedule.visits.flatMap((visit) => visit.arms ?? []))] };
}

const studies = new Map(portfolio.map(({ key }) => [key, plannedStudy(key)]));
const subjects = [...nlx301Subjects(today), ...planSubjects({ seed: 20_260_413, today, portfolio, studies })];

describe('the demo network', () => {
  it('has fourteen sites in nine countries of five regions, and forty people', () => {
    expect(demoSites).toHaveLength(14);
    expect(new Set(demoSites.map(({ country }) => country)).size).toBe(9);
    expect(new Set(demoSites.map(({ country }) => regionOf(country))).size).toBe(5);
    expect(new Set(cast.map(({ name }) => name)).size).toBe(40);
  });

  it('plans about seven hundred participants over twenty months, in nine studies and three currencies', () => {
    expect(subjects.length).toBeGreaterThan(630);
    expect(subjects.length).toBeLessThan(770);
    expect(new Set(subjects.map(({ study }) => study)).size).toBe(9);
    expect(dateOf(Math.min(...subjects.map(({ consentDay }) => consentDay))).toString() < '2025-06-01').toBe(true);
    const terms = portfolio.flatMap((study) => [study.terms, ...Object.values(study.termsAt ?? {})]);
    expect(new Set(terms.map(({ currency }) => currency))).toEqual(new Set(['USD', 'EUR', 'JPY']));
  });

  it('follows every course through the visits of its protocol', () => {
    for (const { key } of portfolio) {
      const seen = subjects.filter(({ study }) => study === key).flatMap(({ steps }) => steps.filter((step) => step.kind === 'visit'));
      const planned = new Set(studies.get(key)?.schedule.visits.map((visit) => visit.key));
      expect(seen.length, key).toBeGreaterThan(80);
      expect(seen.filter((step) => !planned.has(step.visitKey))).toEqual([]);
    }
  });

  it('ends the treatment of lung cancer when the disease progresses, mostly after four to eight cycles', () => {
    const treated = subjects.filter(({ study, steps }) => study === 'ORB-207' && steps.some(({ kind }) => kind === 'enrolled'));
    const cycles = treated.flatMap(({ steps }) => {
      const progressed = steps.find((step) => step.kind === 'progressed');
      if (!progressed) return [];
      const visits = steps.filter((step) => step.kind === 'visit');
      expect(visits.filter(({ visitKey, day }) => visitKey.startsWith('C1D') && day > progressed.day)).toEqual([]);
      expect(visits.filter(({ visitKey, day }) => /^(EOT|SFU|SURV)$/.test(visitKey) && day <= progressed.day)).toEqual([]);
      return [visits.filter(({ visitKey }) => visitKey === 'C1D1').length];
    });
    expect(cycles.length / treated.length).toBeGreaterThan(0.5);
    expect(cycles.filter((count) => count >= 4 && count <= 9).length / cycles.length).toBeGreaterThan(0.7);
  });

  it('[DM-04] names a site, a study and a visit that exist in every planted problem', () => {
    for (const problem of planted) {
      if (problem.site) expect(demoSites.map(({ code }) => code)).toContain(problem.site);
      if (!problem.study) continue;
      const study = portfolio.find(({ key }) => key === problem.study);
      expect(study, problem.key).toBeDefined();
      if (problem.site) expect(study?.sites.map(({ site }) => site)).toContain(problem.site);
      if (problem.visit)
        expect(
          studies
            .get(problem.study)
            ?.schedule.visits.map(({ key, name }) => [key, name])
            .flat(),
        ).toContain(problem.visit);
    }
  });
});

type Steps = readonly CourseStep[];
const at = (site: string, study?: string) => subjects.filter((one) => one.site === site && (study === undefined || one.study === study));
const elsewhere = (site: string, study?: string) =>
  subjects.filter((one) => one.site !== site && (study === undefined || one.study === study));
const stepsOf = (some: readonly PlannedSubject[]): Steps => some.flatMap(({ steps }) => steps);
const share = (some: readonly PlannedSubject[], part: (steps: Steps) => number, whole: (steps: Steps) => number) =>
  part(stepsOf(some)) / whole(stepsOf(some));
const count = (kind: CourseStep['kind']) => (steps: Steps) => steps.filter((step) => step.kind === kind).length;
const ended = (how: string) => (steps: Steps) => steps.filter((step) => step.kind === 'ended' && step.how === how).length;
const procedures = (part: 'activities' | 'notDone') => (steps: Steps) =>
  steps.reduce((sum, step) => sum + (step.kind === 'visit' ? step[part].length : 0), 0);

/** How each problem that lies in the plan shows in it; those of contracts and of windows show in the database. */
const shows: Readonly<Record<string, () => void>> = {
  'never-enrols': () => expect(at('OSA', 'CRD-305')).toEqual([]),
  'under-reports': () => {
    const told = (some: readonly PlannedSubject[]) => share(some, count('adverse-event'), count('visit'));
    expect(count('visit')(stepsOf(at('SVQ')))).toBeGreaterThan(100);
    expect(told(at('SVQ'))).toBeLessThan(told(elsewhere('SVQ')) / 4);
    expect(procedures('notDone')(stepsOf(at('SVQ')))).toBe(0);
  },
  'screen-failures': () => {
    const failed = (some: readonly PlannedSubject[]) => ended('screen-failure')(stepsOf(some)) / some.length;
    expect(failed(at('JNB', 'DRM-204'))).toBeGreaterThan(1.5 * failed(elsewhere('JNB', 'DRM-204')));
  },
  'leaves-early': () => {
    const left = (some: readonly PlannedSubject[]) =>
      share(some, ended('withdrawn'), count('enrolled')) + share(some, ended('lost-to-follow-up'), count('enrolled'));
    expect(left(at('CHI', 'CRD-305'))).toBeGreaterThan(2 * left(elsewhere('CHI', 'CRD-305')));
  },
  'misses-procedures': () => {
    const undone = (some: readonly PlannedSubject[]) => share(some, procedures('notDone'), procedures('activities'));
    expect(undone(at('CPT'))).toBeGreaterThan(3 * undone(elsewhere('CPT')));
  },
  leaver: () => {
    const nigel = at('LHR').filter(({ coordinator }) => coordinator === 'Nigel Marsh');
    expect(nigel.length).toBeGreaterThan(10);
    expect(Math.max(...stepsOf(nigel).map(({ day }) => day))).toBeLessThanOrEqual(dayOf(today) - 46);
    expect(Math.max(...stepsOf(at('LHR')).map(({ day }) => day))).toBeGreaterThan(dayOf(today) - 46);
  },
};

describe('[DM-04] a planted problem shows', () => {
  it.each(Object.entries(shows))('%s', (_, isShown) => isShown());

  it('where its kind is looked for: in the plan here, in the database beside', () => {
    expect([...Object.keys(shows), 'late-visits', 'unpriced-visit', 'no-contract', 'not-invoiced'].sort()).toEqual(
      planted.map(({ kind }) => kind).sort(),
    );
  });

  it('and a coordinator who left and was replaced sees nobody any more', () => {
    expect(at('JNB').some(({ coordinator }) => coordinator === 'Lerato Dube')).toBe(false);
  });
});
