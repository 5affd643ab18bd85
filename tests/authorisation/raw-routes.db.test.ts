// The routes outside the contract: all of them are in the table, and none opens to somebody without what it needs.
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { createLog } from '#platform';
import { accountRoutes } from '../../src/platform/accounts/index.ts';
import { demoDoor } from '../../src/app/demo-door.ts';
import { operatorDoor } from '../../src/app/operator.ts';
import { type Variables, createServer } from '../../src/app/server.ts';
import { resetDoor } from '../../src/app/reset-door.ts';
import { setupDoor } from '../../src/app/setup-door.ts';
import { type Door, openDoor } from '../support/visitor.ts';
import { type World, openWorld } from '../support/world.ts';
import { type RawRow, rawTable } from './raw-table.ts';

type Server = ReturnType<typeof createServer>;
const base = 'http://siteward.test:8080';
const ran: unknown[] = [];
let world: World;
let door: Door;
let real: Server;
let demo: Server;

beforeAll(async () => {
  world = await openWorld();
  door = openDoor(world);
  const site = newId();
  await world.superuser.query(
    `insert into network.site (id, name, code, country, time_zone, operating_model) values ($1, 'Mark of a site', 'MARK', 'US', 'UTC', 'owned')`,
    [site],
  );
  const person = await world.person('Mark of a person', [{ role: 'administrator' }]);
  // A demo names its people on the sign-in page; whoever signs in with two factors is not one of them.
  await world.superuser.query(`update access.person set second_factor = 'required' where id = $1`, [person.id]);
  real = serverOf(false);
  demo = serverOf(true);
});
afterAll(async () => {
  await door.close();
  await world.close();
});

/** The server with every door that the program ever opens, as it serves an installation. */
function serverOf(isDemo: boolean): Server {
  const raw = new Hono<Variables>();
  raw.route(
    '/',
    operatorDoor('the token of the data directory', {
      run: async (name) => void ran.push(name),
      keep: async (_request, use) => {
        ran.push(use);
        return { id: 'kept' };
      },
    }),
  );
  raw.route('/', setupDoor(door.parts));
  raw.route(
    '/',
    resetDoor({ ...door.parts, macKey: door.macKey, log: createLog('silent'), onLetter: () => undefined, secondsToWait: () => 0 }).routes,
  );
  if (isDemo)
    raw.route(
      '/',
      demoDoor(door.parts, () => null),
    );
  return createServer({
    database: world.database,
    now: () => world.now,
    newId,
    cipher: world.cipher,
    files: world.files,
    tell: async () => undefined,
    macKey: door.macKey,
    installation: { demo: isDemo },
    credentialOf: door.accounts.credentialOf,
    onDefect: (error) => void (((error as { status?: number }).status ?? 500) >= 500 && world.defects.push(error)),
    origins: [base],
    accounts: door.accounts,
    raw,
    pages: { folder: 'no-such-folder' },
  });
}

const pathOf = (address: string) =>
  address
    .replace(/^\/:file.*/, '/icon.svg')
    .replace(':fileId', '0192f0c1-2345-7abc-8def-0123456789ab')
    .replace(':use', 'protocol')
    .replace(':file', 'main.js')
    .replace('*', '/some/page');

async function ask(server: Server, address: string, row: RawRow, headers: Record<string, string> = {}) {
  const [method = 'GET', path = '/'] = address.split(' ');
  const init = {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: JSON.stringify(row.body ?? {}) }),
  };
  const response = await server.request(`${base}${pathOf(path)}`, init);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const rows = Object.entries(rawTable);

describe('the table and the program', () => {
  it('[AUTH-11] every address that the program registers is in the table, and the other way round', () => {
    const registered = (server: Server) =>
      new Set(
        server.routes
          .filter((route) => route.path !== '/*' || route.method === 'GET')
          .map((route) => `${route.method} ${route.path}`.replace('GET /*', 'GET *')),
      );
    const addresses = [...registered(demo)]
      .filter((address) => !/^ALL \/api\/(\*|auth\/\*)$/.test(address))
      .filter((address) => !address.startsWith('ALL /*'));
    const listed = rows.map(([address]) => address).filter((address) => !address.includes(' /api/auth/'));
    expect(addresses.sort()).toEqual(listed.sort());
    expect([...registered(real)].some((address) => address.includes('demo'))).toBe(false);
  });

  it('[AUTH-11] below /api/auth the closed list and the table are the same', () => {
    const listed = rows
      .filter(([address, row]) => address.includes(' /api/auth/') && !row.demoOnly)
      .map(([address]) => address.replace(' /api/auth', ' '));
    expect(listed.map((address) => address.replace('  ', ' ')).sort()).toEqual([...accountRoutes].sort());
  });

  it.each([
    'GET /list-sessions',
    'POST /sign-up/email',
    'GET /get-session',
    'POST /update-user',
    'POST /delete-user',
    'POST /api-key/create',
    'POST /request-password-reset',
    'GET /sign-out',
    'POST /demo/sign-in',
  ])('[AUTH-11] %s of the accounts library is not there', async (endpoint) => {
    const [method, path] = endpoint.split(' ');
    expect((await ask(real, `${method} /api/auth${path}`, { needs: 'anybody' })).status).toBe(404);
  });
});

describe('somebody with nothing', () => {
  it.each(rows)('[AUTH-12] %s opens only as the table says', async (address, row) => {
    for (const [name, server] of [
      ['real', real],
      ['demo', demo],
    ] as const) {
      const { status, text } = await ask(server, address, row);
      const where = `${name}: ${status} ${text.slice(0, 200)}`;
      expect(status === 503 || status < 500, where).toBe(true);
      expect(text, where).not.toContain('Mark of');
      if (row.needs !== 'anybody' || (row.demoOnly && name === 'real')) expect(status, where).toBeGreaterThanOrEqual(400);
    }
  });

  it('[AUTH-12] a guessed, empty, longer or shorter token runs no local command', async () => {
    const token = 'the token of the data directory';
    for (const given of [
      '',
      'Operator',
      'Operator ',
      `Bearer ${token}`,
      `Operator ${token} `,
      `Operator ${token.slice(1)}`,
      `Operator ${token}${token}`,
      `operator ${token}`,
    ]) {
      const { status } = await ask(
        real,
        'POST /operator/commands',
        rawTable['POST /operator/commands'] as RawRow,
        given.trim() === given ? { authorization: given } : { authorization: `x${given}` },
      );
      expect(status, given).toBe(401);
    }
    expect(ran).toEqual([]);
    const { status } = await ask(real, 'POST /operator/commands', rawTable['POST /operator/commands'] as RawRow, {
      authorization: `Operator ${token}`,
    });
    expect([status, ran]).toEqual([200, ['audit.verify']]);
  });

  it('[AUTH-12] health and metrics hold patterns and numbers, never an id or a name', async () => {
    const id = newId();
    await ask(real, `GET /api/subjects/${id}`, { needs: 'anybody' });
    const { text } = await ask(real, 'GET /metrics', { needs: 'anybody' });
    expect(text).toContain('/api/subjects/{subjectId}');
    expect(text).not.toContain(id);
  });

  it('[AUTH-12] every answer, of whatever status, carries the headers that keep a browser honest', async () => {
    for (const [address, row] of rows.filter(([one]) => !rawTable[one]?.demoOnly)) {
      const { headers } = await ask(real, address, row);
      expect(headers.get('content-security-policy'), address).toContain(`default-src 'none'`);
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('x-request-id'), address).toBeTruthy();
    }
  });

  it('[AUTH-12] a write that comes from somebody else’s page is refused before anything is looked at', async () => {
    for (const [address, row] of rows.filter(([one]) => one.startsWith('POST /api/'))) {
      const { status } = await ask(real, address, row, { origin: 'https://elsewhere.example' });
      expect(status, address).toBe(403);
    }
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
