// The rules of interoperation, for tests and for previews.
export * from './rules/country-codes.ts';
export * from './rules/funnel.ts';
export * from './rules/match-words.ts';
export * from './rules/matching.ts';
export * from './rules/placed-visits.ts';
export * from './rules/planned-visits.ts';
export * from './rules/subject-history.ts';
export * from './rules/subject-steps.ts';
