// The read side of studies.
export { scheduleRelease } from './questions/release.ts';
export * from './questions/schedule.ts';
export * from './questions/study.ts';
