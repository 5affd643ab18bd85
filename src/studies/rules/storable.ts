// Whether every text of a record can be kept as text.

/** NUL or half a surrogate pair, as `JSON.stringify` writes them, unless the backslash before them is itself escaped. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** False when a key or text anywhere in the record holds NUL or an unpaired surrogate, which no database text can hold. */
export function isStorable(record: unknown): boolean {
  return !UNSTORABLE.test(JSON.stringify(record));
}

/** The first `length` characters (UTF-16 units), never ending in half a character. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
