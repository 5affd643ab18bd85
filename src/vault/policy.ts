// Who may know who a participant is: whoever holds `subjects.identify` where the person lies.
import { type Actor, may } from '#access/rules';

/** The permission that opens the vault. */
export const IDENTIFY = 'subjects.identify';

/** Whether the actor may know the identity of a person at this site and study. */
export function canIdentify(actor: Actor, place: { readonly siteId: string; readonly studyId: string }): boolean {
  return may(actor, IDENTIFY, place);
}
