// JSON with one value a line: a broken line costs itself and nothing else.
import { type JsonReader, type JsonSink, gathering, maxValueBytes, tellValue } from './json-value.ts';

const feed = 10;

/** Reads one value a line; the first line is called `firstRow`. A value that is an array or a page hands on its studies. */
export function lineReader(sink: JsonSink, firstRow: number): JsonReader {
  const held = gathering();
  let [row, isSkipping] = [firstRow, false];
  const line = (last: Uint8Array) => {
    const text = held.take(last);
    if (!isSkipping && text.trim() !== '') tellValue(sink, text, row);
    isSkipping = false;
    row += 1;
  };
  return {
    push(piece) {
      let from = 0;
      for (let at = piece.indexOf(feed); at !== -1; at = piece.indexOf(feed, from)) {
        line(piece.subarray(from, at));
        from = at + 1;
      }
      if (!isSkipping) held.add(piece.subarray(from));
      if (held.size <= maxValueBytes) return;
      sink.broken(row, 'A line is too long to be a study.');
      held.drop();
      isSkipping = true;
    },
    end: () => line(new Uint8Array()),
  };
}
