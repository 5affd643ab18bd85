// Arranging visits: bookings, corrections, and visits that the schedule does not plan.
import { type Act, requireMay } from '#access';
import { civilDate, dateInZone } from '#lib';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { type PublishedStudySite, studySiteById } from '#studies';
import { lockSubject } from '#subjects';
import { isFinal } from '#subjects/rules';
import { visitReopened, type visitsContract } from '../contract.ts';
import { loadCourses, withRow } from '../questions/course.ts';
import { detailOf } from '../questions/visit.ts';
import { UNSCHEDULED, decideReopen, decideVisitState } from '../rules.ts';
import * as store from '../store.ts';
import { holdVisit, placeOf, requireVersion } from './complete.ts';
import { planAfterVisit } from './plan.ts';

type Routes = typeof visitsContract;
type Detail = AnswerOf<Routes['view']>;

/** Books a visit for a day at the site, or takes the booking back with null. A day outside the window is kept and marked for re-booking. */
export async function bookVisit(act: Act, visitId: string, body: BodyOf<Routes['book']>, version: number): Promise<Detail> {
  const { row, course, studySite, onRecord } = await holdVisit(act, visitId);
  requireMay(act, 'visits.book', row);
  await requireVersion(act, row, version);
  const state = body.bookedFor === null ? 'planned' : 'booked';
  if (row.state !== state) must(decideVisitState(row.state, state));
  if (body.bookedFor !== null) requireNotPast(act, studySite, body.bookedFor);
  const saved = await store.updateVisit(act.tx, row, { state, bookedFor: body.bookedFor === null ? null : civilDate(body.bookedFor) });
  const after = await planAfterVisit(act, withRow(course, saved));
  return detailOf(act, saved, { course: after, studySite, activities: onRecord });
}

function requireNotPast(act: Act, { timeZone }: PublishedStudySite, on: string): void {
  const today = dateInZone(act.now, timeZone).toString();
  if (on < today) throw new Refusal('past-date', { bookedFor: on, today });
}

/**
 * Re-opens a visit with a reason: one that took place is under way again, one that was written off is planned again. What was recorded
 * stays in the trail; what followed from a completion hears of it. Milestones keep their dates until the visit is completed again.
 */
export async function reopenVisit(act: Act, visitId: string, body: BodyOf<Routes['correct']>, version: number): Promise<Detail> {
  const { row, course, studySite, onRecord } = await holdVisit(act, visitId);
  requireMay(act, 'visits.correct', row);
  await requireVersion(act, row, version);
  const decided = must(decideReopen({ state: row.state, correction: row.generation }, body));
  const saved = await store.updateVisit(act.tx, row, {
    state: decided.state,
    generation: decided.correction,
    actualDate: null,
    bookedFor: null,
    modality: null,
    outByDays: null,
    reasonCode: null,
    reason: null,
    occurredAt: null,
    completedBy: null,
  });
  const after = await planAfterVisit(act, withRow(course, saved));
  if (row.state !== 'not-applicable') await act.tell(visitReopened, { ...placeOf(row), reason: decided.reason });
  return detailOf(act, saved, { course: after, studySite, activities: onRecord });
}

/** Adds a visit that the schedule does not plan, with activities of the schedule by key. Refuses a subject whose participation has ended. */
export async function addUnscheduled(act: Act, subjectId: string, body: BodyOf<Routes['addUnscheduled']>): Promise<Detail> {
  const subject = found(await lockSubject(act, subjectId));
  requireMay(act, 'visits.book', subject);
  if (isFinal(subject.status)) throw new Refusal('participation-ended', { status: subject.status });
  const studySite = found(await studySiteById(act, subject.studySiteId));
  if (body.bookedFor) requireNotPast(act, studySite, body.bookedFor);
  const course = found((await loadCourses(act, [subject]))[0]);
  const names = new Map(
    (course.schedule?.visits ?? []).flatMap((visit) => visit.activities.map((activity) => [activity.key, activity.name] as const)),
  );
  const unknown = body.activities.filter((key) => !names.has(key));
  if (unknown.length > 0) throw new Refusal('activity-unknown', { count: unknown.length });
  const visitId = act.newId();
  const others = course.rows.filter((row) => row.visitKey === UNSCHEDULED);
  await store.insertVisits(act.tx, [
    {
      id: visitId,
      subject,
      visitDefinitionId: null,
      visitKey: UNSCHEDULED,
      name: body.name,
      position: 10_000,
      cycle: 1,
      repeatNo: others.reduce((last, row) => Math.max(last, row.repeatNo), 0) + 1,
      state: body.bookedFor ? 'booked' : 'planned',
      bookedFor: body.bookedFor ? civilDate(body.bookedFor) : null,
      source: 'program',
    },
  ]);
  const row = found(await store.loadVisit(act.tx, visitId));
  const keys = [...new Set(body.activities)];
  const activities = keys.map((key, position) => ({
    id: act.newId(),
    activityKey: key,
    name: names.get(key) ?? key,
    position,
    done: null,
    notDoneReason: null,
  }));
  await store.saveActivities(act.tx, row, activities, true);
  return detailOf(act, row, { course: { ...course, rows: [...course.rows, row] }, studySite, activities });
}
