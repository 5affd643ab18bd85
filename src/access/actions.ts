// The shell of people and grants: load, ask the policy, save.
import type { z } from 'zod';
import { civilDate } from '#lib';
import { Refusal, found } from '#platform';
import type { BodyOf } from '#platform/contract';
import type { Act } from './act.ts';
import type { accessContract, grantView, personView } from './contract.ts';
import { canAdminister, canGrantTo } from './policy.ts';
import { viewGrant, viewPerson } from './questions.ts';
import * as store from './store.ts';

type Routes = typeof accessContract;

/** Adds a person without any grant. Refuses an address that belongs, or once belonged, to anybody. */
export async function addPerson(act: Act, body: BodyOf<Routes['addPerson']>): Promise<z.infer<typeof personView>> {
  if (!canAdminister(act.actor)) throw new Refusal('not-allowed');
  const id = act.newId();
  if (!(await store.insertPerson(act.tx, { id, name: body.name, email: body.email, kind: body.kind }))) throw new Refusal('already-exists', { field: 'email' });
  return viewPerson(act.actor, found(await store.loadPerson(act.tx, id)), []);
}

/** Closes a person off: from the next statement on, no credential of theirs opens anything. */
export async function disablePerson(act: Act, personId: string, version: number): Promise<z.infer<typeof personView>> {
  const person = found(await store.loadPerson(act.tx, personId));
  if (!canAdminister(act.actor) || person.id === act.actor.id) throw new Refusal('not-allowed');
  if (!(await store.disable(act.tx, personId, version, act.now))) throw new Refusal('version-conflict', { yours: version, current: person.version });
  return viewPerson(act.actor, found(await store.loadPerson(act.tx, personId)), []);
}

/** Gives a person a role somewhere, from a day to a day. Outside roles are always end-dated. */
export async function giveGrant(act: Act, personId: string, body: BodyOf<Routes['giveGrant']>): Promise<z.infer<typeof grantView>> {
  const person = found(await store.loadPerson(act.tx, personId));
  if (!canGrantTo(act.actor, person)) throw new Refusal('not-allowed');
  if (body.validTo !== null && body.validTo < body.validFrom) throw new Refusal('dates-reversed', { validFrom: body.validFrom, validTo: body.validTo });
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
  return viewGrant(act, found(await store.loadGrant(act.tx, id)), act.actor.name);
}

/** Takes a grant back; it stops opening rows at the next statement. */
export async function revokeGrant(act: Act, grantId: string, version: number): Promise<z.infer<typeof grantView>> {
  const grant = found(await store.loadGrant(act.tx, grantId));
  if (!canAdminister(act.actor) || grant.personId === act.actor.id) throw new Refusal('not-allowed');
  if (!(await store.revoke(act.tx, grantId, version, act.now))) throw new Refusal('version-conflict', { yours: version, current: grant.version });
  return viewGrant(act, found(await store.loadGrant(act.tx, grantId)), act.actor.name);
}
