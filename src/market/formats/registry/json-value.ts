// One JSON value: gathered over the pieces of a file, parsed, and told with the line on which it begins.

/** Where the values of a file go. */
export interface JsonSink {
  /** A whole value and the line on which it begins; its strings are bytes, which `textIn` reads. */
  readonly value: (value: unknown, row: number) => void;
  readonly broken: (row: number, message: string) => void;
}

/** Takes a file piece by piece, wherever the pieces part. */
export interface JsonReader {
  readonly push: (piece: Uint8Array) => void;
  readonly end: () => void;
}

/** A value of more is not a study. */
export const maxValueBytes = 128 * 1_048_576;

// One character a byte: brackets, quotes and backslashes are the same, and a parser takes such a text in half the time that decoding and parsing
// take. Few of a study's strings are ever looked at, and those are decoded by `textIn`.
const charactersOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** A string of a told value as text: its characters are the bytes of UTF-8. */
export function textIn(characters: string): string {
  return /[\x80-\xff]/.test(characters) ? Buffer.from(characters, 'latin1').toString('utf8') : characters;
}

/** Bytes of one value, gathered over pieces. */
export interface Gathering {
  readonly size: number;
  readonly add: (part: Uint8Array) => void;
  readonly drop: () => void;
  /** What was gathered and the last part, a character a byte; nothing is gathered afterwards. */
  readonly take: (last: Uint8Array) => string;
  readonly takeBytes: (last: Uint8Array) => Uint8Array;
}

/** A new, empty gathering. */
export function gathering(): Gathering {
  let parts: Uint8Array[] = [];
  let size = 0;
  const drop = () => {
    parts = [];
    size = 0;
  };
  const takeBytes = (last: Uint8Array): Uint8Array => {
    if (parts.length === 0) return last;
    const bytes = Buffer.concat([...parts, last]);
    drop();
    return bytes;
  };
  return {
    get size() {
      return size;
    },
    add(part) {
      if (part.length > 0) parts.push(part);
      size += part.length;
    },
    drop,
    take: (last) => charactersOf(takeBytes(last)),
    takeBytes,
  };
}

function studiesOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  const page = typeof value === 'object' && value !== null && 'studies' in value ? value.studies : null;
  return Array.isArray(page) ? (page as unknown[]) : null;
}

/** What is told of a record that cannot be read. */
export const notSound = 'What begins on this line is not sound JSON.';

/** Parses a value and tells it; an array or a page with `studies` is told study by study. @returns whether it was sound JSON. */
export function tellValue(sink: JsonSink, text: string, row: number): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    sink.broken(row, notSound);
    return false;
  }
  const members = studiesOf(value);
  if (!members) sink.value(value, row);
  else for (const member of members) sink.value(member, row);
  return true;
}
