// The read side of the trail: histories for people, and the trail as a whole for whoever verifies it.
export { historyOf } from './questions/history.ts';
export { type LastEntry, lastEntriesOf } from './questions/last-entry.ts';
export { countEntries, declarations, describeEntries, hashesAt, readHead, unsealedEntries, walkLinks } from './questions/links.ts';
export { type Reader, onSnapshot } from './questions/reader.ts';
export { type ValuesFrom, valuesOverTime } from './questions/values.ts';
export { breaksInHistory, strayRecords, trailedTables } from './questions/records.ts';
export { schemaText, schemaVersion } from './questions/schema.ts';
