// The rules of monitoring, for other rooms and for previews in the browser.
export * from './rules/draft.ts';
export * from './rules/lifecycle.ts';
export type { Look } from './rules/evaluation.ts';
export type { Comparison, Count, Figure, Figures, Group, LookSummary } from './rules/figures.ts';
export * from './rules/indicators.ts';
export { shortfalls, type Shortfall } from './rules/nearest.ts';
export * from './rules/openings.ts';
export * from './rules/signal.ts';
