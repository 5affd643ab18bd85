// The rules of subjects, for other rooms and for previews in the browser.
export * from './rules/enrolment.ts';
export * from './rules/fhir-state.ts';
export * from './rules/funnel.ts';
export * from './rules/lifecycle.ts';
export * from './rules/milestone.ts';
export * from './rules/subject-number.ts';
export * from './rules/transition.ts';
