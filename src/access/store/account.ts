// What the application's role writes and reads of accounts: keys, events, and the functions that end sessions and remove passkeys.
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Temporal } from '#lib';
import type { Tx } from '#platform';
import { type AccountEventKind, mailedEvents } from '../contract.ts';
import { accountEvent, apiKey } from '../tables.ts';

// Everything but the digest, which the program may not read.
const keyColumns = {
  id: apiKey.id,
  personId: apiKey.personId,
  name: apiKey.name,
  start: apiKey.start,
  grantIds: apiKey.grantIds,
  expiresAt: apiKey.expiresAt,
  revokedAt: apiKey.revokedAt,
  createdAt: apiKey.createdAt,
};
export type ApiKeyRow = Omit<typeof apiKey.$inferSelect, 'secretSha256'>;

/** The actor's own keys, newest first. */
export function loadKeys(tx: Tx): Promise<ApiKeyRow[]> {
  return tx.select(keyColumns).from(apiKey).orderBy(desc(apiKey.createdAt), desc(apiKey.id));
}

/** One key of the actor, or null. */
export async function loadKey(tx: Tx, keyId: string): Promise<ApiKeyRow | null> {
  const [row] = await tx.select(keyColumns).from(apiKey).where(eq(apiKey.id, keyId));
  return row ?? null;
}

export async function insertKey(tx: Tx, row: typeof apiKey.$inferInsert): Promise<void> {
  await tx.insert(apiKey).values(row);
}

/** Takes a key back; false when it was taken back already. */
export async function revokeKey(tx: Tx, keyId: string, at: Temporal.Instant): Promise<boolean> {
  const updated = await tx
    .update(apiKey)
    .set({ revokedAt: at })
    .where(and(eq(apiKey.id, keyId), isNull(apiKey.revokedAt)));
  return updated.rowCount === 1;
}

/** Writes down what happened to a person's account; the kinds that an intruder would cause are told by mail. */
export async function insertEvent(tx: Tx, event: { id: string; personId: string; kind: AccountEventKind }): Promise<void> {
  await tx.insert(accountEvent).values({ ...event, mailDue: mailedEvents.includes(event.kind) });
}

interface Answered {
  readonly ended?: number;
  readonly done?: boolean;
}

async function call(tx: Tx, text: string, value: string | null): Promise<Answered> {
  const { rows } = await tx.$client.query<Answered>(text, [value]);
  return rows[0] ?? {};
}

/** Ends one other session of the actor, or with null all others; answers how many ended. */
export async function endSessions(tx: Tx, sessionId: string | null): Promise<number> {
  return (await call(tx, 'select access.end_my_sessions($1) as ended', sessionId)).ended ?? 0;
}

/** Removes a passkey of the actor; false when they have no such one. */
export async function removePasskey(tx: Tx, passkeyId: string): Promise<boolean> {
  return (await call(tx, 'select access.remove_my_passkey($1) as done', passkeyId)).done === true;
}

/** Takes the locks of a person's account away; false when there was none. */
export async function unlock(tx: Tx, personId: string): Promise<boolean> {
  return (await call(tx, 'select access.unlock($1) as done', personId)).done === true;
}

/** Ends every session of a person. */
export async function endSessionsOf(tx: Tx, personId: string): Promise<void> {
  await tx.$client.query('select access.end_sessions_of($1)', [personId]);
}

/** Forgets a person's second factor, passkeys and sessions; false when they have no account. */
export async function resetSecondFactor(tx: Tx, personId: string): Promise<boolean> {
  return (await call(tx, 'select access.reset_second_factor($1) as done', personId)).done === true;
}
