// The routes that carry bytes: files come in as streams and go out as streams, behind the same guard as every other route.
import { Readable } from 'node:stream';
import { isContractProcedure } from '@orpc/contract';
import { Hono } from 'hono';
import { type RawInput, type RequestContext, admitted, asProblem, guarded } from '#access';
import { type FileUse, asGone, dropRefused, fileUses, keepFile, readableFile, refuseOverQuota, refusePlace, storeOf, takeIn } from '#files';
import { fileStreams, uploadQuery } from '#files/contract';
import { type BodyLimits, Refusal, type RouteMeta, bodyPieces, declaredLength, inMegabytes, uploadTimes } from '#platform';
import { id } from '#platform/contract';
import type { Variables } from './server.ts';

/** What the door works with, besides what differs per request. */
export type FileDoorParts = Omit<RequestContext, 'credential' | 'requestId'> & {
  readonly credentialOf: (headers: Headers) => Promise<string | null>;
  /** How slow an upload may be; for tests. */
  readonly uploadTimes?: Pick<BodyLimits, 'stallMs' | 'wholeMs'>;
};

/** One upload for each use, and one download. */
export function fileDoor(parts: FileDoorParts): Hono<Variables> {
  const app = new Hono<Variables>();
  const uploads: readonly [FileUse, unknown][] = [
    ['protocol', fileStreams.addProtocol],
    ['dataset', fileStreams.addDataset],
    ['registry', fileStreams.addRegistry],
    ['document', fileStreams.addDocument],
    ['logo', fileStreams.addLogo],
  ];
  for (const [use, route] of uploads) {
    app.post(`/api/files/${use}`, async (c) => {
      const request = c.req.raw;
      const context = { ...parts, requestId: c.get('requestId'), credential: await parts.credentialOf(request.headers) };
      const view = await refusing(() => receive(context, metaOf(route), use, request, parts.uploadTimes ?? uploadTimes));
      return c.json(view);
    });
  }
  app.get('/api/files/:fileId/content', async (c) => {
    const context = { ...parts, requestId: c.get('requestId'), credential: await parts.credentialOf(c.req.raw.headers) };
    return refusing(() => handOut(context, metaOf(fileStreams.content), c.req.param('fileId')));
  });
  return app;
}

function metaOf(route: unknown): RouteMeta {
  if (!isContractProcedure(route)) throw new Error('a stream without a declaration');
  return route['~orpc'].meta as RouteMeta;
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal ? asProblem(error) : error;
  }
}

/** A file over the API: who and whether first, its bytes next, its record and the answer last. */
async function receive(
  context: RequestContext,
  meta: RouteMeta,
  use: FileUse,
  request: Request,
  times: Pick<BodyLimits, 'stallMs' | 'wholeMs'>,
): Promise<unknown> {
  const headers = { 'idempotency-key': request.headers.get('idempotency-key') ?? undefined };
  // Nobody without the right makes the program read a body, let alone keep one.
  const counted = await admitted(context, meta, { headers }, async (act) => {
    await refusePlace(act, use, queryOf(request));
    typeOf(request, use);
    refuseLength(request, use);
    await refuseOverQuota(act);
  });
  const [query, declaredType] = [queryOf(request), typeOf(request, use)];
  const limits = { ...times, maxBytes: fileUses[use].maxBytes };
  const arrived = await takeIn(context.files, { use, name: query.name, declaredType, content: bodyPieces(request, limits) });
  const input: RawInput = { headers, query, body: { sha256: arrived.sha256 } };
  try {
    return (await guarded(counted, meta, input, async (act) => ({ output: await keepFile(act, arrived, query) }))).output;
  } catch (error) {
    // Where this fails too, the hourly sweep follows.
    await dropRefused(context, arrived).catch(() => undefined);
    throw error;
  }
}

function queryOf(request: Request): { name: string; siteId?: string | undefined; studyId?: string | undefined } {
  const params = new URL(request.url).searchParams;
  const given = uploadQuery.safeParse(Object.fromEntries(params));
  if (given.success) return given.data;
  const errors = given.error.issues.map((issue) => ({
    path: ['query', ...issue.path.map(String)].join('.'),
    message: 'is missing or malformed',
  }));
  throw new Refusal('bad-request', { errors });
}

function typeOf(request: Request, use: FileUse): string {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const { sends } = fileUses[use];
  if (!sends.includes(type)) throw new Refusal('not-supported', { message: `The body must be ${sends.join(' or ')}.`, types: sends });
  if (request.headers.has('content-encoding'))
    throw new Refusal('not-supported', { message: 'The body must be sent as it is, without a Content-Encoding.', types: sends });
  return type;
}

function refuseLength(request: Request, use: FileUse): void {
  const { maxBytes } = fileUses[use];
  const length = declaredLength(request.headers);
  if (length === null) throw new Refusal('length-required', { message: 'Say the Content-Length; streams without an end are not taken.' });
  if (length > maxBytes)
    throw new Refusal('too-large', { message: `The file is larger than ${inMegabytes(maxBytes)}.`, limitBytes: maxBytes });
}

/** The bytes as a file to be saved: never shown in the page's place, never guessed at, never run. */
async function handOut(context: RequestContext, meta: RouteMeta, fileId: string): Promise<Response> {
  if (!id.safeParse(fileId).success) {
    await guarded(context, meta, {}, async () => ({ output: null }));
    throw new Refusal('not-found');
  }
  const { output: file } = await guarded(context, meta, {}, async (act) => ({ output: await readableFile(act, fileId) }));
  const content = await storeOf(context, file.use)
    .get(file.sha256)
    .catch((error: unknown) => {
      throw asGone(error);
    });
  return new Response(Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': file.contentType,
      'content-length': String(file.sizeBytes),
      'content-disposition': `attachment; filename="${asciiName(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/g, percent)}`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    },
  });
}

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

// For clients that know no filename*: what ASCII can say, without quotes and backslashes.
function asciiName(name: string): string {
  return name.normalize('NFD').replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
}
