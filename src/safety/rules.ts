// The rules of adverse events: pure, told the time and the zone.
export * from './rules/clock.ts';
export * from './rules/event.ts';
export * from './rules/partial-date.ts';
export * from './rules/steps.ts';
export * from './rules/terms.ts';
