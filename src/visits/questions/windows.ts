// The visit windows report of a study: as the windows were kept, or counted anew under another reading of the first day.
import { asc, eq } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import { found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import { pubStudy, pubStudySite } from '#studies';
import type { FirstDay } from '#studies/rules';
import { subjectsOfStudy } from '#subjects';
import type { visitsContract } from '../contract.ts';
import { canView } from '../policy.ts';
import { type WindowsReportVisit, isDone, occurrenceKey, visitWindowsReport } from '../rules.ts';
import { type Course, isPlannedSlot, loadCourses, project } from './course.ts';

type Routes = typeof visitsContract;
type Report = AnswerOf<Routes['windows']>;

interface Judged extends WindowsReportVisit {
  readonly site: string;
  readonly visit: string;
  readonly excludedBy: string | null;
}

/**
 * Every visit of the study that took place, judged by its window, sites by number and subjects by number; visits without a window
 * are counted by their reason. With `firstDay` all windows are counted anew from what actually happened.
 */
export async function reportWindows(act: Act, studyId: string, query: QueryOf<Routes['windows']>): Promise<Report> {
  const sites = await act.tx.select().from(pubStudySite).where(eq(pubStudySite.studyId, studyId)).orderBy(asc(pubStudySite.number));
  const visible = new Map(sites.filter((site) => canView(act.actor, site)).map((site) => [site.id, site.number]));
  if (visible.size === 0) {
    const [study] = await act.tx.select({ id: pubStudy.id }).from(pubStudy).where(eq(pubStudy.id, studyId));
    requireMay(act, 'visits.view', { studyId: found(study).id });
  }
  const subjects = (await subjectsOfStudy(act, studyId)).filter((subject) => visible.has(subject.studySiteId));
  const again = query.firstDay === undefined ? undefined : { firstDay: Number(query.firstDay) as FirstDay };
  const judged = (await loadCourses(act, subjects)).flatMap((course) =>
    judge(course, visible.get(course.subject.studySiteId) ?? '', again),
  );
  const report = visitWindowsReport(judged.filter((visit) => visit.excludedBy === null));
  return {
    totals: report.totals,
    rows: report.rows.map((row) => reportRow(row as Judged & { outByDays: number })),
    excluded: countExcluded(judged),
  };
}

function judge(course: Course, site: string, again: { firstDay: FirstDay } | undefined): Judged[] {
  const projected = project(course, again);
  return course.rows
    .filter((row) => isDone(row.state))
    .map((row) => {
      const visit = isPlannedSlot(row) ? projected.get(occurrenceKey(row.visitKey, row.cycle)) : undefined;
      const range = visit?.target ?? null;
      const hasWindow = visit?.earliest && visit.latest;
      return {
        site,
        subject: course.subject.number,
        visitKey: row.visitKey,
        visit: row.name,
        cycle: row.cycle,
        target: range,
        earliest: visit?.earliest ?? null,
        latest: visit?.latest ?? null,
        actual: row.actualDate,
        excludedBy:
          row.excludedReason ??
          (row.visitDefinitionId === null
            ? 'unscheduled'
            : row.repeatNo > 0
              ? 'repeated'
              : hasWindow
                ? null
                : (visit?.unresolved ?? 'no-window')),
      };
    });
}

function reportRow(row: Judged & { readonly outByDays: number }): Report['rows'][number] {
  return {
    site: row.site,
    subject: row.subject,
    visit: row.visit,
    cycle: row.cycle ?? 1,
    target: row.target?.toString() ?? null,
    earliest: row.earliest?.toString() ?? '',
    latest: row.latest?.toString() ?? '',
    actual: row.actual?.toString() ?? '',
    outByDays: row.outByDays,
    inWindow: row.outByDays === 0,
  };
}

function countExcluded(judged: readonly Judged[]): Report['excluded'] {
  const counts = new Map<string, Report['excluded'][number]>();
  for (const { excludedBy, visit } of judged) {
    if (excludedBy === null) continue;
    const key = JSON.stringify([excludedBy, visit]);
    counts.set(key, { reason: excludedBy, visit, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => a.reason.localeCompare(b.reason) || a.visit.localeCompare(b.visit));
}
