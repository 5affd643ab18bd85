// The read side: the session's own view, and people with their grants.
import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import type { Temporal } from '#lib';
import { found, instantOf } from '#platform';
import type { Act } from './act.ts';
import type { grantView, personView, sessionView } from './contract.ts';
import { canAdminister, canGrantTo, canInvite, canRescue } from './policy.ts';
import { isInForce, permissionsOf, type Role } from './rules.ts';
import { type GrantRow, type PersonRow, personColumns } from './store.ts';
import { grant, invitation, person } from './tables.ts';

/** Who is signed in and what they may do anywhere. */
export async function sessionOf(act: Act, demo: boolean): Promise<z.infer<typeof sessionView>> {
  const { actor } = act;
  return {
    person: { id: actor.id, name: actor.name, kind: actor.kind },
    demo,
    today: act.now.toZonedDateTimeISO('UTC').toPlainDate().toString(),
    permissions: permissionsOf(actor),
    grants: [...actor.grants],
  };
}

/** Everybody with their grants, by name; the local operator and the program itself are no people to manage. */
export async function listPeople(act: Act): Promise<z.infer<typeof personView>[]> {
  const people = await act.tx
    .select(personColumns)
    .from(person)
    .where(inArray(person.kind, ['staff', 'external']))
    .orderBy(asc(person.name), asc(person.id));
  return viewPeople(act, people);
}

/** One person with their grants. */
export async function viewPerson(act: Act, personId: string): Promise<z.infer<typeof personView>> {
  const people = await act.tx.select(personColumns).from(person).where(eq(person.id, personId));
  return found((await viewPeople(act, people))[0]);
}

interface Invitation {
  readonly expiresAt: Temporal.Instant;
  readonly mailedAt: Temporal.Instant | null;
  readonly expired: boolean;
}

async function viewPeople(act: Act, people: readonly PersonRow[]): Promise<z.infer<typeof personView>[]> {
  const ids = people.map((row) => row.id);
  const giver = alias(person, 'giver');
  const grants = await act.tx
    .select({ grant, giver: giver.name })
    .from(grant)
    .leftJoin(giver, eq(giver.id, grant.givenBy))
    .where(inArray(grant.personId, ids))
    .orderBy(asc(grant.validFrom), asc(grant.id));
  const invitations = await act.tx
    .select({
      personId: invitation.personId,
      expiresAt: invitation.expiresAt,
      mailedAt: invitation.mailedAt,
      expired: sql<boolean>`${invitation.expiresAt} <= now()`,
    })
    .from(invitation)
    .where(inArray(invitation.personId, ids))
    .orderBy(desc(invitation.expiresAt));
  const locks = await act.tx.$client.query<{ person_id: string; until: string }>('select person_id, until from access.locks()');
  return people.map((row) =>
    viewOf(
      act,
      row,
      locks.rows.find((lock) => lock.person_id === row.id)?.until ?? null,
      grants.filter((each) => each.grant.personId === row.id).map((each) => viewGrant(act, each.grant, each.giver ?? '')),
      invitations.find((each) => each.personId === row.id),
    ),
  );
}

function viewOf(
  act: Act,
  row: PersonRow,
  lockedUntil: string | null,
  grants: z.infer<typeof grantView>[],
  invited: Invitation | undefined,
): z.infer<typeof personView> {
  const { actor } = act;
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    kind: row.kind,
    disabled: row.disabledAt !== null,
    account: row.accountId !== null ? 'open' : row.email === null ? 'none' : 'invited',
    invitation:
      row.accountId === null && invited
        ? { expiresAt: invited.expiresAt.toString(), mailed: invited.mailedAt !== null, expired: invited.expired }
        : null,
    lockedUntil: lockedUntil === null ? null : instantOf(lockedUntil).toString(),
    version: row.version,
    grants,
    can: {
      grant: canGrantTo(actor, row),
      disable: canAdminister(actor) && row.id !== actor.id && row.disabledAt === null,
      invite: canInvite(actor, row),
      unlock: lockedUntil !== null && canRescue(actor, row),
      resetSecondFactor: row.secondFactor === 'required' && canRescue(actor, row),
    },
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
