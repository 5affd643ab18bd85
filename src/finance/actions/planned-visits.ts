// The visits that a study plans: what a contract can price.
import type { Act } from '#access';
import { loadSchedule } from '#studies';
import { loadScheduleVersionIds } from '../store/contracts.ts';

/** Visit keys of the schedules that are followed where the contract holds; null while there is none. */
export async function visitKeysOf(
  act: Act,
  contract: { readonly studyId: string; readonly siteId: string | null },
): Promise<ReadonlySet<string> | null> {
  const keys = new Set<string>();
  const versionIds = await loadScheduleVersionIds(act.tx, contract.studyId, contract.siteId);
  for (const versionId of versionIds) {
    const loaded = await loadSchedule(act, versionId);
    for (const visit of loaded?.visits ?? []) keys.add(visit.key);
  }
  return keys.size === 0 ? null : keys;
}
