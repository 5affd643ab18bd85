// The portfolio against its protocols: about seven hundred participants over twenty months, and every name known.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { regionOf } from '#network/rules';
import { readUsdm } from '#studies';
import { protocolSchedule, timedSchedule } from '#studies/rules';
import { cast } from './cast.ts';
import { nlx301Subjects } from './nlx-301.ts';
import { type PlannedStudy, dateOf, planSubjects } from './plan.ts';
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
