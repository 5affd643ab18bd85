// Bytes that claim to be CSV text in UTF-8: whether they are, and which mark parts their fields.

const chunkBytes = 1 << 20;
const headBytes = 65_536;

/** The line of the first byte that is not UTF-8, or null when all of it is. */
export function lineOfBadUtf8(bytes: Uint8Array): number | null {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true });
    decoder.decode();
    return null;
  } catch {
    return firstBadLine(bytes);
  }
}

// No byte of a multi-byte character equals a line feed or a carriage return, so lines can be judged one by one.
function firstBadLine(bytes: Uint8Array): number {
  const feed = bytes.includes(10) ? 10 : 13;
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const next = bytes.indexOf(feed, start);
    const end = next === -1 ? bytes.length : next;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return 1;
}

/** Comma, semicolon, tab or bar. Column names hold none of them, so the header alone tells which one parts the fields. */
export function delimiterOf(bytes: Uint8Array): string {
  const lines = new TextDecoder().decode(bytes.subarray(0, headBytes)).split(/[\r\n]/);
  const header = lines.find((line) => line.trim() !== '') ?? '';
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
