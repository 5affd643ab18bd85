// The read side of visits.
export { performedVisits } from './questions/performed.ts';
export { dueEverywhere, dueVisits } from './questions/due.ts';
export { viewOneVisit, visitsOfSubject } from './questions/visit.ts';
export { reportWindows } from './questions/windows.ts';
