// The shell of releasing a schedule: by a person's signature, by an import, or by the local operator's command, and said as that.
import { type Act, requireMay } from '#access';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { signWithAct } from '#signatures';
import type { studiesContract } from '../contract.ts';
import { wholeStudy } from '../policy.ts';
import { loadSchedule, viewScheduleVersion } from '../questions.ts';
import { checkSchedule } from '../rules.ts';
import { RELEASE_KIND, type ReleasedAs } from '../rules/release.ts';
import * as store from '../store.ts';
import { conflict, writerOf } from './schedule.ts';

type Route = (typeof studiesContract)['releaseSchedule'];
type ScheduleVersionView = AnswerOf<Route>;

/**
 * Releases a draft under the actor's signature of exactly what they were shown: from now on it cannot change, and sites of the study without a
 * schedule get it. Refuses what cannot be projected, another version or content than was shown, and a missing proof of the person.
 */
export async function releaseSchedule(
  act: Act,
  scheduleVersionId: string,
  version: number,
  { sha256, reason, demoConfirmation }: BodyOf<Route>,
): Promise<ScheduleVersionView> {
  await toRelease(act, scheduleVersionId, version);
  await signWithAct(act, { kind: RELEASE_KIND, recordId: scheduleVersionId, version, sha256 }, demoConfirmation ?? null);
  return release(act, scheduleVersionId, version, { as: 'signed', reason: reason ?? null });
}

/** Releases the first schedule of a study with the import that brought it; the version says so. */
export async function releaseImported(act: Act, scheduleVersionId: string, version: number): Promise<ScheduleVersionView> {
  await toRelease(act, scheduleVersionId, version);
  return release(act, scheduleVersionId, version, { as: 'imported', reason: null });
}

/** Releases a draft on the local operator's command, who has nobody's signature; the version says so. */
export async function releaseByCommand(act: Act, scheduleVersionId: string, version: number): Promise<ScheduleVersionView> {
  if (act.actor.kind !== 'operator') throw new Refusal('not-allowed', { permission: 'studies.release-schedule', only: 'operator' });
  await toRelease(act, scheduleVersionId, version);
  return release(act, scheduleVersionId, version, { as: 'by-command', reason: null });
}

async function toRelease(act: Act, scheduleVersionId: string, version: number): Promise<void> {
  const before = found(await store.loadScheduleVersion(act.tx, scheduleVersionId));
  requireMay(act, 'studies.release-schedule', wholeStudy(before.studyId));
  if (before.version !== version) throw await conflict(act, scheduleVersionId, version);
  if (before.status === 'released') throw new Refusal('already-released', { number: before.number });
  must(checkSchedule(found(await loadSchedule(act, scheduleVersionId)).schedule));
}

async function release(
  act: Act,
  scheduleVersionId: string,
  version: number,
  how: { readonly as: ReleasedAs; readonly reason: string | null },
): Promise<ScheduleVersionView> {
  if (!(await store.markReleased(act.tx, scheduleVersionId, version, writerOf(act), how)))
    throw await conflict(act, scheduleVersionId, version);
  const after = found(await store.loadScheduleVersion(act.tx, scheduleVersionId));
  await store.giveFirstSchedule(act.tx, after.studyId, scheduleVersionId);
  return viewScheduleVersion(act, after);
}
