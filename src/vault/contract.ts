// The words of the vault: the parts of an identity.
import { z } from 'zod';

/** The parts of an identity that the vault keeps. */
export const identityFields = ['name', 'birth-date', 'phone', 'email', 'address', 'identifier'] as const;
export const identityField = z.enum(identityFields);
export type IdentityField = z.infer<typeof identityField>;

/** Some parts of an identity in clear. It lives as long as the answer it is part of. */
export type Identity = Partial<Record<IdentityField, string>>;
