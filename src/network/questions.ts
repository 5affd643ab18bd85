// The read side: organizations and the sites in reach.
import { asc, eq } from 'drizzle-orm';
import type { Act } from '#access';
import { found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { networkContract } from './contract.ts';
import { canAmendSite, canEditNetwork } from './policy.ts';
import { regionOf } from './rules.ts';
import { type OrganizationRow, type SiteRow, loadHolidays, loadHours, loadSite, loadSites } from './store.ts';
import { organization, site } from './tables.ts';

type Routes = typeof networkContract;
type OrganizationView = AnswerOf<Routes['organizations']>[number];
type SiteView = AnswerOf<Routes['sites']>[number];
type SiteDetail = AnswerOf<Routes['site']>;

/** Organizations by name, of one kind or all. */
export async function listOrganizations(act: Act, query: QueryOf<Routes['organizations']>): Promise<OrganizationView[]> {
  const rows = await act.tx
    .select()
    .from(organization)
    .where(query.kind ? eq(organization.kind, query.kind) : undefined)
    .orderBy(asc(organization.name));
  return rows.map((row) => viewOrganization(act, row));
}

/** An organization as pages see it. */
export function viewOrganization(act: Act, row: OrganizationRow): OrganizationView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    country: row.country,
    version: row.version,
    can: { amend: canEditNetwork(act.actor) },
  };
}

async function sitesWithInstitution(act: Act, siteId?: string) {
  return act.tx
    .select({ site, institution: organization.name })
    .from(site)
    .leftJoin(organization, eq(organization.id, site.institutionId))
    .where(siteId === undefined ? undefined : eq(site.id, siteId))
    .orderBy(asc(site.code));
}

/** A site in scope, or null. */
export function siteById(act: Act, siteId: string): Promise<SiteRow | null> {
  return loadSite(act.tx, siteId);
}

/** Those of the sites that are in scope, by id. */
export async function sitesByIds(act: Act, siteIds: readonly string[]): Promise<ReadonlyMap<string, SiteRow>> {
  return new Map((await loadSites(act.tx, siteIds)).map((row) => [row.id, row]));
}

/** Every site in reach, by code. */
export async function listSites(act: Act): Promise<SiteView[]> {
  return (await sitesWithInstitution(act)).map((row) => viewSite(act, row.site, row.institution));
}

/** A site with its calendar. Refuses with 404 out of scope. */
export async function viewSiteDetail(act: Act, siteId: string): Promise<SiteDetail> {
  const row = found((await sitesWithInstitution(act, siteId))[0]);
  const hours = await loadHours(act.tx, siteId);
  const holidays = await loadHolidays(act.tx, siteId);
  return {
    ...viewSite(act, row.site, row.institution),
    openingHours: hours.map((stretch) => ({ ...stretch })),
    holidays: holidays.map(({ onDate, name }) => ({ onDate: onDate.toString(), name })),
  };
}

function viewSite(act: Act, row: SiteRow, institution: string | null): SiteView {
  const { id, code, name, city, country, timeZone, operatingModel, version } = row;
  const named = row.institutionId !== null && institution !== null ? { id: row.institutionId, name: institution } : null;
  return {
    id,
    code,
    name,
    city,
    country,
    region: regionOf(country),
    timeZone,
    operatingModel,
    institution: named,
    position: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
    version,
    can: { amend: canAmendSite(act.actor, row) },
  };
}
