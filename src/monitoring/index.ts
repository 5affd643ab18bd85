// The door of monitoring: what other rooms may call.
import './contract/trail-words.ts';
export { assessDeviation, moveDeviation } from './actions.ts';
export { kriCommand } from './commands.ts';
export { type LabelledProblem, type LookDone, labelProblems, lookAtIndicators, lookOnceADay } from './actions/look.ts';
export { indicatorsJob } from './jobs.ts';
export { draftDeviations, monitoringListeners, voidDeviations } from './listens.ts';
export { deviationsByCategory, deviationsOfSites, type SiteDeviations } from './questions/sites.ts';
export { listDeviations } from './questions.ts';
export { monitoringRoutes } from './routes.ts';
