// The door of notifications: what people are told of what happened elsewhere.
export { type EndedJob, tellJobEnded } from './actions.ts';
export { notificationsListeners } from './listens.ts';
export { notificationsRoutes } from './routes.ts';
