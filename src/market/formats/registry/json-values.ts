// JSON files of any size as their values, one at a time: one value a line, values one after the other, an array, or a page with `studies`.
import { lineReader } from './json-lines.ts';
import { structureReader } from './json-structure.ts';
import type { JsonReader, JsonSink } from './json-value.ts';

const [feed, openObject, openArray] = [10, 123, 91];
const isBlank = (byte: number) => byte === 32 || byte === feed || byte === 13 || byte === 9;

/** Reads a JSON file: by its brackets, or line by line where its first byte is none. A byte order mark is passed over by whoever reads the bytes. */
export function jsonReader(sink: JsonSink): JsonReader {
  let reader: JsonReader | null = null;
  let row = 1;
  return {
    push(piece) {
      if (reader) return reader.push(piece);
      let at = 0;
      for (; at < piece.length && isBlank(piece[at] ?? 0); at += 1) if (piece[at] === feed) row += 1;
      const first = piece[at];
      if (first === undefined) return;
      reader = first === openObject || first === openArray ? structureReader(sink, row) : lineReader(sink, row);
      reader.push(piece.subarray(at));
    },
    end: () => reader?.end(),
  };
}
