// The browser's typed client: made from a contract, speaking HTTP to `/api`, with problems as typed errors.
import { createORPCClient, ORPCError, type Client } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { newId } from '#lib';
import { createAttempts, isSettled } from './attempts.ts';
import { needProof } from './proof.ts';

/** Sent beside the input of a call. Give `idempotencyKey` only where one attempt must outlive the page. */
export interface CallContext {
  readonly idempotencyKey?: string;
}

type Blank = Record<never, never>;
type KeyOptional<H> = Omit<H, 'idempotency-key'> & { readonly 'idempotency-key'?: string };
type Eased<I> = { [K in keyof I]: K extends 'headers' ? KeyOptional<I[K]> : I[K] };
type BlanksOptional<I> = { [K in keyof I as Blank extends I[K] ? never : K]: I[K] } & {
  [K in keyof I as Blank extends I[K] ? K : never]?: I[K];
};
type EasedInput<I> = 'params' extends keyof I
  ? Blank extends BlanksOptional<Eased<I>>
    ? BlanksOptional<Eased<I>> | undefined
    : BlanksOptional<Eased<I>>
  : I;

/** A client whose calls may leave out what is filled in for them: the Idempotency-Key and empty parts of the request. */
export type EasedClient<T> =
  T extends Client<infer X, infer I, infer O, infer E> ? Client<X, EasedInput<I>, O, E> : { [K in keyof T]: EasedClient<T[K]> };

/** The typed client of a contract as it travels over JSON. */
export type ApiClient<C extends AnyContractRouter> = EasedClient<JsonifiedClient<ContractRouterClient<C, CallContext>>>;

/** Where and how the client speaks. */
export interface ApiOptions {
  /** Absolute address of the API; the page's own origin with `/api` when left out. */
  readonly url?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Called when the server says that nobody is signed in. */
  readonly onSignedOut?: () => void;
}

/** Turns problem+json into JSON, which is the only label the link parses. */
export function relabelProblem(response: Response): Response {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response;
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

// Nothing was kept of a write refused for want of a proof, so it is sent again as it was.
async function isProofNeeded(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const problem = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { code?: unknown };
  return problem.code === 'proof-needed';
}

/** A problem document as a typed error; the whole document stays readable as its `cause`. */
export function decodeProblem(body: unknown, status: number): ORPCError<string, unknown> | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const problem = body as Record<string, unknown>;
  const code = typeof problem['code'] === 'string' ? problem['code'] : undefined;
  if (!code) return undefined;
  const message = typeof problem['title'] === 'string' ? problem['title'] : code;
  return new ORPCError(code, { status, message, data: problem['data'], defined: problem['defined'] === true, cause: problem });
}

/** Content of a call as text, to recognise the same write; files count by name, size and time. */
function contentOf(input: unknown): string {
  return JSON.stringify(input, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (value instanceof File) return `${value.name} ${value.size} ${value.lastModified}`;
    return value;
  });
}

/** The detailed input of a write always has a body, even an empty one; a plain input stays as it is. */
function withBody(contract: AnyContractRouter, path: readonly string[], input: unknown): unknown {
  const procedure = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], contract);
  const route = (procedure as { '~orpc'?: { route?: { inputStructure?: string; method?: string } } } | undefined)?.['~orpc']?.route;
  if (route?.inputStructure !== 'detailed' || route.method === 'GET') return input;
  return { body: {}, ...(input as object | undefined) };
}

/**
 * The typed client and its query options. Calls never repeat a write by themselves; a retry by the caller
 * carries the same Idempotency-Key until the server has answered.
 */
export function createApi<C extends AnyContractRouter>(contract: C, options: ApiOptions = {}) {
  const attempts = createAttempts(newId);
  const send = options.fetch ?? ((request: RequestInfo | URL, init?: RequestInit) => globalThis.fetch(request, init));
  const link = new OpenAPILink<CallContext>(contract, {
    url: options.url ?? new URL('/api', globalThis.location.href).href,
    fetch: async (request, init, { context }, path, input) => {
      const write = request.method === 'GET' || request.method === 'HEAD' ? undefined : `${path.join('.')} ${contentOf(input)}`;
      if (write !== undefined && !request.headers.get('idempotency-key')) {
        request.headers.set('idempotency-key', context.idempotencyKey ?? attempts.keyFor(write));
      }
      const again = write === undefined ? undefined : request.clone();
      let response = await send(request, { ...init, credentials: 'same-origin' });
      if (again && (await isProofNeeded(response)) && (await needProof()))
        response = await send(again, { ...init, credentials: 'same-origin' });
      if (write !== undefined && isSettled(response.status)) attempts.answered(write);
      if (response.status === 401) options.onSignedOut?.();
      return relabelProblem(response);
    },
    interceptors: [(call) => call.next({ ...call, input: withBody(contract, call.path, call.input) })],
    customErrorResponseBodyDecoder: (body, response) => decodeProblem(body, response.status),
  });
  const client = createORPCClient(link) as ApiClient<C>;
  return { client, query: createTanstackQueryUtils(client) };
}
