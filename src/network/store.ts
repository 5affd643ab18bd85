// The room's writes, and the loads that its decisions need.
import { and, asc, between, eq, inArray, sql } from 'drizzle-orm';
import type { Temporal } from '#lib';
import type { Tx } from '#platform';
import type { Holiday, OpeningHours, OrganizationKind } from './rules.ts';
import { holiday, openingHours, organization, site } from './tables.ts';

export type OrganizationRow = typeof organization.$inferSelect;
export type SiteRow = typeof site.$inferSelect;

/** One organization, or null. */
export async function loadOrganization(tx: Tx, organizationId: string): Promise<OrganizationRow | null> {
  const [row] = await tx.select().from(organization).where(eq(organization.id, organizationId));
  return row ?? null;
}

/** The organization of this kind and name, whatever its capitals. */
export async function organizationByName(tx: Tx, kind: OrganizationKind, name: string): Promise<OrganizationRow | null> {
  const [row] = await tx
    .select()
    .from(organization)
    .where(and(eq(organization.kind, kind), sql`lower(${organization.name}) = lower(${name})`));
  return row ?? null;
}

/** Inserts an organization; answers false when one of this kind and name is there. */
export async function insertOrganization(tx: Tx, row: typeof organization.$inferInsert): Promise<boolean> {
  return (await tx.insert(organization).values(row).onConflictDoNothing()).rowCount === 1;
}

/** Writes the changes if the version is still the one that was read. */
export async function updateOrganization(
  tx: Tx,
  organizationId: string,
  version: number,
  changes: Partial<OrganizationRow>,
): Promise<boolean> {
  const updated = await tx
    .update(organization)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(organization.id, organizationId), eq(organization.version, version)));
  return updated.rowCount === 1;
}

/** One site, or null out of scope. */
export async function loadSite(tx: Tx, siteId: string): Promise<SiteRow | null> {
  const [row] = await tx.select().from(site).where(eq(site.id, siteId));
  return row ?? null;
}

/** Sites in scope, in no order. */
export async function loadSites(tx: Tx, siteIds: readonly string[]): Promise<SiteRow[]> {
  return siteIds.length === 0
    ? []
    : tx
        .select()
        .from(site)
        .where(inArray(site.id, [...siteIds]));
}

/** Inserts a site; answers false when its code is taken. */
export async function insertSite(tx: Tx, row: typeof site.$inferInsert): Promise<boolean> {
  return (await tx.insert(site).values(row).onConflictDoNothing()).rowCount === 1;
}

/** Writes the changes if the version is still the one that was read. */
export async function updateSite(tx: Tx, siteId: string, version: number, changes: Partial<SiteRow>): Promise<boolean> {
  const updated = await tx
    .update(site)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(site.id, siteId), eq(site.version, version)));
  return updated.rowCount === 1;
}

/** A site's hours by weekday. */
export async function loadHours(tx: Tx, siteId: string): Promise<OpeningHours[]> {
  const rows = await tx
    .select()
    .from(openingHours)
    .where(eq(openingHours.siteId, siteId))
    .orderBy(asc(openingHours.weekday), asc(openingHours.opens));
  return rows.map((row) => ({ weekday: row.weekday, opens: row.opens.slice(0, 5), closes: row.closes.slice(0, 5) }));
}

/** Replaces a site's hours. */
export async function replaceHours(tx: Tx, siteId: string, hours: readonly OpeningHours[], newId: () => string): Promise<void> {
  await tx.delete(openingHours).where(eq(openingHours.siteId, siteId));
  if (hours.length > 0) await tx.insert(openingHours).values(hours.map((stretch) => ({ id: newId(), siteId, ...stretch })));
}

/** A site's holidays in the order of the calendar. */
export async function loadHolidays(tx: Tx, siteId: string): Promise<Holiday[]> {
  return tx
    .select({ onDate: holiday.onDate, name: holiday.name })
    .from(holiday)
    .where(eq(holiday.siteId, siteId))
    .orderBy(asc(holiday.onDate));
}

/** Adds holidays; days that are known stay as they are. */
export async function addHolidays(tx: Tx, siteId: string, holidays: readonly Holiday[], newId: () => string): Promise<void> {
  if (holidays.length === 0) return;
  await tx
    .insert(holiday)
    .values(holidays.map((day) => ({ id: newId(), siteId, ...day })))
    .onConflictDoNothing();
}

/** Removes the holidays between two days, both included. */
export async function removeHolidays(tx: Tx, siteId: string, from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<void> {
  await tx.delete(holiday).where(and(eq(holiday.siteId, siteId), between(holiday.onDate, from, to)));
}
