// Who may sign and return: whoever holds the permission of the record's kind where the record lies.
import { type Actor, may, roles } from '#access/rules';

/** Where a record lies; null stands for a record of the whole network or of a whole study. */
export interface Place {
  readonly siteId: string | null;
  readonly studyId: string | null;
}

/** Whether the actor signs records of this kind here. What is signed with an act of its room needs the right to that act alone. */
export function canSign(actor: Actor, { permission, withAct }: { permission: string; withAct?: true }, place: Place): boolean {
  return actor.kind === 'staff' && (withAct === true || may(actor, 'signatures.sign', place)) && may(actor, permission, place);
}

/** The places where the actor signs records of a kind, as the grants of the roles that hold its permission say. */
export function placesToSign(actor: Actor, permission: string): Place[] {
  if (actor.kind !== 'staff') return [];
  return actor.grants
    .filter((grant) => roles[grant.role].includes('signatures.sign') && roles[grant.role].includes(permission))
    .map(({ siteId, studyId }) => ({ siteId, studyId }));
}
