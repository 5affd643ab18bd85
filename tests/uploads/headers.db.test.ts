// The headers of every kind of answer, and JSON bodies that were made to harm.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { samplePdf } from '../../src/files/sample.ts';
import { sampleUsdm } from '../../src/studies/formats/usdm/sample-usdm.ts';
import { createServer } from '../../src/app/server.ts';
import { type TestPerson, type World, openWorld } from '../support/world.ts';

let world: World;
let nora: TestPerson;
let folder: string;
let pdfId: string;
const program = 'export const answers = [];\n'.repeat(50);
const servers = new Map<string, ReturnType<typeof createServer>>();

beforeAll(async () => {
  world = await openWorld();
  nora = await world.person('Nora Network', [{ role: 'network-manager' }]);
  folder = await mkdtemp(join(tmpdir(), 'siteward-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  await writeFile(join(folder, 'assets', 'a.js'), program);
  const siteId = newId();
  await world.superuser.query(
    `insert into network.site (id, name, code, country, time_zone, operating_model) values ($1, 'Here', 'H', 'US', 'UTC', 'owned')`,
    [siteId],
  );
  pdfId = (await nora.send('document', 'a.pdf', samplePdf(), { siteId })).body.id;
  for (const origin of ['https://siteward.test', 'http://siteward.test']) servers.set(origin, serverAt(origin));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

function serverAt(origin: string) {
  const { database, cipher, files } = world;
  return createServer({
    database,
    cipher,
    files,
    now: () => world.now,
    newId,
    tell: async () => undefined,
    macKey: new Uint8Array(32),
    installation: { demo: false },
    credentialOf: async (headers) => headers.get('x-test-credential'),
    onDefect: (error) => void (((error as { status?: number }).status ?? 500) >= 500 && world.defects.push(error)),
    origins: [origin],
    secure: origin.startsWith('https:'),
    pages: { folder },
  });
}

const kinds: readonly (readonly [kind: string, method: string, path: () => string, status: number])[] = [
  ['a page', 'GET', () => '/today', 200],
  ['an asset', 'GET', () => '/assets/a.js', 200],
  ['an asset that is not there', 'GET', () => '/assets/b.js', 404],
  ['the API', 'GET', () => '/api/studies', 200],
  ['the API’s description', 'GET', () => '/openapi.json', 200],
  ['health', 'GET', () => '/healthz', 200],
  ['a refusal', 'GET', () => `/api/studies/${newId()}`, 404],
  ['an address that is not there', 'GET', () => '/api/nothing', 404],
  ['a body of the wrong type', 'POST', () => '/api/studies', 415],
  ['a file', 'GET', () => `/api/files/${pdfId}/content`, 200],
  ['a refused file', 'POST', () => '/api/files/protocol?name=a', 415],
];

const asked = (origin: string, method: string, path: string, headers: Record<string, string> = {}) =>
  (servers.get(origin) as ReturnType<typeof createServer>).request(`${origin}${path}`, {
    method,
    headers: { 'x-test-credential': nora.credential, ...headers },
    ...(method === 'POST' ? { body: 'x' } : {}),
  });

describe('[HEADERS-01] every kind of answer carries the whole set', () => {
  it.each(kinds)('%s', async (kind, method, path, status) => {
    const answer = await asked('https://siteward.test', method, path());
    expect(answer.status).toBe(status);
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'permissions-policy': expect.stringContaining('camera=()'),
      'strict-transport-security': expect.stringContaining('max-age=31536000'),
      'x-request-id': expect.any(String),
    });
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    if (kind === 'a file') expect(policy).toMatch(/^sandbox;/);
    else
      for (const part of [
        `object-src 'none'`,
        `base-uri 'none'`,
        `form-action 'self'`,
        `style-src-attr 'none'`,
        `require-trusted-types-for 'script'`,
      ])
        expect(policy).toContain(part);
    expect(headers['cache-control']).toBe(kind === 'an asset' ? 'public, max-age=31536000, immutable' : 'no-store');
    expect(Object.keys(headers)).not.toContain('x-powered-by');
    expect(Object.keys(headers)).not.toContain('server');
  });

  it('the nonce is a fresh one for every answer, and the page carries the one of its own', async () => {
    const nonces = new Set<string>();
    for (let turn = 0; turn < 20; turn += 1) {
      const answer = await asked('https://siteward.test', 'GET', '/today');
      const nonce = /'nonce-([^']{22,})'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '';
      expect(await answer.text()).toContain(`content="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(20);
  });

  it('an asset travels packed to who unpacks it, and as it is to others', async () => {
    const [packed, plain] = await Promise.all([
      asked('https://siteward.test', 'GET', '/assets/a.js', { 'accept-encoding': 'br, gzip' }),
      asked('https://siteward.test', 'GET', '/assets/a.js'),
    ]);
    const bytes = Buffer.from(await packed.arrayBuffer());
    expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual(['gzip', 'accept-encoding']);
    expect(gunzipSync(bytes).toString()).toBe(program);
    expect(bytes.length).toBeLessThan(program.length);
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, program]);
  });

  it('without TLS nothing is promised about it', async () => {
    expect((await asked('http://siteward.test', 'GET', '/today')).headers.get('strict-transport-security')).toBeNull();
  });

  it('a file from somebody else’s page is refused before its type is looked at', async () => {
    for (const origin of ['https://elsewhere.example', 'null', 'https://siteward.test.evil.example'])
      expect((await asked('https://siteward.test', 'POST', '/api/files/protocol?name=a', { origin })).status).toBe(403);
  });
});

describe('[HOSTILE-05] protocols that were made to harm', () => {
  const sound = JSON.stringify(sampleUsdm());
  const deep = `${'{"a":['.repeat(100_000)}1${']}'.repeat(100_000)}`;
  const cases: readonly (readonly [what: string, content: string, answered: string])[] = [
    ['200,000 levels', deep, 'not-usdm'],
    ['200,000 levels inside a sound one', sound.replace('"rationale":"Sample"', `"rationale":${deep}`), 'new-study'],
    ['a key that stands twice', sound.replace('"usdmVersion"', '"usdmVersion":"4.0.0","usdmVersion"'), 'new-study'],
    ['keys of the prototype', sound.replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'), 'new-study'],
    ['numbers beyond all bounds', sound.replace('{', `{"n":[1e400,-1e400,1e-400,${'9'.repeat(5_000)}],`), 'new-study'],
    ['a NUL in a text', sound.replace('"name":"', '"name":"\\u0000'), 'unstorable-text'],
  ];

  it.each(cases)('%s: said in words, and the server goes on', async (_, content, answered) => {
    const sent = await nora.send('protocol', 'p.json', content);
    expect(sent.status, JSON.stringify(sent.body).slice(0, 200)).toBe(200);
    const { status, body } = await nora.api('GET', `/files/${sent.body.id}/protocol`);
    expect([200, 422]).toContain(status);
    expect(body.becomes ?? body.code).toBe(answered);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect((await nora.api('GET', '/studies')).status).toBe(200);
  });

  it('keys of the prototype in queries and bodies change nothing', async () => {
    for (const path of ['/studies?__proto__[polluted]=1', '/studies?constructor[prototype][polluted]=1', '/studies?a[b][c][d][e][f]=1'])
      expect((await nora.api('GET', path)).status).toBeLessThan(500);
    const answer = await nora.api(
      'POST',
      '/organizations',
      JSON.parse('{"__proto__":{"polluted":1},"name":"X","kind":"cro","country":null}'),
    );
    expect(answer.status).toBe(400);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
