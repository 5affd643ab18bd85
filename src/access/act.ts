// The act: on whose behalf, in which transaction, at what time. Every action and question gets one as its first argument.
import type { Temporal } from '#lib';
import type { Cipher, Fact, Files, Listener, Tell, Tx } from '#platform';
import { Refusal, nameAction, on, sideBySide } from '#platform';
import { type Actor, type Grant, type Role, may } from './rules.ts';

/** What an action works with. It dies with its transaction; never keep it. */
export interface Act {
  readonly tx: Tx;
  readonly actor: Actor;
  /** The application's clock; the database's own clock says when things were recorded. */
  readonly now: Temporal.Instant;
  readonly requestId: string;
  readonly newId: () => string;
  /** Opens and seals identities; its keys live outside the database. */
  readonly cipher: Cipher;
  /** Where the bytes of files are. */
  readonly files: Files;
  /** Tells a fact to its listeners, in this transaction and on behalf of the same actor. */
  readonly tell: <P>(told: Fact<P>, payload: P) => Promise<void>;
  /** Whom `tell` tells. */
  readonly teller: Tell<Act>;
}

/** What an act is made of besides how it tells facts. */
export type ActParts = Omit<Act, 'tell' | 'teller'>;

/** Makes an act whose facts `tell` hands to their listeners with the act itself. */
export function openAct(parts: ActParts, teller: Tell<Act>): Act {
  const act: Act = { ...parts, teller, tell: (told, payload) => teller(act, told, payload) };
  return act;
}

/** What follows in a room from a fact told on its left. */
export type RoomListener = Listener<Act>;

/** Joins a fact and what a room does about it. */
export function listens<P>(told: Fact<P>, name: string, run: (act: Act, payload: P) => Promise<void>): RoomListener {
  return on(told, name, run);
}

/** The actor behind the transaction's credential with today's grants; null for an unknown or expired one. One statement. */
export async function loadActor(tx: Tx): Promise<Actor | null> {
  const { rows } = await tx.$client.query<{ id: string; name: string; kind: Actor['kind']; grants: Grant[] }>({
    name: 'load-actor',
    text: `select a.id, a.name, a.kind, coalesce((select json_agg(json_build_object('role', g.role, 'siteId', g.site_id, 'studyId', g.study_id)
             order by g.role, g.site_id, g.study_id) from access.my_grants() g), '[]') as grants from access.actor() a`,
  });
  const row = rows[0];
  return row ? { ...row, grants: row.grants.map((grant) => ({ ...grant, role: grant.role as Role })) } : null;
}

/** Names the action (and its reason) in the trail from here on, where it differs from the route's own name. */
export async function because(act: Act, action: string, reason?: string | null): Promise<void> {
  await nameAction(act.tx, action, reason ?? null);
}

/**
 * Does the same for many at once, each with an act of its own in the one transaction: what they ask and write alike travels together. They must
 * not look at what another writes.
 */
export function forEach<T, R>(act: Act, items: readonly T[], work: (act: Act, item: T, index: number) => Promise<R>): Promise<R[]> {
  return sideBySide(
    act.tx,
    items.map((item, index) => (tx) => work(openAct({ ...act, tx }, act.teller), item, index)),
  );
}

/** Refuses with 403 unless the actor holds the permission where the record lies. */
export function requireMay(
  act: Act,
  permission: string,
  record: { readonly siteId?: string | null; readonly studyId?: string | null },
): void {
  if (!may(act.actor, permission, record)) throw new Refusal('not-allowed', { permission });
}
