// Who may see, record and judge adverse events; the same answers guard the commands and fill `can`.
import { type Actor, may } from '#access/rules';

/** Where an event lies. */
export interface Place {
  readonly siteId: string;
  readonly studyId: string;
}

/** Whether the actor may record, correct, resolve and report events here. */
export function canRecord(actor: Actor, place: Place): boolean {
  return may(actor, 'safety.record', place);
}

/** Whether the actor may judge causality here: investigators alone. */
export function canJudge(actor: Actor, place: Place): boolean {
  return may(actor, 'safety.judge', place);
}
