// Answers to commands, kept in the command's own transaction: same key and body, same answer; other body, a refusal.
import type { Tx } from '../db/transact.ts';
import { Refusal } from '../refusal.ts';

/** What identifies a repeated command. */
export interface KeyedRequest {
  readonly actorId: string;
  readonly key: string;
  readonly route: string;
  readonly mac: Buffer;
  /** Digest of what the actor is granted now. */
  readonly grantsHash: Buffer;
}

/**
 * The answer kept under this key, or null when the key is new and now claimed by this transaction. A second request
 * that arrives while the first still runs waits for it. Throws `idempotency-key-reused` when the body differs.
 */
export async function recallAnswer(tx: Tx, request: KeyedRequest): Promise<{ answer: unknown; sameGrants: boolean } | null> {
  const claimed = await tx.$client.query({
    name: 'claim-key',
    text: `insert into platform.idempotency (actor_id, key, route, request_mac, grants_hash) values ($1, $2, $3, $4, $5) on conflict (actor_id, key) do nothing`,
    values: [request.actorId, request.key, request.route, request.mac, request.grantsHash],
  });
  if (claimed.rowCount === 1) return null;
  const { rows } = await tx.$client.query<{ route: string; request_mac: Buffer; grants_hash: Buffer; answer: unknown }>({
    name: 'recall-answer',
    text: `select route, request_mac, grants_hash, answer from platform.idempotency where actor_id = $1 and key = $2`,
    values: [request.actorId, request.key],
  });
  const kept = rows[0];
  if (!kept || kept.route !== request.route || !kept.request_mac.equals(request.mac)) throw new Refusal('idempotency-key-reused');
  return { answer: kept.answer, sameGrants: kept.grants_hash.equals(request.grantsHash) };
}

/** Keeps the answer beside its effect. */
export async function keepAnswer(tx: Tx, request: KeyedRequest, answer: unknown): Promise<void> {
  await tx.$client.query({
    name: 'keep-answer',
    text: `update platform.idempotency set status = 200, answer = $3 where actor_id = $1 and key = $2`,
    values: [request.actorId, request.key, JSON.stringify(answer ?? null)],
  });
}
