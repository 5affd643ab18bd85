// The door of background jobs: queue one, run them, look at them.
export type { Asking } from './enqueue.ts';
export { enqueue } from './enqueue.ts';
export type { JobRun } from './job-runs.ts';
export { askToCancel, jobOf, listJobs } from './job-runs.ts';
export type { AnyJobKind, JobKind, JobWork } from './kinds.ts';
export { JobCancelled, JobPutBack } from './kinds.ts';
export type { Jobs, JobsRequest } from './open-jobs.ts';
export { openJobs } from './open-jobs.ts';
