// Who may change people and grants: administrators, and never their own.
import { type Actor, may } from './rules.ts';

/** Whether the actor administers people. */
export function canAdminister(actor: Actor): boolean {
  return may(actor, 'access.administer', {});
}

/** Whether the actor may give this person a grant. Nobody gives one to themselves, or to somebody who is closed off. */
export function canGrantTo(actor: Actor, person: { readonly id: string; readonly disabledAt: unknown }): boolean {
  return canAdminister(actor) && person.id !== actor.id && person.disabledAt === null;
}
