// Who may see, raise and assess deviations, and at which sites.
import { type Actor, may } from '#access/rules';

/** Whether the actor may assess a deviation at this site and study. */
export function canAssess(actor: Actor, record: { readonly siteId: string; readonly studyId: string }): boolean {
  return may(actor, 'monitoring.assess', record);
}
