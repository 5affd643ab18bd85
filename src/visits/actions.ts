// The shell of the room's commands.
export { addUnscheduled, bookVisit, reopenVisit } from './actions/arrange.ts';
export { completeVisit } from './actions/complete.ts';
export { importVisits, importVisitsOfStudy } from './actions/import.ts';
export { planAfterMilestone, planAfterStatus, planVisits, planVisitsOf } from './actions/plan.ts';
export { type ToldVisit, recordVisits } from './actions/record-together.ts';
export { skipVisit } from './actions/skip.ts';
