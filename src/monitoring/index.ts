// The door of monitoring: what other rooms may call.
import './contract/trail-words.ts';
export { assessDeviation, moveDeviation } from './actions.ts';
export { kriCommand } from './commands.ts';
export { draftDeviations, monitoringListeners, voidDeviations } from './listens.ts';
export { deviationsByCategory, deviationsOfSites, type SiteDeviations } from './questions/sites.ts';
export { listDeviations } from './questions.ts';
export { monitoringRoutes } from './routes.ts';
