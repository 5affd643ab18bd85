// The room's writes and the loads that its decisions need.
export * from './store/draft.ts';
export * from './store/schedule.ts';
export * from './store/study.ts';
