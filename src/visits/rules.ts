// The rules of visits, for other rooms and for previews in the browser.
export * from './rules/anchor.ts';
export * from './rules/backward.ts';
export * from './rules/carried.ts';
export * from './rules/completion.ts';
export * from './rules/compliance.ts';
export * from './rules/lifecycle.ts';
export * from './rules/occurrence.ts';
export * from './rules/placing.ts';
export * from './rules/projection.ts';
export * from './rules/skipping.ts';
export * from './rules/study-day.ts';
export * from './rules/window.ts';
export * from './rules/windows-report.ts';
