// Releasing a schedule version as a person does: what will be signed is seen first, then signed and released in one act.
import type { TestPerson } from './world.ts';

/** What is posted to release the version as it stands now; the people of a test prove themselves as those of a demo do. */
export async function scheduleReleaseOf(person: TestPerson, scheduleVersionId: string, reason?: string) {
  const seen = await person.api('GET', `/signatures/records/${scheduleVersionId}?kind=studies.schedule-release`);
  return { sha256: seen.body.contentSha256 as string, demoConfirmation: 'demo signature', ...(reason === undefined ? {} : { reason }) };
}

/** Releases the version that was read at `version`. */
export async function releaseSchedule(person: TestPerson, draft: { readonly id: string; readonly version: number }, reason?: string) {
  const body = await scheduleReleaseOf(person, draft.id, reason);
  return person.api('POST', `/schedules/${draft.id}/release`, body, { 'if-match': String(draft.version) });
}
