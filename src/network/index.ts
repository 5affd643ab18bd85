// The door of the network: what other rooms may ask about organizations and sites.
import './contract/trail-words.ts';
export { createOrganization, createSite, ensureOrganization } from './actions.ts';
export { siteById, sitesByIds } from './questions.ts';
export { networkListeners } from './listens.ts';
export { networkRoutes } from './routes.ts';
export type { OrganizationRow, SiteRow } from './store.ts';
export { loadHolidays, loadHours } from './store.ts';
export { pubOrganization, pubSite } from './tables.ts';
