// The rules of the desk, for its server and its pages.
export * from './rules/clock.ts';
export * from './rules/findings.ts';
