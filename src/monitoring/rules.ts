// The rules of monitoring, for other rooms and for previews in the browser.
export * from './rules/draft.ts';
export * from './rules/lifecycle.ts';
