// One CSV dataset: bytes in, the rows of the wanted columns out, every fault of the file named with its row.
import { parse, type CsvError } from 'csv-parse/sync';
import type { FaultLog } from './fault-log.ts';
import type { SdtmDomain } from './trial.ts';

/** A file as handed in. */
export interface SdtmFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Which columns a dataset must have, should have (a warning where absent) and may have; nothing else in the file is kept. */
export interface Columns {
  readonly required: readonly string[];
  readonly expected: readonly string[];
  readonly optional: readonly string[];
}

/** One data row; `at` answers '' for a column the file does not have. */
export interface Row {
  readonly row: number;
  at(column: string): string;
}

/** A dataset as read. */
export interface Table {
  readonly file: string;
  readonly domain: SdtmDomain;
  has(column: string): boolean;
  readonly rows: Iterable<Row>;
  readonly rowCount: number;
}

const chunkBytes = 1 << 20;

/** The row of the first byte that is not UTF-8, or null when all of it is. */
function rowOfBadUtf8(bytes: Uint8Array): number | null {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true });
    decoder.decode();
    return null;
  } catch {
    return firstBadLine(bytes);
  }
}

// No byte of a multi-byte character equals a line feed, so lines can be judged one by one.
function firstBadLine(bytes: Uint8Array): number {
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return 1;
}

// Column names hold neither commas, semicolons nor tabs, so the header alone tells which of them parts the fields.
function delimiterOf(bytes: Uint8Array): string {
  const feed = bytes.indexOf(10);
  const header = new TextDecoder().decode(bytes.subarray(0, feed === -1 ? Math.min(bytes.length, 65_536) : feed));
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function refuseBytes(file: SdtmFile, log: FaultLog, maxBytes: number): boolean {
  const place = { file: file.name };
  if (file.bytes.length > maxBytes) {
    log.refuse('file-too-large', place, `The file is larger than ${Math.floor(maxBytes / 1_048_576)} MB.`);
    return true;
  }
  const nul = file.bytes.indexOf(0);
  if (nul !== -1) {
    log.refuse('not-text', place, `The file is not CSV text in UTF-8: byte ${nul + 1} is a NUL (a UTF-16, SAS or spreadsheet file?).`);
    return true;
  }
  const badRow = rowOfBadUtf8(file.bytes);
  if (badRow !== null) log.refuse('not-utf8', { ...place, row: badRow }, `Line ${badRow} is not valid UTF-8; save the file as UTF-8.`);
  return badRow !== null;
}

interface Slots {
  readonly width: number;
  readonly slotOf: ReadonlyMap<string, number>;
  readonly sources: readonly number[];
}

function readHeader(file: string, header: readonly string[], columns: Columns, log: FaultLog): Slots | null {
  const names = header.map((name) => name.trim().toUpperCase());
  const wanted = [...columns.required, ...columns.expected, ...columns.optional];
  let sound = true;
  for (const name of columns.required.filter((column) => !names.includes(column))) {
    log.refuse('missing-column', { file, row: 1, column: name }, `The column ${name} is missing.`);
    sound = false;
  }
  for (const name of wanted.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))) {
    log.refuse('duplicate-column', { file, row: 1, column: name }, `The column ${name} stands twice in the header.`);
    sound = false;
  }
  for (const name of columns.expected.filter((column) => !names.includes(column))) {
    log.warn('column-missing', { file, row: 1, column: name }, `The column ${name} is not there; what it says is not known.`);
  }
  const found = wanted.filter((column) => names.includes(column));
  const slotOf = new Map(found.map((column, slot) => [column, slot]));
  return sound ? { width: names.length, slotOf, sources: found.map((column) => names.indexOf(column)) } : null;
}

interface Kept {
  readonly row: number;
  readonly cells: readonly string[];
}

function keepRow(file: string, row: number, record: readonly string[], slots: Slots, log: FaultLog): Kept | null {
  if (record.length < slots.width || record.slice(slots.width).some((cell) => cell.trim() !== '')) {
    log.refuse('wrong-column-count', { file, row }, `Row ${row} has ${record.length} fields, the header has ${slots.width}.`);
    return null;
  }
  return { row, cells: slots.sources.map((source) => (record[source] ?? '').trim()) };
}

/**
 * Reads one dataset. Accepts BOM, CRLF/LF/CR, quotes, any case of column names, and comma, semicolon or tab.
 * Answers null after it has told the log why; a file with a header and no rows is a table without rows.
 */
export function readTable(file: SdtmFile, domain: SdtmDomain, columns: Columns, log: FaultLog, maxBytes: number): Table | null {
  if (refuseBytes(file, log, maxBytes)) return null;
  const kept: Kept[] = [];
  let slots: Slots | null | undefined;
  let row = 0;
  const take = (record: string[]): null => {
    row += 1;
    if (record.every((cell) => cell.trim() === '')) return null;
    if (slots === undefined) slots = readHeader(file.name, record, columns, log);
    else if (slots) {
      const one = keepRow(file.name, row, record, slots, log);
      if (one) kept.push(one);
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
    const at = row + 1;
    log.refuse('malformed-csv', { file: file.name, row: at }, `Row ${at} is not sound CSV: ${csvReason(error)}.`);
    return null;
  }
  if (slots === undefined) log.refuse('empty-file', { file: file.name }, 'The file is empty.');
  return slots ? tableOf(file.name, domain, slots, kept) : null;
}

function tableOf(file: string, domain: SdtmDomain, { slotOf }: Slots, kept: readonly Kept[]): Table {
  const cell = (cells: readonly string[], column: string): string => cells[slotOf.get(column) ?? -1] ?? '';
  return {
    file,
    domain,
    has: (column) => slotOf.has(column),
    rowCount: kept.length,
    rows: {
      *[Symbol.iterator]() {
        for (const { row, cells } of kept) yield { row, at: (column: string) => cell(cells, column) };
      },
    },
  };
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

// csv-parse's own messages quote the field, so only its code is told.
function csvReason(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote opens and does not close';
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE') return 'text follows a closing quote';
  if (String(error.code) === 'INVALID_OPENING_QUOTE') return 'a quote stands inside an unquoted field';
  return `the parser answers ${error.code}`;
}
