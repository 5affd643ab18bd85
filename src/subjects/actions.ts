// The shell of the room's commands.
export { consentSubject } from './actions/consent.ts';
export { beginScreening, changeStatus, reachMilestone } from './actions/advance.ts';
export { importSubject, importSubjects } from './actions/import.ts';
