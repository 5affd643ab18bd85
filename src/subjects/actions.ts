// The shell of the room's commands.
export { consentSubject } from './actions/consent.ts';
export { advanceSubject, beginScreening, changeStatus, reachMilestone, recordMilestone } from './actions/advance.ts';
export { importSubject, importSubjects } from './actions/import.ts';
