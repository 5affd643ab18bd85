// The visits that a study plans: what a contract can price.
import type { Act } from '#access';
import { type LoadedSchedule, loadSchedule } from '#studies';
import { loadScheduleVersionIds } from '../store/contracts.ts';

interface Covering {
  readonly studyId: string;
  readonly siteId: string | null;
}

/** The schedules that are followed where the contract holds; empty while there is none. */
export async function followedSchedules(act: Act, contract: Covering): Promise<LoadedSchedule[]> {
  const followed: LoadedSchedule[] = [];
  for (const versionId of await loadScheduleVersionIds(act.tx, contract.studyId, contract.siteId)) {
    const loaded = await loadSchedule(act, versionId);
    if (loaded) followed.push(loaded);
  }
  return followed;
}

/** Visit keys of the schedules that are followed where the contract holds; null while there is none. */
export async function visitKeysOf(act: Act, contract: Covering): Promise<ReadonlySet<string> | null> {
  const keys = (await followedSchedules(act, contract)).flatMap((loaded) => loaded.visits.map((visit) => visit.key));
  return keys.length === 0 ? null : new Set(keys);
}
