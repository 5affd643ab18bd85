// The words of the vault: the parts of an identity.
import { z } from 'zod';
import { fact } from '#platform/contract';
import { identityFields } from './rules.ts';

export type { Identity, IdentityField } from './rules.ts';

/** A part of an identity, by name. */
export const identityField = z.enum(identityFields);

/** Where the last of them lies, who read, and how many different people within the hour. */
export interface ManyRead {
  readonly siteId: string;
  readonly studyId: string;
  readonly readerId: string;
  readonly people: number;
}

/** Somebody has read more identities within an hour than their work asks for. Told once, when the bound is passed. */
export const manyRead = fact<ManyRead>('vault.many-read');
