// The shell of the room's commands.
export * from './actions/export.ts';
export * from './actions/import.ts';
export { previewImport } from './actions/preview-import.ts';
export * from './actions/release.ts';
export { type ScheduleDraft, amendSchedule, saveSchedule, saveScheduleByHand } from './actions/schedule.ts';
export { amendStudy, createStudy } from './actions/study.ts';
export * from './actions/study-site.ts';
