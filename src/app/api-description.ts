// The API described: OpenAPI 3.1 made from the contract, and a page to read it without any tool.
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { Hono } from 'hono';
import { appContract, streamContract } from './contract.ts';
import { declaredRoutes } from './routes.ts';
import type { Variables } from './server.ts';

/** The OpenAPI document of the whole contract. Errors are problem+json (RFC 9457). */
export async function openApiDocument(): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(
    { ...appContract, streams: streamContract },
    {
      info: {
        title: 'Siteward',
        version: '1',
        description: 'Every write carries an Idempotency-Key; records with a version take If-Match; errors are application/problem+json.',
      },
      servers: [{ url: '/api' }],
    },
  );
  return JSON.parse(
    JSON.stringify(document).replaceAll('"4XX":{"content":{"application/json"', '"4XX":{"content":{"application/problem+json"'),
  );
}

/** Adds `/openapi.json` and `/api-guide`. */
export function describeApi(app: Hono<Variables>): void {
  let document: Promise<unknown> | undefined;
  app.get('/openapi.json', async (c) => c.json((await (document ??= openApiDocument())) as object));
  app.get('/api-guide', (c) => c.html(guide()));
}

function guide(): string {
  const rows = declaredRoutes()
    .map(
      ({ name, method, path, meta }) =>
        `<tr><td>${method}</td><td><code>/api${escape(path)}</code></td><td>${escape(name)}</td><td>${escape(meta.permission ?? 'public')}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Siteward API</title></head>
<body><main><h1>Siteward API</h1><p>The whole description is at <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Every write carries an
<code>Idempotency-Key</code>; records with a version take <code>If-Match</code>; errors are <code>application/problem+json</code>.</p>
<table><caption>Routes</caption><thead><tr><th scope="col">Method</th><th scope="col">Address</th><th scope="col">Operation</th><th scope="col">Permission</th></tr></thead>
<tbody>
${rows}
</tbody></table></main></body></html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
