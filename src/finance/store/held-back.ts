// The kinds of lines that are held back, as statements name them.
import { heldBackKinds } from '../rules.ts';

/** A list for `kind in (...)`. */
export const HELD_BACK_KINDS = heldBackKinds.map((kind) => `'${kind}'`).join(', ');
