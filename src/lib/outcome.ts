// What a rule answers: a value, or a refusal out of a closed set of codes.

/** A refusal: `refusal` is the code (a closed union per rule), `detail` the facts a person needs, never a secret. */
export interface Refused<R extends string> {
  readonly ok: false;
  readonly refusal: R;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A decided value or a refusal. */
export type Outcome<T, R extends string> = { readonly ok: true; readonly value: T } | Refused<R>;

/** The decided value. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A refusal with the facts that explain it. */
export function refuse<R extends string>(refusal: R, detail: Readonly<Record<string, unknown>> = {}): Refused<R> {
  return { ok: false, refusal, detail };
}

/** Thrown by pure functions on an argument outside their domain; a caller's mistake, never a person's. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
}
