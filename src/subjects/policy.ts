// Who may see, consent, advance and identify subjects; the same answers guard the commands and fill `can`.
import { type Actor, may } from '#access/rules';

/** Where a subject or study-site lies. */
export interface Place {
  readonly siteId: string;
  readonly studyId: string;
}

/** Whether the actor may see the subjects of this place by number. */
export function canView(actor: Actor, place: Place): boolean {
  return may(actor, 'subjects.view', place);
}

/** Whether the actor may record consents here. */
export function canConsent(actor: Actor, place: Place): boolean {
  return may(actor, 'subjects.consent', place);
}

/** Whether the actor may move subjects of this place to another state. */
export function canAdvance(actor: Actor, place: Place): boolean {
  return may(actor, 'subjects.advance', place);
}

/** Whether the actor may learn who the subject is. */
export function canIdentify(actor: Actor, place: Place): boolean {
  return may(actor, 'subjects.identify', place);
}

/** Arms are for those who treat or identify subjects of the site; finance, monitors and sponsors see numbers only. */
export function canSeeArm(actor: Actor, place: Place): boolean {
  return canAdvance(actor, place) || canIdentify(actor, place);
}

/** Why a participant failed, left or stopped can be a diagnosis: not for those who only count or pay. */
export function canSeeReasons(actor: Actor, place: Place): boolean {
  return may(actor, 'subjects.view-reasons', place);
}
