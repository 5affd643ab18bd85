// The words of the vault: the parts of an identity.
import { z } from 'zod';
import { identityFields } from './rules.ts';

export type { Identity, IdentityField } from './rules.ts';

/** A part of an identity, by name. */
export const identityField = z.enum(identityFields);
