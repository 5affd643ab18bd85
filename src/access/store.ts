// The room's writes, and the loads that its decisions need.
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Temporal } from '#lib';
import type { Tx } from '#platform';
import { grant, invitation, person } from './tables.ts';

// The address is told by a function that asks who may know it.
const { email: _, ...openColumns } = getTableColumns(person);
/** A person's columns; the address is null for those who may not know it. */
export const personColumns = { ...openColumns, email: sql<string | null>`access.email_of(${person.id})` };
export type PersonRow = typeof person.$inferSelect;
export type GrantRow = typeof grant.$inferSelect;

/** One person, or null out of scope. */
export async function loadPerson(tx: Tx, personId: string): Promise<PersonRow | null> {
  const [row] = await tx.select(personColumns).from(person).where(eq(person.id, personId));
  return row ?? null;
}

/** Inserts a person; answers false when the address belongs, or once belonged, to somebody. */
export async function insertPerson(tx: Tx, row: typeof person.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(person).values(row).onConflictDoNothing();
  return inserted.rowCount === 1;
}

/** Inserts an invitation for so many days by the database's clock; the earlier ones of the same person stop working. */
export async function insertInvitation(tx: Tx, row: { id: string; personId: string; secretSha256: Buffer; days: number }): Promise<void> {
  await tx
    .update(invitation)
    .set({ expiresAt: sql`now()` })
    .where(and(eq(invitation.personId, row.personId), isNull(invitation.usedAt), sql`${invitation.expiresAt} > now()`));
  const { id, personId, secretSha256, days } = row;
  await tx.insert(invitation).values({ id, personId, secretSha256, expiresAt: sql`now() + make_interval(days => ${days})` });
}

/** Marks a person disabled if the version is still the one that was read. */
export async function disable(tx: Tx, personId: string, version: number, at: Temporal.Instant): Promise<boolean> {
  const updated = await tx
    .update(person)
    .set({ disabledAt: at, version: version + 1 })
    .where(and(eq(person.id, personId), eq(person.version, version)));
  return updated.rowCount === 1;
}

/** One grant, or null out of scope. */
export async function loadGrant(tx: Tx, grantId: string): Promise<GrantRow | null> {
  const [row] = await tx.select().from(grant).where(eq(grant.id, grantId));
  return row ?? null;
}

export async function insertGrant(tx: Tx, row: typeof grant.$inferInsert): Promise<void> {
  await tx.insert(grant).values(row);
}

/** Revokes a grant if the version is still the one that was read. */
export async function revoke(tx: Tx, grantId: string, version: number, at: Temporal.Instant): Promise<boolean> {
  const updated = await tx
    .update(grant)
    .set({ revokedAt: at, version: version + 1 })
    .where(and(eq(grant.id, grantId), eq(grant.version, version)));
  return updated.rowCount === 1;
}
