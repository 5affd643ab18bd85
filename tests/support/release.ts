// Putting a contract version into force as a person does: the dry run is seen first, then the release names it.
import type { TestPerson } from './world.ts';

/** The headers and body of a release of the draft as it stands now. */
export async function releaseOf(
  person: TestPerson,
  draft: { readonly id: string; readonly version: number },
): Promise<{ readonly body: { readonly dryRunSha256: string }; readonly headers: Record<string, string> }> {
  const seen = await person.api('GET', `/contract-versions/${draft.id}/dry-run`);
  return { body: { dryRunSha256: seen.body.sha256 }, headers: { 'if-match': String(draft.version) } };
}

/** Releases a draft. */
export async function releaseDraft(person: TestPerson, draft: { readonly id: string; readonly version: number }) {
  const { body, headers } = await releaseOf(person, draft);
  return person.api('POST', `/contract-versions/${draft.id}/release`, body, headers);
}
