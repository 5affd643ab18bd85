// The door of audit: histories, the signing of the trail's head, and its verification.
export type { AnchorParts } from './actions.ts';
export { AnchorError, declareRestore } from './actions.ts';
export type { TrailReport, TrailToVerify } from './commands.ts';
export { verifyTrail } from './commands.ts';
export { type Description, describes } from './contract.ts';
export type { AnchorDuty } from './jobs.ts';
export { anchorDuty } from './jobs.ts';
export { historyOf, type LastEntry, lastEntriesOf, type ValuesFrom, valuesOverTime } from './questions.ts';
export { auditRoutes } from './routes.ts';
