// Which visits of a study took place inside their windows, and which have none to be judged by.
import { type Act, may, requireMay } from '#access';
import { civilDate } from '#lib';
import { found } from '#platform';
import { type LoadedSchedule, loadSchedule } from '#studies';
import type { FirstDay } from '#studies/rules';
import { countsDayOne, outByDays, visitWindow } from '../rules.ts';

/** One judged visit; dates are `YYYY-MM-DD`, `outByDays` is 0 inside the window, else days early (negative) or late. */
export interface JudgedVisit {
  readonly site: string;
  readonly subject: string;
  readonly visit: string;
  readonly target: string | null;
  readonly earliest: string;
  readonly latest: string;
  readonly actual: string;
  readonly outByDays: number;
  readonly inWindow: boolean;
}

/** Totals count the rows; visits without a window stand apart with the reason, by visit. */
export interface VisitWindows {
  readonly totals: { readonly visits: number; readonly inWindow: number; readonly early: number; readonly late: number };
  readonly rows: readonly JudgedVisit[];
  readonly excluded: readonly { readonly reason: string; readonly visit: string; readonly count: number }[];
}

interface Took {
  readonly site: string;
  readonly subject: string;
  readonly visit: string;
  readonly visit_key: string;
  readonly cycle: number;
  readonly schedule_version_id: string | null;
  readonly anchor_date: string | null;
  readonly target: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly actual: string;
  readonly excluded_reason: string | null;
}

/**
 * The visits of a study that took place, at the sites whose visits the actor may see. `firstDay` reads each schedule as if that were its
 * first day (0: two weeks are 14 days after the anchor; 1: they are study day 14) and changes nothing. Refuses with 404 out of scope.
 */
export async function visitWindowsOfStudy(act: Act, studyId: string, firstDay?: FirstDay): Promise<VisitWindows> {
  const visits = await visitsThatTookPlace(act, studyId);
  const schedules = firstDay === undefined ? new Map<string, LoadedSchedule>() : await schedulesOf(act, visits);
  const placed = visits.map((visit) => ({ ...visit, ...windowUnder(visit, schedules.get(visit.schedule_version_id ?? ''), firstDay) }));
  const rows = placed.flatMap(({ site, subject, visit, target, earliest, latest, actual }) => {
    if (earliest === null || latest === null) return [];
    const out = outByDays(civilDate(actual), civilDate(earliest), civilDate(latest));
    return [{ site, subject, visit, target, earliest, latest, actual, outByDays: out, inWindow: out === 0 }];
  });
  const count = (holds: (out: number) => boolean) => rows.filter((row) => holds(row.outByDays)).length;
  return {
    totals: { visits: rows.length, inWindow: count((out) => out === 0), early: count((out) => out < 0), late: count((out) => out > 0) },
    rows,
    excluded: withoutWindow(placed),
  };
}

async function visitsThatTookPlace(act: Act, studyId: string): Promise<Took[]> {
  const { rows: sites } = await act.tx.$client.query<{ id: string; site_id: string }>('select id, site_id from studies.pub_study_site where study_id = $1', [studyId]);
  const visible = sites.filter((site) => may(act.actor, 'visits.view', { siteId: site.site_id, studyId }));
  if (visible.length === 0) {
    const { rows } = await act.tx.$client.query<{ id: string }>('select id from studies.pub_study where id = $1', [studyId]);
    requireMay(act, 'visits.view', { studyId: found(rows[0]).id });
  }
  const { rows } = await act.tx.$client.query<Took>(
    `select ss.number as site, s.number as subject, v.name as visit, v.visit_key, v.cycle, v.schedule_version_id, v.anchor_date, v.target, v.earliest, v.latest,
       v.actual_date as actual, v.excluded_reason
     from visits.visit_occurrence v
     join subjects.pub_subject s on s.id = v.subject_id
     join studies.pub_study_site ss on ss.id = v.study_site_id
     where v.study_site_id = any($1::uuid[]) and v.actual_date is not null
     order by ss.number, s.number, v.actual_date, v.position, v.repeat_no`,
    [visible.map(({ id }) => id)],
  );
  return rows;
}

async function schedulesOf(act: Act, visits: readonly Took[]): Promise<Map<string, LoadedSchedule>> {
  const schedules = new Map<string, LoadedSchedule>();
  for (const id of new Set(visits.map((visit) => visit.schedule_version_id))) {
    const schedule = id === null ? null : await loadSchedule(act, id);
    if (schedule) schedules.set(schedule.id, schedule);
  }
  return schedules;
}

type Window = Pick<Took, 'target' | 'earliest' | 'latest'>;

/** The window as kept, or as another first day would have it. Later cycles count from the cycle before, never from Day 1. */
function windowUnder(visit: Took, loaded: LoadedSchedule | undefined, firstDay: FirstDay | undefined): Window {
  const timing = loaded?.schedule.visits.find(({ key }) => key === visit.visit_key)?.timing;
  const isKept = firstDay === undefined || !loaded || loaded.firstDay === firstDay;
  if (isKept || !timing || visit.earliest === null || visit.anchor_date === null || visit.cycle > 1) return visit;
  const window = visitWindow(timing, civilDate(visit.anchor_date), countsDayOne({ ...loaded.schedule, firstDay }, timing.anchor));
  return { target: window.target?.toString() ?? null, earliest: window.earliest.toString(), latest: window.latest.toString() };
}

function withoutWindow(visits: readonly Took[]): VisitWindows['excluded'] {
  const counts = new Map<string, { reason: string; visit: string; count: number }>();
  for (const { earliest, latest, visit, excluded_reason: reason } of visits) {
    if (earliest !== null && latest !== null) continue;
    const known = counts.get(JSON.stringify([reason, visit])) ?? { reason: reason ?? 'no-window', visit, count: 0 };
    counts.set(JSON.stringify([reason, visit]), { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((a, b) => (a.reason === b.reason ? (a.visit < b.visit ? -1 : 1) : a.reason < b.reason ? -1 : 1));
}
