// Serves the built browser program: hashed assets for ever, the one page with a fresh nonce for every visit.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Hono } from 'hono';
import type { Variables } from './server.ts';

/** Where the built pages are. */
export interface Pages {
  readonly folder: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

/** Adds the pages' routes: files by name, and the page for every address that is not the API's. */
export function servePages(app: Hono<Variables>, pages: Pages): void {
  const assets = new Map<string, Asset>();
  app.get('/assets/:file', async (c) => {
    const name = safeName(c.req.param('file'));
    const asset = assets.get(name) ?? (await readAsset(join(pages.folder, 'assets', name)));
    if (!asset) return new Response('Not found', { status: 404 });
    assets.set(name, asset);
    const isPacked = asset.packed !== null && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
    return new Response(isPacked ? asset.packed : asset.plain, {
      headers: {
        'content-type': asset.type,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
      },
    });
  });
  app.get('/:file{[a-z0-9-]+\\.(svg|ico|webmanifest|png)}', async (c) =>
    file(join(pages.folder, safeName(c.req.param('file'))), 'public, max-age=3600'),
  );
  app.get('*', async (c) => {
    const page = await readFile(join(pages.folder, 'index.html'), 'utf8').catch(() => null);
    if (page === null) return c.text('The pages are not built: run npm start', 503);
    return c.html(page.replaceAll('__CSP_NONCE__', c.get('nonce')), 200, { 'cache-control': 'no-store' });
  });
}

/** A built file, kept in memory once it was asked for: its name changes with its content, and a page asks for dozens at once. */
interface Asset {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  /** Null where packing makes it no smaller: fonts are packed as they are. */
  readonly packed: Uint8Array<ArrayBuffer> | null;
}

const pack = promisify(gzip);

async function readAsset(path: string): Promise<Asset | undefined> {
  const content = await readFile(path).catch(() => null);
  if (content === null) return undefined;
  const packed = ['.js', '.css'].includes(extname(path)) ? await pack(content, { level: 9 }) : null;
  return {
    type: typeOf(path),
    plain: new Uint8Array(content),
    packed: packed !== null && packed.length < content.length ? new Uint8Array(packed) : null,
  };
}

const typeOf = (path: string): string => TYPES[extname(path)] ?? 'application/octet-stream';

function safeName(name: string | undefined): string {
  const normal = normalize(name ?? '');
  return /^[A-Za-z0-9._-]+$/.test(normal) && !normal.startsWith('.') ? normal : 'no-such-file';
}

async function file(path: string, cacheControl: string): Promise<Response> {
  const content = await readFile(path).catch(() => null);
  if (content === null) return new Response('Not found', { status: 404 });
  return new Response(new Uint8Array(content), { headers: { 'content-type': typeOf(path), 'cache-control': cacheControl } });
}
