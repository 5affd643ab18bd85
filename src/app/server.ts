// The HTTP server: the API behind its guard, accounts, the local operator, health, the API's description, and the pages.
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError } from '@orpc/server';
import { Hono } from 'hono';
import { type RequestContext, asProblem } from '#access';
import { newId } from '#lib';
import { type Accounts, type BodyLimits, type Log, Refusal, type TrustsProxy, encodeProblem, isDatabaseGone, logRequest } from '#platform';
import { addressOf, readAddress } from './client-address.ts';
import { describeApi } from './api-description.ts';
import { fileDoor } from './file-door.ts';
import { meters } from './meters.ts';
import { type Pages, servePages } from './pages.ts';
import { refuseForeignOrigin, secureHeaders, wholeBodies } from './request-safety.ts';
import { appRoutes, declaredRoutes } from './routes.ts';

/** What a server works with, besides what differs per request. */
export type ServerParts = Omit<RequestContext, 'credential' | 'requestId'> & {
  /** Turns a request's cookie, API key or operator pass into the credential of its transaction. */
  readonly credentialOf: (headers: Headers) => Promise<string | null>;
  /** Told about every error that is a defect and not a refusal. */
  readonly onDefect: (error: unknown, requestId: string) => void;
  /** Origins from which a browser may write; requests without an Origin do not come from a page. */
  readonly origins?: readonly string[];
  readonly accounts?: Accounts;
  /** Further raw routes: the operator's door, setup, the demo's people. Each is on the closed list of raw routes. */
  readonly raw?: Hono<Variables>;
  readonly pages?: Pages;
  readonly log?: Log;
  /** Proxies whose word about their callers counts; none if left out. */
  readonly trustsProxy?: TrustsProxy;
  /** Whether browsers reach the program over https, be it through a proxy. */
  readonly secure?: boolean;
  /** How slow an upload may be; for tests. */
  readonly uploadTimes?: Pick<BodyLimits, 'stallMs' | 'wholeMs'>;
};

export type Variables = { Variables: { requestId: string; nonce: string; address: string } };

/** The application without its socket, so that tests call it in-process. */
export function createServer(parts: ServerParts): Hono<Variables> {
  const routes = declaredRoutes();
  const app = new Hono<Variables>();
  const { observe, metrics } = meters();
  app.use(async (c, next) => {
    const [requestId, startedAt] = [newId(), performance.now()];
    c.set('requestId', requestId);
    c.set('address', readAddress(c, parts.trustsProxy ?? (() => false)));
    await next();
    c.header('x-request-id', requestId);
    const line = {
      id: requestId,
      method: c.req.method,
      route: routePattern(routes, c.req.method, c.req.path),
      status: c.res.status,
      ms: performance.now() - startedAt,
    };
    observe(line);
    if (parts.log) logRequest(parts.log, line);
  });
  app.onError((error, c) => {
    const known = error instanceof Refusal ? asProblem(error) : error;
    if (!isDatabaseGone(known)) parts.onDefect(known, c.get('requestId'));
    const told = known instanceof ORPCError && known.status < 500 ? known : asUnavailable(known);
    return problemResponse({ ...encodeProblem(told) }, c.get('requestId'), c.req.path);
  });
  app.use(secureHeaders(parts.secure ?? false));
  app.use('/api/*', refuseForeignOrigin(parts.origins ?? []));
  app.use(wholeBodies);
  app.get('/healthz', async (c) => {
    const { rowCount } = await parts.database.query('select 1').catch(() => ({ rowCount: 0 }));
    return c.json({ status: rowCount === 1 ? 'ok' : 'database-unreachable' }, rowCount === 1 ? 200 : 503);
  });
  app.get('/metrics', async (c) => c.text(await metrics()));
  describeApi(app);
  if (parts.accounts) {
    const { accounts } = parts;
    app.all('/api/auth/*', (c) => accounts.handle(c.req.raw, addressOf(c)));
  }
  if (parts.raw) app.route('/', parts.raw);
  app.route('/', fileDoor(parts));
  app.all('/api/*', apiHandler(parts));
  if (parts.pages) servePages(app, parts.pages);
  return app;
}

function apiHandler(parts: ServerParts) {
  const api = new OpenAPIHandler(appRoutes, {
    customErrorResponseBodyEncoder: encodeProblem,
    // Around the procedure and not the decoding: a body that cannot be read is the caller's fault and no defect.
    clientInterceptors: [
      async (call) => {
        try {
          return await call.next();
        } catch (error) {
          if (isDatabaseGone(error)) throw asUnavailable(error);
          parts.onDefect(error, (call.context as RequestContext).requestId);
          throw error;
        }
      },
    ],
  });
  return async (c: { req: { raw: Request; path: string }; get: (key: 'requestId') => string }): Promise<Response> => {
    const requestId = c.get('requestId');
    const unfit = unfitBody(c.req.raw);
    if (unfit) return problemResponse(unfit, requestId, c.req.path);
    const context: RequestContext = { ...parts, requestId, credential: await parts.credentialOf(c.req.raw.headers) };
    const { matched, response } = await api.handle(c.req.raw, { prefix: '/api', context });
    if (!matched) {
      return problemResponse(
        { type: '/problems/not-found', title: 'There is no such address', status: 404, code: 'not-found', defined: false },
        requestId,
        c.req.path,
      );
    }
    return asProblemJson(response, requestId, c.req.path);
  };
}

// A database that is away for a moment is no defect: the caller is told to come again, and the log is told once, by the watch over the database.
function asUnavailable(error: unknown): ORPCError<string, unknown> {
  if (isDatabaseGone(error)) return new ORPCError('database-unavailable', { status: 503, cause: error });
  return new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, cause: error });
}

// Only JSON, said so: forms and untyped bodies can be sent by a foreign page without asking first.
function unfitBody(request: Request): Record<string, unknown> | null {
  if (['GET', 'HEAD'].includes(request.method)) return null;
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    return {
      type: '/problems/not-supported',
      title: 'The body must be application/json',
      status: 415,
      code: 'not-supported',
      defined: false,
    };
  return null;
}

async function asProblemJson(response: Response, requestId: string, path: string): Promise<Response> {
  if (response.status < 400) {
    response.headers.set('cache-control', 'no-store');
    return response;
  }
  const problem = (await response.json().catch(() => ({ title: 'Refused', status: response.status }))) as Record<string, unknown>;
  return problemResponse(problem, requestId, path);
}

/** An answer in problem+json. */
export function problemResponse(problem: Record<string, unknown> & { status?: unknown }, requestId: string, path: string): Response {
  return new Response(JSON.stringify({ ...problem, instance: path, requestId }), {
    status: Number(problem.status),
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(problem.status === 503 ? { 'retry-after': '1' } : retryAfter(problem)),
    },
  });
}

function retryAfter({ data }: Record<string, unknown>): { 'retry-after'?: string } {
  const seconds = (data as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds;
  return typeof seconds === 'number' ? { 'retry-after': seconds.toString() } : {};
}

// Log lines and metrics carry the pattern, never the address: an address may hold what a person searched for.
function routePattern(routes: ReturnType<typeof declaredRoutes>, method: string, path: string): string {
  if (!path.startsWith('/api/')) return path.startsWith('/assets/') ? '/assets/{file}' : '/{page}';
  if (path.startsWith('/api/auth/')) return '/api/auth/{endpoint}';
  const segments = path.slice('/api'.length).split('/');
  const match = routes.find((route) => {
    const pattern = route.path.split('/');
    return (
      route.method === method &&
      pattern.length === segments.length &&
      pattern.every((part, i) => part.startsWith('{') || part === segments[i])
    );
  });
  return match ? `/api${match.path}` : '/api/{unknown}';
}
