// A subject's course as the rules read it: schedule, visits on record, milestones; and its projection.
import type { Act } from '#access';
import { found } from '#platform';
import { type LoadedSchedule, type LoadedVisit, loadSchedule, scheduleAtHand } from '#studies';
import type { FirstDay, MilestoneDates } from '#studies/rules';
import { type SubjectRow, milestonesOf, subjectById } from '#subjects';
import { type KnownVisit, type ProjectedVisit, isDone, occurrenceKey, projectSchedule } from '../rules.ts';
import * as store from '../store.ts';

/** One subject with everything a projection looks at. `rows` holds unscheduled and repeated visits too. */
export interface Course {
  readonly subject: SubjectRow;
  readonly schedule: LoadedSchedule | null;
  readonly rows: readonly store.VisitRow[];
  readonly milestones: MilestoneDates;
}

/** What subjects have on record; asked for at once. */
export interface CourseRecords {
  readonly rows: readonly store.VisitRow[];
  readonly milestones: ReadonlyMap<string, MilestoneDates>;
}

/** The visits and milestones of subjects. */
export async function loadRecords(act: Act, subjectIds: readonly string[]): Promise<CourseRecords> {
  const [rows, milestones] = await Promise.all([store.loadVisitsOf(act.tx, subjectIds), milestonesOf(act, subjectIds)]);
  return { rows, milestones };
}

/** The courses of subjects, each schedule version loaded once. `records` are read here unless they are at hand. */
export async function loadCourses(act: Act, subjects: readonly SubjectRow[], records?: CourseRecords): Promise<Course[]> {
  if (subjects.length === 0) return [];
  const { rows, milestones } =
    records ??
    (await loadRecords(
      act,
      subjects.map((subject) => subject.id),
    ));
  const schedules = new Map<string, LoadedSchedule>();
  for (const id of new Set(subjects.map((subject) => subject.scheduleVersionId)))
    if (id) schedules.set(id, scheduleAtHand(id) ?? found(await loadSchedule(act, id)));
  const bySubject = new Map<string, store.VisitRow[]>();
  for (const row of rows) {
    const known = bySubject.get(row.subjectId);
    if (known) known.push(row);
    else bySubject.set(row.subjectId, [row]);
  }
  return subjects.map((subject) => ({
    subject,
    schedule: subject.scheduleVersionId === null ? null : (schedules.get(subject.scheduleVersionId) ?? null),
    rows: bySubject.get(subject.id) ?? [],
    milestones: milestones.get(subject.id) ?? {},
  }));
}

/** The course of one subject; 404 out of scope. */
export async function loadCourse(act: Act, subjectId: string): Promise<Course> {
  const [course] = await loadCourses(act, [found(await subjectById(act, subjectId))]);
  return found(course);
}

/** A course with one of its visits as it is now. */
export function withRow(course: Course, saved: store.VisitRow): Course {
  return { ...course, rows: course.rows.map((row) => (row.id === saved.id ? saved : row)) };
}

/** Whether the row is the visit that the schedule plans, and not a repetition or an unscheduled one. */
export function isPlannedSlot(row: store.VisitRow): boolean {
  return row.visitDefinitionId !== null && row.repeatNo === 0;
}

/** The definition behind a visit, of whatever timeline. */
export function definitionOf(course: Course, visitKey: string): LoadedVisit | null {
  return course.schedule?.visits.find((visit) => visit.key === visitKey) ?? null;
}

function known(row: store.VisitRow, keepsWindow: boolean): KnownVisit {
  const { earliest, latest, target, targetTo } = row;
  const range = target ? { from: target, to: targetTo ?? target } : null;
  const hasWindow = keepsWindow && isDone(row.state) && earliest !== null && latest !== null;
  return {
    visitKey: row.visitKey,
    cycle: row.cycle,
    state: row.state,
    bookedOn: row.bookedFor,
    actualOn: row.actualDate,
    window: hasWindow
      ? { target: targetTo === null ? target : null, targetRange: range ?? { from: earliest, to: latest }, earliest, latest, optimal: null }
      : null,
  };
}

/**
 * Every planned visit of the subject by `occurrenceKey`, following BR-01 to BR-03. `again` counts everything anew from what
 * actually happened, with another reading of the first day, instead of keeping the windows of completed visits.
 */
export function project(course: Course, again?: { readonly firstDay: FirstDay }): Map<string, ProjectedVisit> {
  if (!course.schedule) return new Map();
  const { schedule } = course.schedule;
  const visits = projectSchedule({
    schedule: again ? { ...schedule, firstDay: again.firstDay } : schedule,
    occurrences: course.rows.filter(isPlannedSlot).map((row) => known(row, again === undefined)),
    milestones: course.milestones,
    consentedOn: course.subject.consentedOn,
    arm: course.subject.arm,
  });
  return new Map(visits.map((visit) => [occurrenceKey(visit.visitKey, visit.cycle), visit]));
}
