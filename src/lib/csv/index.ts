// The door `#lib/csv`: the house's one way to read a CSV file. It stands beside `#lib` so that no page carries the parser.
export type { FaultPlace, FaultSink, FileFault, FileFaults } from './faults.ts';
export { fileFaults } from './faults.ts';
export type { CsvColumns, CsvRefusal, CsvRow, CsvSettings, CsvTable, GivenFile } from './read-csv.ts';
export { needRows, readCsv } from './read-csv.ts';
export type { CsvStreamRow, CsvStreamSettings } from './stream-csv.ts';
export { lineOfBadUtf8 } from './text.ts';
export { streamCsv } from './stream-csv.ts';
