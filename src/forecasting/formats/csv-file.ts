// A CSV file of few columns: bytes in, rows of cells out, and the first fault of the file named with its row and column.
import { parse, type CsvError } from 'csv-parse/sync';

/** A fault of a file. `row` 1 is the header; `column` is the header's own word. */
export interface FileFault {
  readonly code: FileFaultCode;
  readonly file: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** What may be wrong with a file. */
export type FileFaultCode =
  | 'empty-file'
  | 'not-text'
  | 'malformed-csv'
  | 'missing-column'
  | 'duplicate-column'
  | 'wrong-column-count'
  | 'missing-value'
  | 'not-a-number'
  | 'not-a-count'
  | 'negative-number'
  | 'not-a-share'
  | 'not-a-day'
  | 'mixed-days'
  | 'not-yes-or-no'
  | 'duplicate-site'
  | 'unknown-site'
  | 'wrong-order';

/** Thrown by the readers of this folder; the command tells it to the person who called. */
export class FileFaultError extends Error {
  override readonly name = 'FileFaultError';
  readonly fault: FileFault;

  constructor(fault: FileFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** A file as handed in. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One row; `at` answers '' for a column that the file does not have. */
export interface CsvRow {
  readonly row: number;
  readonly at: (column: string) => string;
}

/** A file as read: columns in lower case. */
export interface CsvFile {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Refuses a file at a place. */
export function fail(file: string, code: FileFaultCode, place: { readonly row?: number; readonly column?: string }, what: string): never {
  const where = [file, place.row === undefined ? null : `row ${place.row}`, place.column === undefined ? null : `column ${place.column}`];
  const message = `${where.filter((part) => part !== null).join(', ')}: ${what}`;
  throw new FileFaultError({ code, file, row: place.row ?? null, column: place.column ?? null, message });
}

function textOf({ name, bytes }: GivenFile): string {
  if (bytes.includes(0)) fail(name, 'not-text', {}, 'the file holds a NUL: it is no CSV text in UTF-8 (a spreadsheet file, or UTF-16?)');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail(name, 'not-text', {}, 'the file is not valid UTF-8');
  }
}

// Column names hold neither commas, semicolons nor tabs, so the header alone tells which of them parts the fields.
function delimiterOf(text: string): string {
  const header = text.split(/\r\n|\n|\r/, 1)[0] ?? '';
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function recordsOf(name: string, text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (record: string[]): null => {
        records.push(record.map((cell) => cell.trim()));
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail(name, 'malformed-csv', { row: records.length + 1 }, `the row is not sound CSV (${(error as CsvError).code})`);
  }
  return records;
}

/**
 * Reads a file with a header. Accepts a BOM, CRLF, LF or CR, quotes, any case of column names, and comma, semicolon or tab. Throws a
 * FileFaultError on an empty file, bytes that are no text, unsound quoting, columns that stand twice and rows of another width.
 */
export function readCsv(file: GivenFile): CsvFile {
  const records = recordsOf(file.name, textOf(file));
  const isBlank = (record: readonly string[]) => record.every((cell) => cell === '');
  const head = records.findIndex((record) => !isBlank(record));
  const header = records[head];
  if (!header) fail(file.name, 'empty-file', {}, 'the file is empty');
  const columns = (header ?? []).map((name) => name.toLowerCase());
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at);
  if (twice !== undefined) fail(file.name, 'duplicate-column', { row: head + 1, column: twice }, 'the column stands twice in the header');
  const rows = records.flatMap((record, at): CsvRow[] => {
    if (at <= head || isBlank(record)) return [];
    if (record.length < columns.length || record.slice(columns.length).some((cell) => cell !== ''))
      fail(file.name, 'wrong-column-count', { row: at + 1 }, `the row has ${record.length} fields, the header has ${columns.length}`);
    return [{ row: at + 1, at: (column) => record[columns.indexOf(column)] ?? '' }];
  });
  if (rows.length === 0) fail(file.name, 'empty-file', {}, 'the file has a header and no row');
  return { name: file.name, columns, rows };
}

/** Refuses a file without one of these columns. */
export function needColumns(file: CsvFile, columns: readonly string[]): void {
  const missing = columns.find((column) => !file.columns.includes(column));
  if (missing !== undefined) fail(file.name, 'missing-column', { row: 1, column: missing }, `the column ${missing} is missing`);
}
