// One SDTM dataset: the house's CSV reader with the columns of a domain, and a warning for each expected one that is absent.
import { type CsvRow, type CsvTable, type GivenFile, readCsv } from '#lib/csv';
import type { FaultLog } from './fault-log.ts';
import type { SdtmDomain } from './trial.ts';

/** Which columns a dataset must have, should have (a warning where absent) and may have; nothing else in the file is kept. */
export interface Columns {
  readonly required: readonly string[];
  readonly expected: readonly string[];
  readonly optional: readonly string[];
}

/** One data row. */
export type Row = CsvRow;

/** A dataset as read. */
export interface Table extends CsvTable {
  readonly domain: SdtmDomain;
}

/** Reads one dataset, or answers null after it has told the log why; a header without rows is a table. */
export function readTable(file: GivenFile, domain: SdtmDomain, columns: Columns, log: FaultLog, maxBytes: number): Table | null {
  const { required, expected, optional } = columns;
  const table = readCsv(file, { columns: () => ({ required, optional: [...expected, ...optional] }), maxBytes, faults: log });
  if (!table) return null;
  for (const column of expected.filter((name) => !table.has(name))) {
    const place = { file: file.name, row: table.headerRow, column };
    log.warn('column-missing', place, `The column ${column} is not there; what it says is not known.`);
  }
  return { ...table, domain };
}
