// The door of the network: what other rooms may ask about organizations and sites.
import type { Act } from '#access';
import { type SiteRow, loadSite } from './store.ts';

export { createOrganization, createSite, ensureOrganization } from './actions.ts';
export { networkRoutes } from './routes.ts';
export type { OrganizationRow, SiteRow } from './store.ts';
export { loadHolidays, loadHours, loadOrganization } from './store.ts';
export { organization, site } from './tables.ts';

/** A site in scope, or null. */
export function siteById(act: Act, siteId: string): Promise<SiteRow | null> {
  return loadSite(act.tx, siteId);
}
