// The door of safety: what other rooms may call.
import './contract/trail-words.ts';
export type { ImportedEventInput, ImportedEvents } from './actions.ts';
export { importAdverseEvents, recordEvent, reportEvent } from './actions.ts';
export { safetyRoutes } from './routes.ts';
