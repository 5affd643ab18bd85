// The shell of the room's commands.
export { consentSubject } from './actions/consent.ts';
export {
  advanceSubject,
  changeStatus,
  followVisit,
  type MovedSubject,
  type VisitForSubject,
  reachMilestone,
  recordMilestone,
} from './actions/advance.ts';
export { importSubject, importSubjects } from './actions/import.ts';
