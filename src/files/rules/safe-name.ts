// A sender's name for a file, made into one that no screen, header or disk can be fooled by.

const endings: Readonly<Record<string, readonly string[]>> = {
  'application/json': ['.json', '.ndjson', '.jsonl'],
  'application/gzip': ['.gz'],
  'text/csv': ['.csv', '.txt'],
  'application/pdf': ['.pdf'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
};
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const MOST_BYTES = 200;

/**
 * The last part of the name without controls, disguises (direction overrides, invisible characters), leading or trailing dots and
 * blanks, and device names; at most 200 bytes of UTF-8, ending as its content type does.
 */
export function safeFileName(given: string, contentType: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const printable = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ');
  const trimmed = printable.replaceAll(/^[. ]+|[. ]+$/g, '');
  const harmless = RESERVED.test(trimmed) ? `_${trimmed}` : trimmed;
  const known = endings[contentType] ?? [];
  const found = known.find((ending) => harmless.toLowerCase().endsWith(ending));
  const stem = found === undefined ? harmless : harmless.slice(0, -found.length);
  const ending = found === undefined ? (known[0] ?? '') : harmless.slice(-found.length);
  return `${clippedToBytes(stem, MOST_BYTES - ending.length) || 'file'}${ending}`;
}

function clippedToBytes(text: string, most: number): string {
  const encoder = new TextEncoder();
  let clipped = '';
  let bytes = 0;
  for (const character of text) {
    bytes += encoder.encode(character).byteLength;
    if (bytes > most) break;
    clipped += character;
  }
  return clipped;
}
