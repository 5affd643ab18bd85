// The HTTP server: security headers, sessions, the API behind its guard, its description, health, and the pages.
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { Hono } from 'hono';
import type { RequestContext } from '#access';
import { newId } from '#lib';
import { encodeProblem } from '../platform/http/problem.ts';
import { appRoutes, declaredRoutes } from './routes.ts';

/** What a server works with, besides what differs per request. */
export type ServerParts = Omit<RequestContext, 'credential' | 'requestId'> & {
  /** Turns a request's cookie, API key or operator pass into the credential of its transaction. */
  readonly credentialOf: (headers: Headers) => Promise<string | null>;
  /** Told about every error that is a defect and not a refusal. */
  readonly onDefect: (error: unknown, requestId: string) => void;
};

type Variables = { Variables: { requestId: string } };

/** The application without its socket, so that tests call it in-process. */
export function createServer(parts: ServerParts): Hono<Variables> {
  declaredRoutes();
  const api = new OpenAPIHandler(appRoutes, {
    customErrorResponseBodyEncoder: encodeProblem,
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          parts.onDefect(error, (context as RequestContext).requestId);
          throw error;
        }
      },
    ],
  });
  const app = new Hono<Variables>();
  app.use(async (c, next) => {
    c.set('requestId', newId());
    await next();
    c.header('x-request-id', c.get('requestId'));
  });
  app.all('/api/*', async (c) => {
    const requestId = c.get('requestId');
    const context: RequestContext = { ...parts, requestId, credential: await parts.credentialOf(c.req.raw.headers) };
    const { matched, response } = await api.handle(c.req.raw, { prefix: '/api', context });
    if (!matched) return problemResponse({ type: '/problems/not-found', title: 'There is no such address', status: 404, code: 'not-found', defined: false }, requestId, c.req.path);
    return asProblemJson(response, requestId, c.req.path);
  });
  return app;
}

async function asProblemJson(response: Response, requestId: string, path: string): Promise<Response> {
  if (response.status < 400) {
    response.headers.set('cache-control', 'no-store');
    return response;
  }
  const problem = (await response.json().catch(() => ({ title: 'Refused', status: response.status }))) as Record<string, unknown>;
  return problemResponse(problem, requestId, path);
}

function problemResponse(problem: Record<string, unknown> & { status?: unknown }, requestId: string, path: string): Response {
  return new Response(JSON.stringify({ ...problem, instance: path, requestId }), {
    status: Number(problem.status),
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
