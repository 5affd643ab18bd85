// One text for one content: what went into a forecast and what came out of it are compared by their bytes.

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** JSON with its keys in order and without blanks; numbers as ECMAScript writes them, which is exact. */
export function canonicalText(content: unknown): string {
  return write(content as Json);
}

function write(content: Json): string {
  if (content === null || typeof content !== 'object') return JSON.stringify(content);
  if (Array.isArray(content)) return `[${(content as readonly Json[]).map(write).join(',')}]`;
  const entries = Object.entries(content as { readonly [key: string]: Json }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${write(value)}`).join(',')}}`;
}
