// The rules of finance, for other rooms and for previews in the browser.
export * from './rules/arrears.ts';
export * from './rules/caps.ts';
export * from './rules/contract-version.ts';
export * from './rules/dry-run.ts';
export * from './rules/dry-run-due.ts';
export type { DryRunWarning } from './rules/dry-run-warnings.ts';
export * from './rules/earn.ts';
export * from './rules/explain.ts';
export * from './rules/explanation.ts';
export * from './rules/invoiceable.ts';
export * from './rules/holdback.ts';
export * from './rules/invoice.ts';
export * from './rules/invoice-run.ts';
export * from './rules/journal.ts';
export * from './rules/line.ts';
export * from './rules/screen-failure.ts';
