// The rules of the demo: who and what is planned, for its loader and for tests that look for the planted problems.
export * from './rules/cast.ts';
export { dateOf, dayOf } from './rules/days.ts';
export * from './rules/nlx-301.ts';
export * from './rules/plan.ts';
export * from './rules/planted.ts';
export * from './rules/portfolio.ts';
export * from './rules/sites.ts';
