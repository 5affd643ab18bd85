// How a refused command leaves an action: a code out of one table, the facts a person needs, and an HTTP status.
import type { Outcome } from '#lib';

/** Statuses of refusals that are not plain 422; every other code is a rule's answer to an understood request. */
const STATUS: Readonly<Record<string, number>> = {
  'bad-request': 400,
  'body-incomplete': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'proof-needed': 403,
  'not-found': 404,
  'too-slow': 408,
  'version-conflict': 409,
  'already-exists': 409,
  gone: 410,
  'length-required': 411,
  'too-large': 413,
  'not-supported': 415,
  'too-many-requests': 429,
  'storage-full': 507,
  'shutting-down': 503,
};

/** Thrown by actions; becomes problem+json with the code, its title and the facts. Never carries a value a person typed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly status: number;

  constructor(code: string, detail: Readonly<Record<string, unknown>> = {}) {
    super(`refused: ${code}`);
    this.code = code;
    this.detail = detail;
    this.status = STATUS[code] ?? 422;
  }
}

/** The value of an outcome; a refusal of the rules is thrown as a refusal of the request. */
export function must<T, R extends string>(outcome: Outcome<T, R>): T {
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.refusal, outcome.detail);
}

/** The record, or the 404 that an absent and an out-of-scope record share. */
export function found<T>(record: T | null | undefined): T {
  if (record === null || record === undefined) throw new Refusal('not-found');
  return record;
}
