// Completing a visit: judged by its window on the site's calendar, recorded once, and everything that follows told.
import { type Act, requireMay } from '#access';
import { type Temporal, civilDate, dateInZone } from '#lib';
import { Refusal, found, must, together } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { type PublishedStudySite, studySiteById } from '#studies';
import type { Milestone } from '#studies/rules';
import { type SubjectRow, type VisitForSubject, followVisit, lockSubject } from '#subjects';
import { type CompletedVisit, visitCompleted, type visitsContract } from '../contract.ts';
import { type Course, definitionOf, isPlannedSlot, loadCourses, loadRecords, withRow } from '../questions/course.ts';
import { type KnownVisitParts, type RecordedActivity, activitiesToDecide, detailOf, modalitiesOf } from '../questions/visit.ts';
import { type VisitCompleted, decideComplete, isDone, milestoneGivenBy } from '../rules.ts';
import * as store from '../store.ts';
import { planAfterVisit } from './plan.ts';

type Routes = typeof visitsContract;
type Body = BodyOf<Routes['complete']>;
type Detail = AnswerOf<Routes['complete']>;

/** A visit with its place and its activities, its subject held until the transaction ends, and the subject's course. */
export interface HeldVisit {
  readonly row: store.VisitRow;
  readonly subject: SubjectRow;
  readonly course: Course;
  readonly studySite: PublishedStudySite;
  readonly onRecord: readonly store.ActivityRow[];
}

/** Holds the subject of a visit and reads everything about both as it is now; 404 out of scope. */
export async function holdVisit(act: Act, visitId: string): Promise<HeldVisit> {
  const { subjectId, studySiteId } = found(await store.loadVisit(act.tx, visitId));
  // Sent together and answered in this order: everything is read behind the lock.
  const [held, records, studySite, onRecord] = await together(
    lockSubject(act, subjectId),
    loadRecords(act, [subjectId]),
    studySiteById(act, studySiteId),
    store.loadActivities(act.tx, visitId),
  );
  const subject = found(held);
  const course = found((await loadCourses(act, [subject], records))[0]);
  return { row: found(course.rows.find((row) => row.id === visitId)), subject, course, studySite: found(studySite), onRecord };
}

/** Refuses with both values unless the version is the one that was read. */
export async function requireVersion(act: Act, row: store.VisitRow, version: number): Promise<void> {
  if (row.version !== version) throw new Refusal('version-conflict', { yours: version, current: await detailOf(act, row) });
}

// The rule knows one text per reason; the code stands before the words.
function reasonText(code: string | null, words: string | null): string | null {
  return code === null ? null : words === null ? code : `${code}: ${words}`;
}

function recorded(row: store.VisitRow, activities: readonly store.ActivityRow[]): VisitCompleted | null {
  if (!isDone(row.state) || row.actualDate === null || row.modality === null) return null;
  const { earliest, latest } = row;
  return {
    fact: 'visits.completed',
    visitId: row.id,
    subjectId: row.subjectId,
    visitKey: row.visitKey,
    cycle: row.cycle,
    correction: row.generation,
    state: row.state === 'completed' ? 'completed' : 'partially-completed',
    actualDate: row.actualDate,
    modality: row.modality,
    window: earliest && latest ? { earliest, latest } : null,
    outByDays: row.outByDays,
    outOfWindowReason: reasonText(row.reasonCode, row.reason),
    activities: activities.map(({ activityKey, done, notDoneReason }) => ({ key: activityKey, done: done ?? false, notDoneReason })),
  };
}

/**
 * Records that a visit took place [BR-02]: outside its window it is kept and needs a reason code; each activity is done, or not done with a
 * reason. The milestones it carries are reached and later visits planned anew. The same content again changes nothing and answers the same,
 * whatever version it names; other content needs the visit to be re-opened.
 */
export async function completeVisit(act: Act, visitId: string, body: Body, version: number): Promise<Detail> {
  const { row, known } = await recordVisit(act, visitId, body, version);
  return detailOf(act, row, known);
}

/** What the record of a visit is judged by. */
export interface VisitKnown extends Pick<HeldVisit, 'row' | 'subject' | 'course' | 'onRecord'> {
  readonly toDecide: ReturnType<typeof activitiesToDecide>;
}

/** Decides about the record of a visit by the rules of its window and its activities; `today` is the site's. */
export function decideRecord({ row, subject, course, onRecord, toDecide }: VisitKnown, body: Body, today: Temporal.PlainDate) {
  if (body.reasonCode === 'other' && !body.reason) throw new Refusal('reason-text-missing', { reasonCode: 'other' });
  return decideComplete(
    {
      visitId: row.id,
      subjectId: row.subjectId,
      visitKey: row.visitKey,
      cycle: row.cycle,
      correction: row.generation,
      state: row.state,
      activities: toDecide,
      modalities: modalitiesOf(course, row),
      window: row.earliest && row.latest ? { earliest: row.earliest, latest: row.latest } : null,
      consentedOn: subject.consentedOn,
      completed: recorded(row, onRecord),
    },
    {
      actualDate: civilDate(body.actualDate),
      modality: body.modality,
      activities: body.activities.map(({ key, done, notDoneReason }) => ({ key, done, notDoneReason: notDoneReason ?? null })),
      outOfWindowReason: reasonText(body.reasonCode ?? null, body.reason ?? null),
    },
    { today },
  );
}

// Answers the row of the visit and what is known of it.
async function recordVisit(
  act: Act,
  visitId: string,
  body: Body,
  version: number,
): Promise<{ readonly row: store.VisitRow; readonly known: KnownVisitParts }> {
  const { row, subject, course, studySite, onRecord } = await holdVisit(act, visitId);
  requireMay(act, 'visits.complete', row);
  const toDecide = activitiesToDecide(course, row, onRecord);
  const today = dateInZone(act.now, studySite.timeZone);
  const decision = decideRecord({ row, subject, course, onRecord, toDecide }, body, today);
  if (!decision.ok || decision.value.facts.length > 0) await requireVersion(act, row, version);
  const { visit, facts } = must(decision);
  if (facts.length === 0) return { row, known: { course, studySite, activities: onRecord } };
  const { saved, activities, keeping } = keep(act, { row, onRecord }, visit, body, toDecide);
  const [, after] = await together(keeping, follow(act, course, saved, factOf(saved, visit, toDecide), today));
  return { row: saved, known: { course: after, studySite, activities } };
}

// Everything that follows from a visit that took place; answers the course as it is then.
async function follow(act: Act, course: Course, saved: store.VisitRow, fact: CompletedVisit, today: Temporal.PlainDate): Promise<Course> {
  const after = await planAfterVisit(act, await moveSubject(act, withRow(course, saved), saved, today));
  await act.tell(visitCompleted, fact);
  return after;
}

/** The row of a visit as a completion leaves it: a reason is kept only where the visit lies outside its window. */
export function completedRow(act: Act, row: store.VisitRow, visit: VisitCompleted, body: Body): store.VisitRow {
  const isOut = (visit.outByDays ?? 0) !== 0;
  return store.asCompleted(row, {
    state: visit.state,
    actualDate: visit.actualDate,
    modality: visit.modality,
    outByDays: visit.outByDays,
    reasonCode: isOut ? (body.reasonCode ?? null) : null,
    reason: isOut ? (body.reason ?? null) : null,
    provisional: false,
    rebookNeeded: false,
    occurredAt: act.now,
    completedBy: act.actor.id,
  });
}

/** The activities of a completed visit in the order of the plan, each done or not done with its reason. */
export function decidedActivities(act: Act, visit: VisitCompleted, toDecide: readonly { readonly key: string; readonly name: string }[]) {
  const results = new Map(visit.activities.map((activity) => [activity.key, activity]));
  return toDecide.map(({ key, name }, position) => ({
    id: act.newId(),
    activityKey: key,
    name,
    position,
    done: results.get(key)?.done ?? false,
    notDoneReason: results.get(key)?.notDoneReason ?? null,
  }));
}

// Sends the record of the visit; what follows may be sent behind it before it is answered.
function keep(
  act: Act,
  { row, onRecord }: Pick<HeldVisit, 'row' | 'onRecord'>,
  visit: VisitCompleted,
  body: Body,
  toDecide: readonly { readonly key: string; readonly name: string }[],
): { saved: store.VisitRow; activities: readonly RecordedActivity[]; keeping: Promise<unknown> } {
  const saved = completedRow(act, row, visit, body);
  const activities = decidedActivities(act, visit, toDecide);
  const keeping = together(store.recordCompletion(act.tx, saved), store.saveActivities(act.tx, saved, activities, onRecord.length === 0));
  return { saved, activities, keeping };
}

/** The milestones that a visit carries. Consent is recorded by consenting and completion by a person; every other happens at its visit. */
export function carriedBy(course: Course, row: store.VisitRow): readonly Milestone[] {
  const carried = isPlannedSlot(row) ? (definitionOf(course, row.visitKey)?.carries ?? []) : [];
  return carried.filter((kind) => kind !== 'consented' && kind !== 'completed');
}

/** Moves the subject of a visit that took place, of a course that has it; `today` is the site's. Answers the course with the subject as it is then. */
export async function moveSubject(act: Act, course: Course, row: store.VisitRow, today: Temporal.PlainDate): Promise<Course> {
  const on = found(row.actualDate);
  const milestones = carriedBy(course, row).flatMap((kind) => {
    const given = milestoneGivenBy({ on, correction: row.generation }, kind, datesOfCarriers(course, kind, row.id));
    return given ? [{ kind, on: given }] : [];
  });
  return moveBy(act, course, { opensOn: on, today, milestones });
}

/** Moves the subject of a course by what a visit means for it; nothing is asked where it means nothing. */
export async function moveBy(act: Act, course: Course, meant: Omit<VisitForSubject, 'subjectId'>): Promise<Course> {
  const opens = meant.opensOn !== null && course.subject.status === 'consented';
  if (!opens && meant.milestones.length === 0) return course;
  const moved = await followVisit(act, { subjectId: course.subject.id, ...meant });
  return { ...course, subject: moved.row, milestones: { ...course.milestones, ...moved.milestones } };
}

/** When the visits that carry a milestone took place, this one aside. */
export function datesOfCarriers(course: Course, kind: Milestone, exceptVisitId: string) {
  return course.rows.flatMap((row) => {
    const carries =
      row.id !== exceptVisitId && row.actualDate !== null && isPlannedSlot(row) && definitionOf(course, row.visitKey)?.carries;
    return carries && carries.includes(kind) && row.actualDate ? [row.actualDate] : [];
  });
}

/** What is told of a visit that took place. */
export function factOf(
  row: store.VisitRow,
  visit: VisitCompleted,
  toDecide: readonly { readonly key: string; readonly name: string }[],
): CompletedVisit {
  const nameOf = new Map(toDecide.map((activity) => [activity.key, activity.name]));
  return {
    ...placeOf(row),
    visitKey: row.visitKey,
    visitName: row.name,
    cycle: row.cycle,
    repeatNo: row.repeatNo,
    serviceDate: visit.actualDate.toString(),
    outByDays: visit.outByDays,
    reasonCode: row.reasonCode,
    reason: row.reason,
    generation: row.generation,
    source: row.source,
    activities: visit.activities.map(({ key, done, notDoneReason }) => ({ key, name: nameOf.get(key) ?? key, done, notDoneReason })),
  };
}

/** The keys of a visit as its facts carry them. */
export function placeOf(row: store.VisitRow) {
  return { visitId: row.id, subjectId: row.subjectId, studyId: row.studyId, siteId: row.siteId, studySiteId: row.studySiteId };
}
