// The guard in front of every route: who asks, may they at all, and a repeated command is answered instead of repeated.
import { createHash, createHmac } from 'node:crypto';
import { ORPCError, os } from '@orpc/server';
import type { Temporal } from '#lib';
import {
  type Cipher,
  type Database,
  type Fact,
  type Files,
  Refusal,
  type RouteMeta,
  type Tx,
  keepAnswer,
  leaveToCommit,
  recallAnswer,
  transact,
} from '#platform';
import { isPrintable } from '#platform/contract';
import { type Act, loadActor, openAct } from './act.ts';
import { type Actor, holds, may } from './rules.ts';

/** What the server hands to every route. */
export interface RequestContext {
  readonly credential: string | null;
  readonly requestId: string;
  readonly database: Database;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
  readonly cipher: Cipher;
  readonly files: Files;
  readonly tell: <P>(act: Act, told: Fact<P>, payload: P) => Promise<void>;
  /** Keys the digests of request bodies, which may hold a person's name. */
  readonly macKey: Uint8Array;
  readonly installation: { readonly demo: boolean };
  /** Counts a person's write; throws `too-many-requests` beyond the limit. Without it there is none. */
  readonly countWrite?: (actorId: string) => void;
  /** Told the name of every command that was committed: what waits for it outside the database may go now. */
  readonly onCommitted?: (command: string) => void;
}

/** A request as the guard looks at it. */
export interface RawInput {
  readonly headers?: Record<string, string | undefined>;
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/**
 * The guard as the first middleware of every room's routes: `implement(contract).$context<RequestContext>().use(guard)`.
 * A route runs in one transaction that carries the caller's credential; a refusal, a fault or a lost connection leaves
 * nothing behind.
 */
export const guard = os.$context<RequestContext>().middleware(async ({ context, next, procedure }, input: unknown) => {
  const meta = (procedure as { '~orpc': { meta: RouteMeta } })['~orpc'].meta;
  try {
    return await guarded(context, meta, (input ?? {}) as RawInput, async (act) => next({ context: { act } }));
  } catch (error) {
    throw error instanceof Refusal ? asProblem(error) : error;
  }
});

/**
 * The same guard for a route that streams: its work in one transaction, its answer kept under the Idempotency-Key. What stands for the
 * body in `input` (the digest of a file) tells one request from another.
 */
export async function guarded<R extends { output: unknown }>(
  context: RequestContext,
  meta: RouteMeta,
  input: RawInput,
  run: (act: Act) => Promise<R>,
): Promise<R> {
  const result = await inTransaction(context, meta, input, run);
  if (meta.command) context.onCommitted?.(meta.name ?? '');
  return result;
}

/**
 * What `guarded` asks of a command, for a route that streams, before a byte of its body is read: who, whether, how often, what `ask`
 * refuses, and the form of its key. `guarded` follows with the answer as its context: the write is counted once.
 */
export async function admitted(
  context: RequestContext,
  { command: _, ...entrance }: RouteMeta,
  input: RawInput,
  ask: (act: Act) => Promise<void>,
): Promise<RequestContext> {
  const { countWrite, ...counted } = context;
  await inTransaction(context, entrance, input, async (act) => {
    if (act.actor.kind !== 'operator') countWrite?.(act.actor.id);
    await ask(act);
    keyOf(input);
    return { output: null };
  });
  return counted;
}

async function inTransaction<R extends { output: unknown }>(
  context: RequestContext,
  meta: RouteMeta,
  input: RawInput,
  run: (act: Act) => Promise<R>,
): Promise<R> {
  const transaction = {
    credential: context.credential,
    action: meta.name ?? 'unnamed',
    reason: reasonOf(input.body),
    requestId: context.requestId,
    readOnly: false,
  };
  return transact(context.database, transaction, async (tx) => {
    const actor = context.credential === null ? null : await loadActor(tx);
    if (!meta.public) {
      if (!actor) throw new Refusal('not-signed-in');
      if (meta.command && actor.kind !== 'operator') context.countWrite?.(actor.id);
      if (!meta.permission || !holds(actor, meta.permission)) throw new Refusal('not-allowed', { permission: meta.permission });
      await requirePerson(context, meta, tx);
    }
    const { requestId, newId, cipher, files } = context;
    const somebody = actor ?? { id: '', name: '', kind: 'external', grants: [] };
    const act = openAct({ tx, actor: somebody, now: context.now(), requestId, newId, cipher, files }, context.tell);
    if (!meta.command || !actor) return run(act);
    const request = {
      actorId: actor.id,
      key: keyOf(input),
      route: meta.name ?? '',
      mac: digest(context.macKey, meta, input),
      grantsHash: createHash('sha256').update(JSON.stringify(actor.grants)).digest(),
    };
    const kept = await recallAnswer(tx, request);
    if (kept) {
      if (!kept.sameGrants && !isStillTheirs(actor, meta, kept.answer)) throw new Refusal('not-found');
      return { output: kept.answer } as unknown as R;
    }
    const result = await run(act);
    leaveToCommit(tx, keepAnswer(tx, request, meta.toldOnce ? withoutSecrets(result.output, meta.toldOnce) : result.output));
    return result;
  });
}

/** How long a proof of identity is good for what changes rights or keys; `access.is_fresh` keeps the same. */
const FRESH_MINUTES = 10;

// A session that was left open, or a key that was stolen, does not give rights away: there the person proves once more who they are.
async function requirePerson(context: RequestContext, meta: RouteMeta, tx: Tx): Promise<void> {
  const kind = context.credential?.slice(0, 2);
  if ((meta.interactive && kind !== 's:') || (meta.fresh && (kind === 'k:' || (kind === 'o:' && meta.permission === 'access.self'))))
    throw new Refusal('not-allowed', { permission: meta.permission, only: 'session' });
  if (!meta.fresh) return;
  const { rows } = await tx.$client.query<{ fresh: boolean }>({ name: 'is-fresh', text: 'select access.is_fresh() as fresh' });
  if (rows[0]?.fresh !== true) throw new Refusal('proof-needed', { withinMinutes: FRESH_MINUTES });
}

function withoutSecrets(answer: unknown, fields: readonly string[]): unknown {
  return { ...(answer as object), ...Object.fromEntries(fields.map((field) => [field, null])) };
}

// Whoever moved to another site must not read by an old key what lies at the site they left.
function isStillTheirs(actor: Actor, meta: RouteMeta, answer: unknown): boolean {
  const { siteId, studyId } = (answer ?? {}) as { siteId?: string | null; studyId?: string | null };
  if (siteId === undefined && studyId === undefined) return false;
  return may(actor, meta.permission ?? '', { ...(siteId === undefined ? {} : { siteId }), ...(studyId === undefined ? {} : { studyId }) });
}

function keyOf(input: RawInput): string {
  const key = input.headers?.['idempotency-key'];
  if (key === undefined || !/^[A-Za-z0-9_-]{8,200}$/.test(key)) {
    throw new ORPCError('BAD_REQUEST', {
      status: 400,
      message: 'Every write carries an Idempotency-Key of 8 to 200 letters, digits, - or _',
      data: { errors: [{ path: 'headers.idempotency-key', message: 'is missing or malformed' }] },
    });
  }
  return key;
}

function digest(macKey: Uint8Array, meta: RouteMeta, input: RawInput): Buffer {
  const request = [meta.name, input.params ?? null, input.query ?? null, input.body ?? null, input.headers?.['if-match'] ?? null];
  return createHmac('sha256', macKey).update(JSON.stringify(request)).digest();
}

function reasonOf(body: unknown): string | null {
  const { reason, reasonCode } = (body ?? {}) as { readonly reason?: unknown; readonly reasonCode?: unknown };
  // The body is not parsed yet; what the contract will refuse must not reach the database before it.
  if (typeof reason === 'string' && reason.trim() !== '' && isPrintable(reason)) return reason.slice(0, 4_000);
  // A reason chosen from a list is kept by its code, which no language changes.
  return typeof reasonCode === 'string' && /^[a-z][a-z-]{1,60}$/.test(reasonCode) ? reasonCode : null;
}

/** A refusal as the API's error. */
export function asProblem(refusal: Refusal): ORPCError<string, unknown> {
  return new ORPCError(refusal.code, { status: refusal.status, message: refusal.code, data: refusal.detail, cause: refusal });
}
