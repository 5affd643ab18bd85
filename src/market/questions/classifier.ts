// Which table areas are read by.
import { sha256Hex } from '#platform';
import { areaTerms } from '../rules/area-terms.ts';

/** The version of how areas are read: the digest of the table of terms. */
export const classifierVersion = sha256Hex(JSON.stringify(areaTerms)).slice(0, 16);
