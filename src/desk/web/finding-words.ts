// Findings, trends and shares in words.
import { formatNumber, type Say, type Tone } from '#ui';
import { visitCompliance } from '#visits/rules';
import { percentOf, trendOf, type Finding } from '../rules.ts';
import type { Cell, SiteShown } from './queries.ts';

/** A finding as a sentence about its site: "Osaka has recruited for 9 months and consented nobody". */
export function findingInWords(finding: Finding, site: Pick<SiteShown, 'city' | 'name'>, say: Say): string {
  return say(`finding.${finding.code}`, { ...finding.facts, site: site.city ?? site.name });
}

/** The worst of a cell's findings, or good. */
export function toneOf(findings: readonly Finding[]): Tone {
  if (findings.some(({ tone }) => tone === 'late')) return 'late';
  return findings.length > 0 ? 'attention' : 'good';
}

/** What the grid can show of a cell. */
export const measures = ['enrolment', 'visits', 'overdue', 'earned', 'uninvoiced'] as const;
export type Measure = (typeof measures)[number];

const codesOf: Readonly<Record<Measure, readonly Finding['code'][]>> = {
  enrolment: ['nobody-consented', 'enrolment-stopped', 'behind-plan', 'screening-fails'],
  visits: ['compliance-low'],
  overdue: ['visits-overdue'],
  earned: ['nothing-earned'],
  uninvoiced: ['nothing-earned'],
};

/** The findings of a cell that a measure answers for. */
export function findingsFor(measure: Measure, cell: Cell): readonly Finding[] {
  return cell.findings.filter(({ code }) => codesOf[measure].includes(code));
}

/** Where the rows behind a measure of a cell stand. */
export function doorOf(measure: Measure, cell: Pick<Cell, 'studyId' | 'siteId' | 'studySiteId'>): string {
  if (measure === 'earned' || measure === 'uninvoiced') return `/studies/${cell.studyId}/earned?site=${cell.siteId}`;
  if (measure === 'visits') return `/studies/${cell.studyId}/deviations?site=${cell.siteId}`;
  return `/study-sites/${cell.studySiteId}?section=${measure === 'overdue' ? 'due' : 'subjects'}`;
}

/** Where the rows behind a finding stand. */
export function doorOfFinding(finding: Finding, cell: Pick<Cell, 'studyId' | 'siteId' | 'studySiteId'>): string {
  const measure = measures.find((each) => codesOf[each].includes(finding.code)) ?? 'enrolment';
  return finding.code === 'nothing-earned' ? `/studies/${cell.studyId}/contracts` : doorOf(measure, cell);
}

/** `12 of 20`, or `12` where there is no target. */
export function ofTarget(enrolled: number, target: number | null, say: Say): string {
  return target === null ? say('grid.enrolled', { enrolled }) : say('grid.ofTarget', { enrolled, target });
}

/** `96%`, or a dash where nothing has been judged. */
export function shareInWords(judged: Cell['visits']['judged'], language: string): string {
  return percentInWords(visitCompliance(judged).share, language);
}

/** A share as `4%`, or a dash where there is none. */
export function percentInWords(share: number | null, language: string): string {
  return share === null ? '–' : `${formatNumber(percentOf(share), 0, language)}%`;
}

/** "up: 5 in 3 months, 2 in the 3 before". */
export function trendInWords(counts: { readonly recent: number; readonly before: number }, say: Say): string {
  const trend = trendOf(counts);
  return trend === null ? '' : say(`trend.${trend}`, { ...counts });
}

/** The same for a share: "up from 91%"; empty where one of the stretches has judged nothing. */
export function shareTrendInWords(visits: Cell['visits'], say: Say): string {
  const [recent, before] = [visitCompliance(visits.recent).share, visitCompliance(visits.before).share];
  if (recent === null || before === null) return '';
  const counts = { recent: percentOf(recent), before: percentOf(before) };
  return say(`shareTrend.${trendOf(counts) ?? 'level'}`, counts);
}
