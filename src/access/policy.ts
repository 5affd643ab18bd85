// Who may change people and grants: administrators, and never their own.
import { type Actor, may } from './rules.ts';

/** Whether the actor administers people: for the network as a whole or not at all. */
export function canAdminister(actor: Actor): boolean {
  return may(actor, 'access.administer', { siteId: null, studyId: null });
}

/** Whether the actor may give this person a grant. Nobody gives one to themselves, or to somebody who is closed off. */
export function canGrantTo(actor: Actor, person: { readonly id: string; readonly disabledAt: unknown }): boolean {
  return canAdminister(actor) && person.id !== actor.id && person.disabledAt === null;
}

/** Whether the actor may send this person a (further) invitation: somebody with an address and without an account. */
export function canInvite(
  actor: Actor,
  person: { readonly email: string | null; readonly accountId: string | null; readonly disabledAt: unknown },
): boolean {
  return canAdminister(actor) && person.email !== null && person.accountId === null && person.disabledAt === null;
}

/** Whether the actor may unlock this person's account or forget its second factor. Nobody does it for themselves. */
export function canRescue(
  actor: Actor,
  person: { readonly id: string; readonly accountId: string | null; readonly disabledAt: unknown },
): boolean {
  return canAdminister(actor) && person.id !== actor.id && person.accountId !== null && person.disabledAt === null;
}
