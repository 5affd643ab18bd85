// What the pages of the rooms to the right share about writing: refusals in words, and the key that the client fills in.
export { refusalInWords } from './refusal-words.ts';

/** A write's Idempotency-Key is made by the client; this says so to the types of a call. */
export const keyFilledIn = {} as { readonly 'idempotency-key': string };
