// The shell of people and grants: load, ask the policy, save.
import { createHash, createHmac } from 'node:crypto';
import type { z } from 'zod';
import { civilDate } from '#lib';
import { Refusal, found } from '#platform';
import type { BodyOf } from '#platform/contract';
import type { Act } from './act.ts';
import { type accessContract, grantGiven, type grantView, type personView } from './contract.ts';
import { canAdminister, canGrantTo, canInvite } from './policy.ts';
import { viewGrant, viewPerson } from './questions.ts';
import { endSessionsOf } from './store/account.ts';
import * as store from './store.ts';

type Routes = typeof accessContract;

const INVITATION_DAYS = 7;

/**
 * The secret of an invitation's link: made from the installation's key and the invitation's id, so that the letter can be
 * written again after a failure and nobody has to keep it. The database keeps its digest.
 */
export function invitationSecret(macKey: Uint8Array, invitationId: string): string {
  return createHmac('sha256', macKey).update(`invitation ${invitationId}`).digest('base64url');
}

/** The secret of a link by which a person chooses another password; made and kept like an invitation's. */
export function resetSecret(macKey: Uint8Array, resetId: string): string {
  return createHmac('sha256', macKey).update(`password reset ${resetId}`).digest('base64url');
}

/**
 * Adds a person without any grant, and their invitation; its letter goes out after the commit. Refuses an address that
 * belongs, or once belonged, to anybody.
 */
export async function addPerson(act: Act, macKey: Uint8Array, body: BodyOf<Routes['addPerson']>): Promise<z.infer<typeof personView>> {
  if (!canAdminister(act.actor)) throw new Refusal('not-allowed');
  const id = act.newId();
  if (!(await store.insertPerson(act.tx, { id, name: body.name, email: body.email, kind: body.kind })))
    throw new Refusal('already-exists', { field: 'email' });
  await insertInvitation(act, macKey, id);
  return viewPerson(act, id);
}

/** Invites once more a person who has no account yet; earlier links stop working. */
export async function invitePerson(act: Act, macKey: Uint8Array, personId: string): Promise<z.infer<typeof personView>> {
  const person = found(await store.loadPerson(act.tx, personId));
  if (!canAdminister(act.actor)) throw new Refusal('not-allowed');
  if (!canInvite(act.actor, person))
    throw new Refusal('has-account', { account: person.accountId !== null, disabled: person.disabledAt !== null });
  await insertInvitation(act, macKey, personId);
  return viewPerson(act, personId);
}

async function insertInvitation(act: Act, macKey: Uint8Array, personId: string): Promise<void> {
  const id = act.newId();
  const secretSha256 = createHash('sha256').update(invitationSecret(macKey, id)).digest();
  await store.insertInvitation(act.tx, { id, personId, secretSha256, days: INVITATION_DAYS });
}

/** Closes a person off: from the next statement on, no credential of theirs opens anything. */
export async function disablePerson(act: Act, personId: string, version: number): Promise<z.infer<typeof personView>> {
  const person = found(await store.loadPerson(act.tx, personId));
  if (!canAdminister(act.actor) || person.id === act.actor.id) throw new Refusal('not-allowed');
  if (person.disabledAt !== null && person.version === version) throw new Refusal('already-ended');
  if (!(await store.disable(act.tx, personId, version, act.now)))
    throw new Refusal('version-conflict', { yours: version, current: await viewPerson(act, personId) });
  await endSessionsOf(act.tx, personId);
  return viewPerson(act, personId);
}

/** Gives a person a role somewhere, from a day to a day. Outside roles are always end-dated. */
export async function giveGrant(act: Act, personId: string, body: BodyOf<Routes['giveGrant']>): Promise<z.infer<typeof grantView>> {
  const person = found(await store.loadPerson(act.tx, personId));
  if (!canGrantTo(act.actor, person)) throw new Refusal('not-allowed');
  if (body.validTo !== null && body.validTo < body.validFrom)
    throw new Refusal('dates-reversed', { validFrom: body.validFrom, validTo: body.validTo });
  if (person.kind === 'external' && body.validTo === null) throw new Refusal('end-date-required', { kind: person.kind });
  const id = act.newId();
  await store.insertGrant(act.tx, {
    id,
    personId,
    role: body.role,
    siteId: body.siteId,
    studyId: body.studyId,
    validFrom: civilDate(body.validFrom),
    validTo: body.validTo === null ? null : civilDate(body.validTo),
    givenBy: act.actor.id,
    reason: body.reason,
  });
  const { role, siteId, studyId, validFrom, validTo } = body;
  await act.tell(grantGiven, { grantId: id, personId, role, siteId, studyId, validFrom, validTo });
  return viewGrant(act, found(await store.loadGrant(act.tx, id)), act.actor.name);
}

/** Takes a grant back; it stops opening rows at the next statement. */
export async function revokeGrant(act: Act, grantId: string, version: number): Promise<z.infer<typeof grantView>> {
  const grant = found(await store.loadGrant(act.tx, grantId));
  if (!canAdminister(act.actor) || grant.personId === act.actor.id) throw new Refusal('not-allowed');
  if (grant.revokedAt !== null && grant.version === version) throw new Refusal('already-ended');
  if (!(await store.revoke(act.tx, grantId, version, act.now)))
    throw new Refusal('version-conflict', { yours: version, current: await viewOne(act, grantId) });
  return viewOne(act, grantId);
}

async function viewOne(act: Act, grantId: string): Promise<z.infer<typeof grantView>> {
  const grant = found(await store.loadGrant(act.tx, grantId));
  const giver = await store.loadPerson(act.tx, grant.givenBy);
  return viewGrant(act, grant, giver?.name ?? '');
}
