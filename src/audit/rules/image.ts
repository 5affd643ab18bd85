// Images of rows: whether a live row is the last one the trail knows, and whether an entry continues the one before it.

/** A row as JSON. */
export type Image = Readonly<Record<string, unknown>>;

/**
 * The fields in which a live row differs from its last image. Columns added since the image was taken may hold only what the
 * database filled in (`filled`: constant defaults, else null); columns dropped since are not compared.
 */
export function changedSince(image: Image, live: Image, filled: Image): string[] {
  return Object.keys(live).filter((field) => !equal(field in image ? image[field] : (filled[field] ?? null), live[field]));
}

/** What an entry claims. */
export interface Claim {
  readonly op: 'insert' | 'update' | 'delete';
  readonly before: Image | null;
  readonly after: Image | null;
}

/** Whether an entry continues what the trail knew of the record (null: nothing yet, or a deletion). */
export function continues(known: Image | null, claim: Claim): boolean {
  if (claim.op === 'insert') return known === null;
  if (known === null) return false;
  const past = claim.op === 'delete' ? claim.before : { ...claim.after, ...claim.before };
  return past !== null && Object.keys(known).every((field) => !(field in past) || equal(known[field], past[field]));
}

/** Equality of JSON values; the order of keys does not count. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && equal(left[key], right[key]));
}
