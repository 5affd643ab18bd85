// The read side of accounts: one's own, and what happened to accounts for those who administer them.
import { desc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { Temporal } from '#lib';
import { Refusal, instantOf } from '#platform';
import type { Act } from '../act.ts';
import type { accountEventView, accountView, apiKeyView } from '../contract/account.ts';
import { canAdminister } from '../policy.ts';
import { type Role, isInForce } from '../rules.ts';
import { type ApiKeyRow, loadKeys } from '../store/account.ts';
import { accountEvent, grant, person } from '../tables.ts';

const OWN_EVENTS = 20;
const EVENTS = 100;

/** The actor's own account. */
export async function viewAccount(act: Act): Promise<z.infer<typeof accountView>> {
  const { tx, actor } = act;
  const { rows } = await tx.$client.query<{ email: string | null; waived: boolean; set_up: boolean }>(
    `select access.email_of(p.id) as email, p.second_factor = 'waived' as waived,
       exists (select 1 from access.second_factors() f where f.person_id = p.id and f.set_up) as set_up
     from access.person p where p.id = $1`,
    [actor.id],
  );
  const [own] = rows;
  const keys = await loadKeys(tx);
  return {
    name: actor.name,
    email: own?.email ?? null,
    secondFactor: own?.waived ? 'waived' : own?.set_up ? 'set-up' : 'not-yet',
    passkeys: await listPasskeys(act),
    sessions: await listSessions(act),
    keys: keys.map((key) => viewKey(key, act.now)),
    grants: await listGrants(act),
    events: await listEvents(act, actor.id, OWN_EVENTS),
  };
}

/** A key as its owner sees it. */
export function viewKey(row: ApiKeyRow, now: Temporal.Instant): z.infer<typeof apiKeyView> {
  const isOver = Temporal.Instant.compare(row.expiresAt, now) <= 0;
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    grantIds: row.grantIds,
    expiresAt: row.expiresAt.toString(),
    revokedAt: row.revokedAt?.toString() ?? null,
    createdAt: row.createdAt.toString(),
    state: row.revokedAt ? 'revoked' : isOver ? 'expired' : 'live',
  };
}

/** What happened to accounts lately, for whoever administers people. */
export async function administeredEvents(act: Act, personId: string | undefined): Promise<z.infer<typeof accountEventView>[]> {
  if (!canAdminister(act.actor)) throw new Refusal('not-allowed', { permission: 'access.administer' });
  return listEvents(act, personId);
}

/** What happened to accounts lately, newest first; of one person if told. Everybody sees their own, administrators everybody's. */
async function listEvents(act: Act, personId?: string, most = EVENTS): Promise<z.infer<typeof accountEventView>[]> {
  const rows = await act.tx
    .select({ event: accountEvent, personName: person.name })
    .from(accountEvent)
    .innerJoin(person, eq(person.id, accountEvent.personId))
    .where(personId === undefined ? undefined : eq(accountEvent.personId, personId))
    .orderBy(desc(accountEvent.at), desc(accountEvent.id))
    .limit(most);
  return rows.map(({ event, personName }) => ({
    id: event.id,
    personId: event.personId,
    personName,
    kind: event.kind,
    at: event.at.toString(),
    address: event.address,
    until: event.until?.toString() ?? null,
  }));
}

async function listSessions({ tx }: Act): Promise<z.infer<typeof accountView>['sessions']> {
  const { rows } = await tx.$client.query<{
    id: string;
    began_at: string;
    used_at: string;
    address: string | null;
    agent: string | null;
    is_this: boolean;
  }>('select id, began_at, used_at, address, agent, is_this from access.my_sessions()');
  return rows.map((row) => ({
    id: row.id,
    beganAt: instantOf(row.began_at).toString(),
    usedAt: instantOf(row.used_at).toString(),
    address: row.address || null,
    agent: row.agent || null,
    isThis: row.is_this,
  }));
}

async function listPasskeys({ tx }: Act): Promise<z.infer<typeof accountView>['passkeys']> {
  const { rows } = await tx.$client.query<{ id: string; name: string | null; created_at: string | null }>(
    'select id, name, created_at from access.my_passkeys()',
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at === null ? null : instantOf(row.created_at).toString(),
  }));
}

async function listGrants({ tx, actor, now }: Act): Promise<z.infer<typeof accountView>['grants']> {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const rows = await tx.select().from(grant).where(eq(grant.personId, actor.id)).orderBy(grant.role, grant.id);
  return rows
    .filter((row) => isInForce(row, today))
    .map((row) => ({
      id: row.id,
      role: row.role as Role,
      siteId: row.siteId,
      studyId: row.studyId,
      validTo: row.validTo?.toString() ?? null,
    }));
}
