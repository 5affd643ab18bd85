// Who may change studies: whoever works for the network as a whole, or for the study as a whole.
import { type Actor, may } from '#access/rules';

/** A study as a whole, at none of its sites in particular. */
export function wholeStudy(studyId: string | null): { siteId: null; studyId: string | null } {
  return { siteId: null, studyId };
}

/** Whether the actor may import protocols and write schedules of this study; null asks about a new study. */
export function canImport(actor: Actor, studyId: string | null): boolean {
  return may(actor, 'studies.import', wholeStudy(studyId));
}

/** Whether the actor may release a schedule of this study to its sites. */
export function canRelease(actor: Actor, studyId: string): boolean {
  return may(actor, 'studies.release-schedule', wholeStudy(studyId));
}

/** Whether the actor may open sites of this study. */
export function canOpenSite(actor: Actor, studyId: string): boolean {
  return may(actor, 'studies.open-site', wholeStudy(studyId));
}

/** Whether the actor may change this study-site. */
export function canChangeStudySite(actor: Actor, studySite: { readonly siteId: string; readonly studyId: string }): boolean {
  return may(actor, 'studies.open-site', { siteId: studySite.siteId, studyId: studySite.studyId });
}

/** Whether the actor may look into the protocol and the schedules of a study that is in their scope. */
export function canViewSchedule(actor: Actor, studyId: string): boolean {
  return may(actor, 'studies.view-schedule', { studyId });
}
