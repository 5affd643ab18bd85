// The shell of accounts: keys for programs, ending sessions, passkeys, and what administrators do for people who are locked out.
import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { Temporal, civilDate } from '#lib';
import { Refusal, found } from '#platform';
import type { BodyOf } from '#platform/contract';
import type { Act } from '../act.ts';
import type { accountContract, apiKeyView } from '../contract/account.ts';
import { canAdminister } from '../policy.ts';
import { viewAccount, viewKey } from '../questions/account.ts';
import { loadPerson } from '../store.ts';
import * as store from '../store/account.ts';

const LONGEST_KEY_DAYS = 366;

/**
 * Makes a key that carries some of the actor's own grants until the end of a day (UTC). Its secret stands in this answer and
 * nowhere else. A key carries no administration: that takes a person who proves who they are.
 */
export async function createKey(
  act: Act,
  body: BodyOf<(typeof accountContract)['createKey']>,
): Promise<z.infer<typeof apiKeyView> & { secret: string }> {
  const own = new Map((await viewAccount(act)).grants.map((grant) => [grant.id, grant]));
  const grantIds = [...new Set(body.grantIds)];
  for (const grantId of grantIds) {
    const grant = own.get(grantId);
    if (!grant) throw new Refusal('grant-not-own', { field: 'grantIds' });
    if (grant.role === 'administrator') throw new Refusal('key-administers', { field: 'grantIds' });
  }
  const today = act.now.toZonedDateTimeISO('UTC').toPlainDate();
  const lastDay = civilDate(body.expiresOn);
  const latest = today.add({ days: LONGEST_KEY_DAYS });
  if (Temporal.PlainDate.compare(lastDay, today) < 0) throw new Refusal('date-past', { field: 'expiresOn', today: today.toString() });
  if (Temporal.PlainDate.compare(lastDay, latest) > 0) throw new Refusal('key-too-long', { field: 'expiresOn', latest: latest.toString() });
  const id = act.newId();
  const secret = `swk_${randomBytes(32).toString('base64url')}`;
  await store.insertKey(act.tx, {
    id,
    personId: act.actor.id,
    name: body.name,
    start: secret.slice(0, 8),
    secretSha256: createHash('sha256').update(secret).digest(),
    grantIds,
    expiresAt: lastDay.add({ days: 1 }).toZonedDateTime('UTC').toInstant(),
  });
  await tell(act, act.actor.id, 'key-created');
  return { ...viewKey(found(await store.loadKey(act.tx, id)), act.now), secret };
}

/** Takes a key back: from the next statement on it opens nothing. */
export async function revokeKey(act: Act, keyId: string): Promise<z.infer<typeof apiKeyView>> {
  found(await store.loadKey(act.tx, keyId));
  if (!(await store.revokeKey(act.tx, keyId, act.now))) throw new Refusal('already-ended');
  await tell(act, act.actor.id, 'key-revoked');
  return viewKey(found(await store.loadKey(act.tx, keyId)), act.now);
}

/** Ends one of the actor's other sessions. */
export async function endSession(act: Act, sessionId: string): Promise<{ ended: number }> {
  const ended = await store.endSessions(act.tx, sessionId);
  if (ended === 0) throw new Refusal('not-found');
  await tell(act, act.actor.id, 'sessions-ended');
  return { ended };
}

/** Signs the actor out everywhere else. */
export async function endOtherSessions(act: Act): Promise<{ ended: number }> {
  const ended = await store.endSessions(act.tx, null);
  if (ended > 0) await tell(act, act.actor.id, 'sessions-ended');
  return { ended };
}

/** Removes one of the actor's passkeys. */
export async function removePasskey(act: Act, passkeyId: string): Promise<{ removed: true }> {
  if (!(await store.removePasskey(act.tx, passkeyId))) throw new Refusal('not-found');
  await tell(act, act.actor.id, 'passkey-removed');
  return { removed: true };
}

/** Takes the lock of a person's account away. Nobody unlocks themselves. */
export async function unlockPerson(act: Act, personId: string): Promise<{ unlocked: true }> {
  const person = found(await loadPerson(act.tx, personId));
  if (!canAdminister(act.actor) || person.id === act.actor.id) throw new Refusal('not-allowed');
  if (!(await store.unlock(act.tx, personId))) throw new Refusal('not-locked');
  await tell(act, personId, 'unlocked');
  return { unlocked: true };
}

/** Forgets a person's second factor, after they were recognised in another way. Nobody resets their own. */
export async function resetSecondFactor(act: Act, personId: string): Promise<{ reset: true }> {
  const person = found(await loadPerson(act.tx, personId));
  if (!canAdminister(act.actor) || person.id === act.actor.id) throw new Refusal('not-allowed');
  if (!(await store.resetSecondFactor(act.tx, personId))) throw new Refusal('no-account');
  await tell(act, personId, 'second-factor-reset');
  return { reset: true };
}

function tell(act: Act, personId: string, kind: Parameters<typeof store.insertEvent>[1]['kind']): Promise<void> {
  return store.insertEvent(act.tx, { id: act.newId(), personId, kind });
}
