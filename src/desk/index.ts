// The door of the desk.
export { deskRoutes } from './routes.ts';
