// Who may know who a participant is: whoever holds `subjects.identify` where the person lies.
import { type Act, requireMay } from '#access';

/** Refuses unless the actor may know the identity of a person at this site and study. */
export function requireIdentify(act: Act, place: { readonly siteId: string; readonly studyId: string }): void {
  requireMay(act, 'subjects.identify', place);
}
