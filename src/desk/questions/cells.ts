// The cells that every home shows: study-sites with what each room counts there. One statement for each room, however many cells.
import type { Act } from '#access';
import { may } from '#access/rules';
import { civilDate, dateInZone, daysBetween } from '#lib';
import type { AnswerOf } from '#platform/contract';
import { earnedOfSites } from '#finance';
import { deviationsOfSites } from '#monitoring';
import type { PublishedStudySite } from '#studies';
import { enrolmentOfSites } from '#subjects';
import { plannedToDate } from '#subjects/rules';
import { complianceOfSites } from '#visits';
import type { deskContract } from '../contract.ts';
import { findingsOf } from '../rules.ts';

type Cell = AnswerOf<(typeof deskContract)['network']>['cells'][number];
type Unjudged = Omit<Cell, 'findings'>;

/** Three months: the length of each of the two stretches that a trend compares. */
export const TREND_DAYS = 91;

const none = { completed: 0, inWindow: 0, missed: 0 };

/** The cells of study-sites, in their order. */
export async function cellsOf(act: Act, sites: readonly PublishedStudySite[]): Promise<Cell[]> {
  const enrolment = await enrolmentOfSites(act, sites, TREND_DAYS);
  const visits = await complianceOfSites(act, sites, TREND_DAYS);
  const deviations = await deviationsOfSites(act, sites);
  const money = await earnedOfSites(act, sites, TREND_DAYS);
  const cells = sites.map((site): Unjudged => {
    const [people, done, deviated] = [enrolment.get(site.id), visits.get(site.id), deviations.get(site.id)];
    const plan = { target: site.targetEnrolment, from: site.enrolmentPlannedFrom, to: site.enrolmentPlannedTo };
    return {
      studySiteId: site.id,
      studyId: site.studyId,
      siteId: site.siteId,
      number: site.number,
      status: site.status,
      openedOn: site.openedOn?.toString() ?? null,
      enrolmentPlannedFrom: plan.from?.toString() ?? null,
      enrolmentPlannedTo: plan.to?.toString() ?? null,
      enrolment: {
        screened: people?.screened ?? 0,
        enrolled: people?.enrolled ?? 0,
        failed: people?.failed ?? 0,
        target: plan.target,
        plannedToDate: plannedToDate(plan, dateInZone(act.now, site.timeZone)),
        recent: people?.recent ?? 0,
        before: people?.before ?? 0,
      },
      visits: { done: done?.done ?? 0, judged: done?.judged ?? none, recent: done?.recent ?? none, before: done?.before ?? none },
      overdue: { count: done?.overdue ?? 0, oldestDays: done?.oldestDays ?? null },
      deviations: { waiting: deviated?.waiting ?? 0, open: deviated?.open ?? 0, all: deviated?.all ?? 0 },
      money: may(act.actor, 'finance.view', site) ? (money.get(site.id) ?? []).map(({ studySiteId: _, ...sums }) => sums) : null,
    };
  });
  return cells.map((cell, at) => ({ ...cell, findings: judge(act, cell, cells, sites[at]?.timeZone ?? 'UTC') }));
}

function judge(act: Act, cell: Unjudged, cells: readonly Unjudged[], timeZone: string): Cell['findings'] {
  const elsewhere = cells.filter((other) => other.studyId === cell.studyId && other.siteId !== cell.siteId);
  const sum = (of: 'failed' | 'enrolled') => elsewhere.reduce((total, { enrolment }) => total + enrolment[of], 0);
  const found = findingsOf({
    recruits: cell.status === 'active-recruiting',
    openDays: cell.openedOn === null ? null : daysBetween(civilDate(cell.openedOn), dateInZone(act.now, timeZone)),
    enrolment: cell.enrolment,
    elsewhere: { failed: sum('failed'), enrolled: sum('enrolled') },
    judged: cell.visits.judged,
    overdue: cell.overdue,
    done: cell.visits.done,
    hasEarned: cell.money === null ? null : cell.money.length > 0,
  });
  return found.map((finding) => ({ ...finding, facts: { ...finding.facts } }));
}
