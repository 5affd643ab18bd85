// Who may read the trail of a record: whoever holds `audit.view` where the entry lies.
import { type Actor, may } from '#access/rules';

/** Whether the entry is for this actor; the walls by row have already kept out what is out of scope. */
export function canSee(actor: Actor, entry: { readonly siteId: string | null; readonly studyId: string | null }): boolean {
  return may(actor, 'audit.view', entry);
}
