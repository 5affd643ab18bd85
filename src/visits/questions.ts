// The read side of visits.
export { dueVisits, viewOneVisit, visitsOfSubject } from './questions/visit.ts';
export { reportWindows } from './questions/windows.ts';
