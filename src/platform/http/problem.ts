// RFC 9457 problem+json: one shape for every error that leaves the API, with the request id and never a value.
import { type ORPCError, ValidationError } from '@orpc/server';

/** The problem as it stands in the body; the wrapper adds `instance` and `requestId`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly defined: boolean;
  readonly data?: unknown;
  readonly errors?: readonly { path: string; message: string }[];
}

const TITLES: Readonly<Record<string, string>> = {
  'bad-request': 'The request is malformed',
  'not-signed-in': 'Sign in first',
  'not-allowed': 'You may not do this here',
  'not-found': 'There is no such record in your scope',
  'body-incomplete': 'The body did not arrive whole; send it again',
  'too-slow': 'The body came too slowly; send it again',
  gone: 'This file is no longer kept; send it again',
  'length-required': 'The request must say its Content-Length',
  'too-large': 'This is larger than what is taken here',
  'not-supported': 'This type of content is not taken here',
  'wrong-content': 'The content is not what its type says',
  'version-conflict': 'Somebody changed this record after you read it',
  'already-exists': 'There is already such a record',
  'idempotency-key-reused': 'This Idempotency-Key belongs to another request',
  'database-unavailable': 'The database is not available just now; send the request again with the same Idempotency-Key',
  'internal-error': 'Something went wrong on our side; nothing was saved',
};

/** Our codes are kebab-case; oRPC's own come in capitals. */
export function problemCode(code: string): string {
  return code === 'INTERNAL_SERVER_ERROR' ? 'internal-error' : code.toLowerCase().replaceAll('_', '-');
}

/** Shapes an error for the body. Validation faults are reduced to path and message, so that no value is echoed. */
export function encodeProblem(error: ORPCError<string, unknown>): Problem {
  const code = problemCode(error.code);
  const title = TITLES[code] ?? sentence(code);
  const errors = error.cause instanceof ValidationError ? faults(error.cause) : undefined;
  return {
    type: `/problems/${code}`,
    title,
    status: error.status,
    code,
    defined: error.defined,
    ...(errors ? { errors } : error.status < 500 && error.data !== undefined ? { data: error.data } : {}),
  };
}

function sentence(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function faults(error: ValidationError): { path: string; message: string }[] {
  return error.issues.slice(0, 50).map((issue) => ({
    path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message: withoutValue(issue.message),
  }));
}

// zod names unknown keys and patterns in its messages; both are typed by the caller.
function withoutValue(message: string): string {
  if (message.startsWith('Unrecognized key')) return 'holds a key that is not known here';
  if (/must match pattern/.test(message)) return 'has the wrong form';
  return message;
}
