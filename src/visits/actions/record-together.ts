// Recording several visits of one subject at once: what a site enters that takes up the program in the middle of a course, or was without a network.
import { type Act, requireMay } from '#access';
import { type Temporal, dateInZone } from '#lib';
import { Refusal, found, must, together } from '#platform';
import type { BodyOf } from '#platform/contract';
import { type PublishedStudySite, studySiteById } from '#studies';
import { lockSubject } from '#subjects';
import { type CompletedVisit, visitsCompleted, type visitsContract } from '../contract.ts';
import { type Course, isPlannedSlot, loadCourses, loadRecords, withRow } from '../questions/course.ts';
import { activitiesToDecide } from '../questions/visit.ts';
import * as store from '../store.ts';
import { completedRow, decideRecord, decidedActivities, factOf, moveSubject } from './complete.ts';
import { difference, rowsAfter } from './plan.ts';

/** A visit that took place, named by its slot in the subject's plan. */
export interface ToldVisit {
  readonly visitKey: string;
  readonly cycle: number;
  readonly body: BodyOf<(typeof visitsContract)['complete']>;
  /** The moment at which it is told; the act's own if left out. */
  readonly toldAt?: Temporal.Instant;
}

/** A subject held by this transaction while its visits are recorded, what is decided and not written yet, and what is to be told. */
interface Recording {
  readonly studySite: PublishedStudySite;
  readonly activities: ReadonlyMap<string, readonly store.ActivityRow[]>;
  course: Course;
  /** The visits as the database has them. */
  written: ReadonlyMap<string, store.VisitRow>;
  readonly gone: Set<string>;
  readonly decided: Map<string, readonly store.DecidedActivity[]>;
  readonly facts: CompletedVisit[];
}

/**
 * Records visits of a subject in the order in which they took place, each by the rules of `completeVisit` on the plan as the visits before it
 * leave it; all are written and told together at the end. Refuses a slot that the plan does not know. All of them, or none.
 */
export async function recordVisits(act: Act, subjectId: string, told: readonly ToldVisit[]): Promise<void> {
  const recording = await begin(act, subjectId);
  for (const visit of told) {
    const then = { ...act, now: visit.toldAt ?? act.now };
    const row = recording.course.rows.find(
      (other) => isPlannedSlot(other) && other.visitKey === visit.visitKey && other.cycle === visit.cycle,
    );
    if (!row) throw new Refusal('not-found', { visitKey: visit.visitKey, cycle: visit.cycle });
    await record(then, recording, row, visit.body);
  }
  if (recording.facts.length === 0) return;
  await write(act, recording);
  const { id, studyId, siteId, studySiteId } = recording.course.subject;
  await act.tell(visitsCompleted, { subjectId: id, studyId, siteId, studySiteId, visits: recording.facts });
}

async function begin(act: Act, subjectId: string): Promise<Recording> {
  // Sent together and answered in this order: everything is read behind the lock.
  const [held, records] = await together(lockSubject(act, subjectId), loadRecords(act, [subjectId]));
  const subject = found(held);
  requireMay(act, 'visits.complete', subject);
  const ids = records.rows.map((row) => row.id);
  const [studySite, onRecord] = await together(studySiteById(act, subject.studySiteId), store.loadActivitiesOf(act.tx, ids));
  const activities = new Map(ids.map((id) => [id, onRecord.filter((activity) => activity.visitId === id)]));
  const course = found((await loadCourses(act, [subject], records))[0]);
  const written = new Map(course.rows.map((row) => [row.id, row]));
  return { studySite: found(studySite), activities, course, written, gone: new Set(), decided: new Map(), facts: [] };
}

async function record(act: Act, recording: Recording, row: store.VisitRow, body: ToldVisit['body']): Promise<void> {
  const { course, studySite } = recording;
  const onRecord = recording.activities.get(row.id) ?? [];
  const toDecide = activitiesToDecide(course, row, onRecord);
  const today = dateInZone(act.now, studySite.timeZone);
  const { visit, facts } = must(decideRecord({ row, subject: course.subject, course, onRecord, toDecide }, body, today));
  if (facts.length === 0) return;
  const saved = completedRow(act, row, visit, body);
  recording.decided.set(row.id, decidedActivities(act, visit, toDecide));
  recording.facts.push(factOf(saved, visit, toDecide));
  const after = await moveSubject(act, withRow(course, saved), saved, today);
  const change = difference(act, after);
  for (const id of change.gone) recording.gone.add(id);
  recording.course = { ...after, rows: rowsAfter(after, change) };
}

// What came and went between two visits was never there.
async function write(act: Act, { course, written, gone, decided, activities }: Recording): Promise<void> {
  const fresh = course.rows.filter((row) => !written.has(row.id));
  const changed = course.rows.filter((row) =>
    written.has(row.id) ? written.get(row.id) !== row && !gone.has(row.id) : decided.has(row.id),
  );
  const { subject } = course;
  const isFirst = [...decided.keys()].every((id) => (activities.get(id) ?? []).length === 0);
  await together(
    store.deletePlanned(
      act.tx,
      [...gone].filter((id) => written.has(id)),
    ),
    store.insertVisits(
      act.tx,
      fresh.map((row) => ({ ...row, subject, state: 'planned', actualDate: null, modality: null, outByDays: null, occurredAt: null })),
    ),
    store.saveVisits(act.tx, changed),
    store.saveActivitiesOf(act.tx, subject, decided, isFirst),
  );
}
