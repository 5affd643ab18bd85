// One JSON value: gathered over the pieces of a file, parsed, and told with the line on which it begins.

/** Where the values of a file go. */
export interface JsonSink {
  /** A whole value and the line on which it begins. */
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

const textOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** Bytes of one value, gathered over pieces. */
export interface Gathering {
  readonly size: number;
  readonly add: (part: Uint8Array) => void;
  readonly drop: () => void;
  /** What was gathered and the last part, as text; nothing is gathered afterwards. */
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
    take: (last) => textOf(takeBytes(last)),
    takeBytes,
  };
}

function studiesOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  const page = typeof value === 'object' && value !== null && 'studies' in value ? value.studies : null;
  return Array.isArray(page) ? (page as unknown[]) : null;
}

/** Parses a value and tells it; an array or a page with `studies` is told study by study. */
export function tellValue(sink: JsonSink, text: string, row: number): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return sink.broken(row, 'What begins on this line is not sound JSON.');
  }
  const members = studiesOf(value);
  if (!members) sink.value(value, row);
  else for (const member of members) sink.value(member, row);
}
