// Who may see, book, complete and correct visits; the same answers guard the commands and fill `can`.
import { type Actor, may } from '#access/rules';

/** Where a visit lies. */
export interface Place {
  readonly siteId: string;
  readonly studyId: string;
}

/** Whether the actor may see visits of this place. */
export function canView(actor: Actor, place: Place): boolean {
  return may(actor, 'visits.view', place);
}

/** Whether the actor may record that a visit took place. */
export function canComplete(actor: Actor, place: Place): boolean {
  return may(actor, 'visits.complete', place);
}

/** Whether the actor may book visits and add unscheduled ones. */
export function canBook(actor: Actor, place: Place): boolean {
  return may(actor, 'visits.book', place);
}

/** Whether the actor may re-open a visit. */
export function canCorrect(actor: Actor, place: Place): boolean {
  return may(actor, 'visits.correct', place);
}
