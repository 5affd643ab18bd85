// The read side of studies.
export { scheduleRelease } from './questions/release.ts';
export * from './questions/schedule.ts';
export { type StartUpDays, startUpsOfNetwork } from './questions/start-ups.ts';
export * from './questions/study.ts';
