// The shell of schedules: write drafts, release them.
import { type Act, requireMay } from '#access';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { studiesContract } from '../contract.ts';
import { wholeStudy } from '../policy.ts';
import { loadSchedule, viewScheduleVersion } from '../questions.ts';
import { type PlannedSchedule, checkSchedule, timedSchedule } from '../rules.ts';
import * as store from '../store.ts';

type Route = (typeof studiesContract)['saveSchedule'];
type ScheduleVersionView = AnswerOf<Route>;

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
  checkDraft(draft.schedule);
  const target = { studyId: draft.studyId, protocolVersionId: draft.protocolVersionId ?? null };
  await store.holdStudy(act.tx, draft.studyId);
  const id = await store.insertSchedule(act.tx, target, draft.schedule, act.newId);
  return viewScheduleVersion(act, found(await store.loadScheduleVersion(act.tx, id)));
}

/** Writes a schedule that came over the wire. */
export function saveScheduleByHand(act: Act, studyId: string, body: BodyOf<Route>): Promise<ScheduleVersionView> {
  // The parsed body differs from a schedule only in saying `undefined` for what JSON leaves out.
  return saveSchedule(act, { studyId, schedule: body.schedule as PlannedSchedule });
}

// Keys are unique over all timelines; the rest of the check concerns what is projected.
function checkDraft(schedule: PlannedSchedule): void {
  must(checkSchedule(timedSchedule(schedule)));
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

/** Releases a draft: from now on it cannot change, and sites of the study without a schedule get it. */
export async function releaseSchedule(act: Act, scheduleVersionId: string, version: number): Promise<ScheduleVersionView> {
  const before = found(await store.loadScheduleVersion(act.tx, scheduleVersionId));
  requireMay(act, 'studies.release-schedule', wholeStudy(before.studyId));
  if (before.version !== version) throw new Refusal('version-conflict', { yours: version, current: viewScheduleVersion(act, before) });
  if (before.status === 'released') throw new Refusal('already-released', { number: before.number });
  must(checkSchedule(found(await loadSchedule(act, scheduleVersionId)).schedule));
  if (!(await store.markReleased(act.tx, scheduleVersionId, version, act.now))) {
    throw new Refusal('version-conflict', {
      yours: version,
      current: viewScheduleVersion(act, found(await store.loadScheduleVersion(act.tx, scheduleVersionId))),
    });
  }
  await store.giveFirstSchedule(act.tx, before.studyId, scheduleVersionId);
  return viewScheduleVersion(act, found(await store.loadScheduleVersion(act.tx, scheduleVersionId)));
}
