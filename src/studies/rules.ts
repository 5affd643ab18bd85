// The rules of studies, for other rooms and for previews in the browser.
export * from './rules/milestone.ts';
export * from './rules/planned-schedule.ts';
export type { Finding, Protocol } from './rules/protocol.ts';
export * from './rules/protocol-frame.ts';
export * from './rules/protocol-schedule.ts';
export * from './rules/protocol-summary.ts';
export * from './rules/schedule-check.ts';
export * from './rules/schedule-protocol.ts';
export * from './rules/schedule.ts';
export * from './rules/study-code.ts';
export * from './rules/study-site-status.ts';
export { readWhen, readWindow, typedOffset, typedWindow } from './rules/typed-timing.ts';
