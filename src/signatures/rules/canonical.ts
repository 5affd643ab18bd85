// Canonical JSON: one text for one content, whatever order its keys were written in, so that a digest binds what was shown.
import { DomainError } from '#lib';

/** What may stand in a content: no dates, no fractions, nothing that two machines could write differently. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * The content as canonical JSON (after RFC 8785): keys in the order of their UTF-16 units, no blanks, integers alone as numbers.
 * Throws a `DomainError` on what has no single form: fractions, numbers beyond 2^53, undefined.
 */
export function canonicalJson(content: Canonical): string {
  if (content === null || typeof content === 'boolean') return String(content);
  if (typeof content === 'string') return JSON.stringify(content);
  if (typeof content === 'number') {
    if (!Number.isSafeInteger(content)) throw new DomainError('a content holds a number that is no safe integer');
    return String(content === 0 ? 0 : content);
  }
  if (Array.isArray(content)) return `[${(content as readonly Canonical[]).map(canonicalJson).join(',')}]`;
  if (typeof content !== 'object') throw new DomainError('a content holds what is no JSON');
  const entries = Object.entries(content as Record<string, Canonical>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`).join(',')}}`;
}
