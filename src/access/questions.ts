// The read side: the session's own view, and people with their grants.
import { asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import { type Act } from './act.ts';
import type { grantView, personView, sessionView } from './contract.ts';
import { canAdminister, canGrantTo } from './policy.ts';
import { type Actor, isInForce, permissionsOf, type Role } from './rules.ts';
import type { GrantRow, PersonRow } from './store.ts';
import { grant, person } from './tables.ts';

/** Who is signed in and what they may do anywhere. */
export async function sessionOf(act: Act, demo: boolean): Promise<z.infer<typeof sessionView>> {
  const { actor } = act;
  return { person: { id: actor.id, name: actor.name, kind: actor.kind }, demo, permissions: permissionsOf(actor), grants: [...actor.grants] };
}

/** Everybody with their grants, by name. */
export async function listPeople(act: Act): Promise<z.infer<typeof personView>[]> {
  const people = await act.tx.select().from(person).orderBy(asc(person.name));
  const giver = alias(person, 'giver');
  const grants = await act.tx
    .select({ grant, giver: giver.name })
    .from(grant)
    .leftJoin(giver, eq(giver.id, grant.givenBy))
    .orderBy(asc(grant.validFrom));
  return people.map((row) => viewPerson(act.actor, row, grants.filter((g) => g.grant.personId === row.id).map((g) => viewGrant(act, g.grant, g.giver ?? ''))));
}

/** A person as pages see them. */
export function viewPerson(actor: Actor, row: PersonRow, grants: z.infer<typeof grantView>[]): z.infer<typeof personView> {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    kind: row.kind,
    disabled: row.disabledAt !== null,
    version: row.version,
    grants,
    can: { grant: canGrantTo(actor, row), disable: canAdminister(actor) && row.id !== actor.id && row.disabledAt === null },
  };
}

/** A grant as pages see it. */
export function viewGrant(act: Act, row: GrantRow, givenBy: string): z.infer<typeof grantView> {
  return {
    id: row.id,
    personId: row.personId,
    role: row.role as Role,
    siteId: row.siteId,
    studyId: row.studyId,
    validFrom: row.validFrom.toString(),
    validTo: row.validTo?.toString() ?? null,
    givenBy,
    reason: row.reason,
    revokedAt: row.revokedAt?.toString() ?? null,
    inForce: isInForce(row, act.now.toZonedDateTimeISO('UTC').toPlainDate()),
    version: row.version,
    can: { revoke: canAdminister(act.actor) && row.personId !== act.actor.id && row.revokedAt === null },
  };
}
