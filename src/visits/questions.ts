// The read side of visits.
export { performedVisits } from './questions/performed.ts';
export { dueVisits, viewOneVisit, visitsOfSubject } from './questions/visit.ts';
export { reportWindows } from './questions/windows.ts';
