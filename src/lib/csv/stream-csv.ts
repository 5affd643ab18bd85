// A CSV file of any size, piece by piece: rows come as soon as they are whole, and no more than a piece is held.
import { type CsvError, parse } from 'csv-parse';
import type { FaultSink } from './faults.ts';
import {
  type CsvColumns,
  type CsvRefusal,
  type Slots,
  csvReason,
  isBlank,
  isCsvError,
  namesOf,
  readHeader,
  wantedCells,
} from './read-csv.ts';
import { delimiterOf, lineOfBadUtf8 } from './text.ts';

/** The header must end within so many bytes. */
const headBytes = 1_048_576;
/** A row of more is a quote that does not close. */
const maxRowBytes = 16_777_216;

/** How a file is read piece by piece. */
export interface CsvStreamSettings {
  /** The wanted columns, given the names in the header (trimmed, in lower case) and its row; null ends the reading, and who answers so has told why. */
  readonly columns: (header: readonly string[], row: number) => CsvColumns | null;
  readonly faults: FaultSink<CsvRefusal>;
}

/** One data row: its trimmed cells in the order of the columns that were found. */
export interface CsvStreamRow {
  readonly row: number;
  at(column: string): string;
}

interface Reading {
  readonly file: string;
  readonly settings: CsvStreamSettings;
  slots: Slots | null | undefined;
  row: number;
  /** Rows that are whole and not handed on yet. */
  ready: CsvStreamRow[];
  isOver: boolean;
}

function take(reading: Reading, record: readonly string[]): null {
  const { file, settings } = reading;
  reading.row += 1;
  if (reading.isOver || isBlank(record)) return null;
  if (reading.slots === undefined) {
    const names = namesOf(record);
    const columns = settings.columns(names, reading.row);
    reading.slots = columns && readHeader({ file, row: reading.row, names }, columns, settings.faults);
    reading.isOver = reading.slots === null;
  } else if (reading.slots) {
    const { slotOf } = reading.slots;
    const cells = wantedCells({ file, row: reading.row, record }, reading.slots, settings.faults);
    if (cells) reading.ready.push({ row: reading.row, at: (column) => cells[slotOf.get(column) ?? -1] ?? '' });
  }
  return null;
}

function skip(reading: Reading, error: CsvError): void {
  if (reading.isOver) return;
  reading.row += 1;
  const place = { file: reading.file, row: reading.row };
  const isTooLong = error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED';
  reading.isOver = isTooLong;
  const reason = isTooLong ? 'a quote opens and does not close' : csvReason(error);
  reading.settings.faults.refuse('malformed-csv', place, `The row is not sound CSV: ${reason}.`);
}

function openParser(reading: Reading, head: Uint8Array) {
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(head),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: maxRowBytes,
    on_record: (record: string[]) => take(reading, record),
    on_skip: (error) => {
      if (error) skip(reading, error);
    },
  });
  // Nothing is ever pushed, and what fails is told by `end`.
  parser.on('error', () => undefined);
  parser.resume();
  return parser;
}

type Parser = ReturnType<typeof openParser>;

function ended(parser: Parser, reading: Reading): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('finish', resolve);
    parser.once('error', (error: Error) => {
      if (!isCsvError(error)) return reject(error);
      skip(reading, error);
      resolve();
    });
    parser.end();
  });
}

/** Tells bytes that are no UTF-8 text: a NUL ends the reading, the first broken character is named and read as unknown. */
function textWatch({ file, settings: { faults } }: Reading): (piece: Uint8Array) => boolean {
  let decoder: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  return (piece) => {
    if (piece.includes(0)) {
      faults.refuse('not-text', { file }, 'The file is not CSV text in UTF-8: it holds a NUL (a UTF-16, SAS or spreadsheet file?).');
      return false;
    }
    try {
      decoder?.decode(piece, { stream: true });
      for (let at = decoder ? piece.indexOf(10) : -1; at !== -1; at = piece.indexOf(10, at + 1)) line += 1;
    } catch {
      decoder = null;
      // A character may have begun in the piece before.
      const whole = piece.subarray(
        Math.max(
          0,
          piece.findIndex((byte) => (byte & 0xc0) !== 0x80),
        ),
      );
      const row = line + (lineOfBadUtf8(whole) ?? 1) - 1;
      faults.refuse(
        'not-utf8',
        { file, row },
        'From this line on there are bytes that are not UTF-8; they are read as unknown characters.',
      );
    }
    return true;
  };
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const [first, ...more] = pieces;
  return first && more.length === 0 ? first : new Uint8Array(Buffer.concat(pieces));
};

/**
 * Reads one file piece by piece, as `readCsv` reads a whole one, and hands on its sound rows a piece's worth at a time. What is wrong with a row is
 * told and the rest goes on; a quote that does not close, a NUL and a missing column end the reading. Wherever the pieces part, the rows are the same.
 */
export async function* streamCsv(
  file: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  settings: CsvStreamSettings,
): AsyncGenerator<readonly CsvStreamRow[]> {
  const reading: Reading = { file, settings, slots: undefined, row: 0, ready: [], isOver: false };
  const isText = textWatch(reading);
  let parser: Parser | null = null;
  let head: Uint8Array[] = [];
  const handOn = () => {
    const rows = reading.ready;
    reading.ready = [];
    return rows;
  };
  const begin = (): Parser => {
    const bytes = joined(head);
    head = [];
    const opened = openParser(reading, bytes);
    opened.write(bytes);
    return opened;
  };
  let held = 0;
  for await (const piece of pieces) {
    if (!isText(piece)) return;
    held += piece.length;
    if (parser) parser.write(piece);
    else {
      head.push(piece);
      if (held >= headBytes || hasHeader(head)) parser = begin();
    }
    if (reading.ready.length > 0) yield handOn();
    if (reading.isOver) return;
  }
  parser ??= begin();
  await ended(parser, reading);
  if (reading.ready.length > 0) yield handOn();
  if (reading.slots === undefined && !reading.isOver) settings.faults.refuse('empty-file', { file }, 'The file is empty.');
}

/** Whether a line with something in it has ended. */
function hasHeader(head: readonly Uint8Array[]): boolean {
  return /\S[^\r\n]*[\r\n]/.test(new TextDecoder().decode(joined(head)).replace(/^\uFEFF/, ''));
}
