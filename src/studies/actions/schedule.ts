// The shell of schedules: write drafts, and write them over.
import { type Act, requireMay } from '#access';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { studiesContract } from '../contract.ts';
import { wholeStudy } from '../policy.ts';
import { viewScheduleVersion } from '../questions.ts';
import { type PlannedSchedule, checkSchedule, timedSchedule } from '../rules.ts';
import * as store from '../store.ts';

type Route = (typeof studiesContract)['saveSchedule'];
type AmendRoute = (typeof studiesContract)['amendSchedule'];
type ScheduleVersionView = AnswerOf<Route>;

/** Who writes a schedule now. */
export function writerOf({ actor, now }: Act): store.Writer {
  return { id: actor.id, name: actor.name, at: now };
}

/** What `saveSchedule` takes; `firstDay`, epochs, arms and activities stand in the schedule. */
export interface ScheduleDraft {
  readonly studyId: string;
  readonly protocolVersionId?: string | null;
  readonly schedule: PlannedSchedule;
}

/** Writes a schedule as the study's next draft; earlier drafts stay as they were. Refuses one that could not be projected. */
export async function saveSchedule(act: Act, draft: ScheduleDraft): Promise<ScheduleVersionView> {
  found(await store.loadStudy(act.tx, draft.studyId));
  requireMay(act, 'studies.import', wholeStudy(draft.studyId));
  must(checkSchedule(timedSchedule(draft.schedule)));
  checkStorable(draft.schedule);
  const target = { studyId: draft.studyId, protocolVersionId: draft.protocolVersionId ?? null };
  await store.holdStudy(act.tx, draft.studyId);
  const id = await store.insertSchedule(act.tx, target, writerOf(act), draft.schedule, act.newId);
  return viewScheduleVersion(act, found(await store.loadScheduleVersion(act.tx, id)));
}

/** Writes a schedule that came over the wire; one based on an imported version stays tied to its protocol. */
export async function saveScheduleByHand(act: Act, studyId: string, body: BodyOf<Route>): Promise<ScheduleVersionView> {
  const basis = body.basedOn === undefined ? null : found(await store.loadScheduleVersion(act.tx, body.basedOn));
  if (basis && basis.studyId !== studyId) throw new Refusal('not-found');
  // The parsed body differs from a schedule only in saying `undefined` for what JSON leaves out.
  const schedule = body.schedule as PlannedSchedule;
  return saveSchedule(act, { studyId, protocolVersionId: basis?.protocolVersionId ?? null, schedule });
}

/** Writes over a draft that was read at `version`; half-finished ones are kept too. Refuses what is released or was changed by others. */
export async function amendSchedule(
  act: Act,
  scheduleVersionId: string,
  version: number,
  body: BodyOf<AmendRoute>,
): Promise<ScheduleVersionView> {
  const before = found(await store.loadScheduleVersion(act.tx, scheduleVersionId));
  requireMay(act, 'studies.import', wholeStudy(before.studyId));
  if (before.status === 'released') throw new Refusal('already-released', { number: before.number });
  const schedule = body.schedule as PlannedSchedule;
  checkStorable(schedule);
  const target = { id: before.id, studyId: before.studyId, version };
  if (before.version !== version || !(await store.replaceDraft(act.tx, target, schedule, writerOf(act), act.newId)))
    throw await conflict(act, scheduleVersionId, version);
  return viewScheduleVersion(act, found(await store.loadScheduleVersion(act.tx, scheduleVersionId)));
}

/** Somebody saved in between: both versions, for the one who lost. */
export async function conflict(act: Act, scheduleVersionId: string, version: number): Promise<Refusal> {
  const current = found(await store.loadScheduleVersion(act.tx, scheduleVersionId));
  return new Refusal('version-conflict', { yours: version, current: await viewScheduleVersion(act, current) });
}

// Keys are unique over all timelines; whether it can be projected is another question, asked before a release.
function checkStorable(schedule: PlannedSchedule): void {
  const keys = schedule.visits.map((visit) => visit.key);
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) throw new Refusal('visit-duplicated', { visit: key });
    seen.add(key);
  }
  for (const visit of schedule.visits) {
    const activities = (visit.activities ?? []).map((activity) => activity.key);
    if (new Set(activities).size < activities.length) throw new Refusal('activity-duplicated', { visit: visit.key });
  }
}
