// The door of visits: what other rooms may ask about visits, and how imports bring them.
export type { ImportedVisitInput } from './actions/imported-visits.ts';
export { importVisits } from './actions/imported-visits.ts';
export type { VisitWindows } from './questions/visit-windows.ts';
export { visitWindowsOfStudy } from './questions/visit-windows.ts';
