// One CSV file with a header: bytes in, the rows of the wanted columns out, every fault of the file named with its row.
import { parse, type CsvError } from 'csv-parse/sync';
import type { FaultSink } from './faults.ts';
import { delimiterOf, lineOfBadUtf8 } from './text.ts';

/** A file as handed in. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What may be wrong with a file before any cell of it is judged. */
export type CsvRefusal =
  | 'file-too-large'
  | 'empty-file'
  | 'not-text'
  | 'not-utf8'
  | 'malformed-csv'
  | 'missing-column'
  | 'duplicate-column'
  | 'wrong-column-count';

/** Which columns a file must have and may have, as they are called afterwards; nothing else in the file is kept. */
export interface CsvColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** How a file is read. */
export interface CsvSettings {
  /** The wanted columns, given the names in the header (trimmed, in lower case). */
  readonly columns: (header: readonly string[]) => CsvColumns;
  readonly maxBytes: number;
  readonly faults: FaultSink<CsvRefusal>;
}

/** One data row; `at` answers the trimmed cell, and '' for a column that the file does not have. */
export interface CsvRow {
  readonly row: number;
  at(column: string): string;
}

/** A file as read: its sound rows. Whether there were others, the faults tell. */
export interface CsvTable {
  readonly file: string;
  readonly headerRow: number;
  has(column: string): boolean;
  readonly rows: Iterable<CsvRow>;
  readonly rowCount: number;
}

function refuseBytes({ name, bytes }: GivenFile, maxBytes: number, faults: FaultSink<CsvRefusal>): boolean {
  const before = faults.count;
  const nul = bytes.length > maxBytes ? -1 : bytes.indexOf(0);
  if (bytes.length > maxBytes) {
    faults.refuse('file-too-large', { file: name }, `The file is larger than ${Math.floor(maxBytes / 1_048_576)} MB.`);
  } else if (nul !== -1) {
    const message = `The file is not CSV text in UTF-8: byte ${nul + 1} is a NUL (a UTF-16, SAS or spreadsheet file?).`;
    faults.refuse('not-text', { file: name }, message);
  } else {
    const row = lineOfBadUtf8(bytes);
    if (row !== null) faults.refuse('not-utf8', { file: name, row }, `Line ${row} is not valid UTF-8; save the file as UTF-8.`);
  }
  return faults.count > before;
}

/** Where the wanted columns stand in each row. */
export interface Slots {
  readonly headerRow: number;
  readonly width: number;
  readonly slotOf: ReadonlyMap<string, number>;
  readonly sources: readonly number[];
}

/** The names of a header as they are compared. */
export const namesOf = (header: readonly string[]) => header.map((name) => name.trim().toLowerCase());

/** Finds the wanted columns in a header; null after the faults were told. */
export function readHeader(
  { file, row, names }: { readonly file: string; readonly row: number; readonly names: readonly string[] },
  { required, optional }: CsvColumns,
  faults: FaultSink<CsvRefusal>,
): Slots | null {
  const before = faults.count;
  const wanted = [...new Set([...required, ...optional])];
  const indexOf = (column: string) => names.indexOf(column.toLowerCase());
  for (const column of new Set(required))
    if (indexOf(column) === -1) faults.refuse('missing-column', { file, row, column }, `The column ${column} is missing.`);
  for (const column of wanted)
    if (indexOf(column) !== names.lastIndexOf(column.toLowerCase()))
      faults.refuse('duplicate-column', { file, row, column }, `The column ${column} stands twice in the header.`);
  if (faults.count > before) return null;
  const found = wanted.filter((column) => indexOf(column) !== -1);
  return {
    headerRow: row,
    width: names.length,
    slotOf: new Map(found.map((column, slot) => [column, slot])),
    sources: found.map(indexOf),
  };
}

interface Kept {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Whether no cell of a record holds anything. */
export const isBlank = (record: readonly string[]) => record.every((cell) => cell.trim() === '');

/** The wanted cells of a record; null after a width that is not the header's was told. */
export function wantedCells(
  { file, row, record }: { readonly file: string; readonly row: number; readonly record: readonly string[] },
  { width, sources }: Slots,
  faults: FaultSink<CsvRefusal>,
): readonly string[] | null {
  if (record.length < width || (record.length > width && !isBlank(record.slice(width)))) {
    faults.refuse('wrong-column-count', { file, row }, `The row has ${record.length} fields, the header has ${width}.`);
    return null;
  }
  return sources.map((source) => (record[source] ?? '').trim());
}

/**
 * Reads one file. Accepts BOM, CRLF, LF and CR, quotes, blank lines, any case of column names, and comma, semicolon, tab or bar.
 * Answers null after it has told the faults why; a row of another width is told and left out; a header without rows is a table.
 * Only the wanted cells are kept, so that a large file costs what is wanted of it. Pure; messages carry no cell.
 */
export function readCsv(file: GivenFile, settings: CsvSettings): CsvTable | null {
  const { faults, maxBytes } = settings;
  if (refuseBytes(file, maxBytes, faults)) return null;
  const kept: Kept[] = [];
  let slots: Slots | null | undefined;
  let row = 0;
  const take = (record: string[]): null => {
    row += 1;
    if (isBlank(record)) return null;
    if (slots === undefined) {
      const names = namesOf(record);
      slots = readHeader({ file: file.name, row, names }, settings.columns(names), faults);
    } else if (slots) {
      const cells = wantedCells({ file: file.name, row, record }, slots, faults);
      if (cells) kept.push({ row, cells });
    }
    return null;
  };
  try {
    const { buffer, byteOffset, byteLength } = file.bytes;
    parse(Buffer.from(buffer, byteOffset, byteLength), {
      bom: true,
      delimiter: delimiterOf(file.bytes),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: take,
    });
  } catch (error) {
    if (!isCsvError(error)) throw error;
    faults.refuse('malformed-csv', { file: file.name, row: row + 1 }, `The row is not sound CSV: ${csvReason(error)}.`);
    return null;
  }
  if (slots === undefined) faults.refuse('empty-file', { file: file.name }, 'The file is empty.');
  return slots ? tableOf(file.name, slots, kept) : null;
}

function tableOf(file: string, { headerRow, slotOf }: Slots, kept: readonly Kept[]): CsvTable {
  const cell = (cells: readonly string[], column: string): string => cells[slotOf.get(column) ?? -1] ?? '';
  return {
    file,
    headerRow,
    has: (column) => slotOf.has(column),
    rowCount: kept.length,
    rows: {
      *[Symbol.iterator]() {
        for (const { row, cells } of kept) yield { row, at: (column: string) => cell(cells, column) };
      },
    },
  };
}

/** Refuses a file with a header and nothing under it; a file whose rows were all refused has told so already. */
export function needRows({ file, headerRow, rowCount }: CsvTable, faults: FaultSink<'no-rows'>): void {
  if (rowCount === 0 && faults.count === 0) faults.refuse('no-rows', { file, row: headerRow + 1 }, 'There is no row under the header.');
}

/** Whether the parser threw it. */
export function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Why, without the field that csv-parse's own messages quote. */
export function csvReason(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote opens and does not close';
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE') return 'text follows a closing quote';
  if (String(error.code) === 'INVALID_OPENING_QUOTE') return 'a quote stands inside an unquoted field';
  return `the parser answers ${error.code}`;
}
