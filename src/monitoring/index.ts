// The door of monitoring: what other rooms may call.
export { draftDeviations, monitoringListeners, voidDeviations } from './listens.ts';
export { monitoringRoutes } from './routes.ts';
