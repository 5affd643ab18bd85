// The read side of studies.
export * from './questions/schedule.ts';
export * from './questions/study.ts';
