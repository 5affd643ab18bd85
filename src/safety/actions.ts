// The shell of adverse events: record, correct, resolve, judge, report, and take over from elsewhere.
export { importAdverseEvents } from './actions/import.ts';
export type { ImportedEventInput, ImportedEvents } from './actions/import.ts';
export { amendEvent, recordEvent, resolveEvent } from './actions/record.ts';
export { judgeCausality, reportEvent } from './actions/judge.ts';
