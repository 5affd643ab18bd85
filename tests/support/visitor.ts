// Visitors of a world's real front door: the accounts library on PostgreSQL, setup, invitations, and a browser's cookies.
import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { newId } from '#lib';
import { type Accounts, type Database, type TrustsProxy, openAccounts, openDatabase, openRate, teller } from '#platform';
import { type Act, accountPool } from '#access';
import { demoDoor } from '../../src/app/demo-door.ts';
import { listeners } from '../../src/app/rooms.ts';
import { type Variables, createServer } from '../../src/app/server.ts';
import { resetDoor } from '../../src/app/reset-door.ts';
import { type SetupParts, setupDoor } from '../../src/app/setup-door.ts';
import type { World } from './world.ts';

/** An answer with what a test looks at. */
export interface DoorAnswer {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
  readonly body: any;
  readonly text: string;
  readonly headers: Headers;
}

/** One browser: keeps its cookies and sends its Origin. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<DoorAnswer>;
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<DoorAnswer>;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<DoorAnswer>;
}

/** The open door. */
export interface Door {
  readonly accounts: Accounts;
  readonly authDatabase: Database;
  readonly parts: SetupParts;
  readonly macKey: Buffer;
  readonly visitor: () => Visitor;
  /** Waits for what follows the answers to a forgotten password. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How a door differs from the usual one. */
export interface DoorOptions {
  readonly demo?: boolean;
  readonly baseUrl?: string;
  readonly onCommitted?: (command: string) => void;
  readonly trustsProxy?: TrustsProxy;
  readonly resetsAnHour?: number;
}

/** Opens the front door over a world's database. */
export function openDoor(world: World, options: DoorOptions = {}): Door {
  const { demo = false, baseUrl = 'http://siteward.test:8080' } = options;
  const authDatabase = authDatabaseOf(world);
  const accounts = openAccounts({
    pool: authDatabase,
    ...accountPool.accountHooks(authDatabase),
    secret: 'a secret of thirty-two characters or more, for tests',
    baseUrl,
    demo,
  });
  const macKey = createHmac('sha256', 'test').update('door').digest();
  const home = { kind: demo ? 'demo' : 'real' } as const;
  const parts: SetupParts = { authDatabase, accounts, home };
  const raw = new Hono<Variables>();
  raw.route('/', setupDoor(parts));
  const resets = resetDoor({
    ...parts,
    macKey,
    log: { error: (_, fields) => void world.defects.push(fields?.['error']) },
    onLetter: () => undefined,
    secondsToWait: openRate(options.resetsAnHour ?? 1_000, 3_600),
  });
  raw.route('/', resets.routes);
  const isLoaded = () => null;
  if (demo) raw.route('/', demoDoor(parts, isLoaded));
  const server = serverOf(world, options, { accounts, macKey, raw, baseUrl, demo });
  return {
    accounts,
    authDatabase,
    parts,
    macKey,
    visitor: () => visitorOf(server, baseUrl),
    settled: resets.stop,
    close: async () => {
      await resets.stop();
      await authDatabase.end();
    },
  };
}

interface Within {
  readonly accounts: Accounts;
  readonly macKey: Buffer;
  readonly raw: Hono<Variables>;
  readonly baseUrl: string;
  readonly demo: boolean;
}

function serverOf(world: World, { trustsProxy, onCommitted }: DoorOptions, { accounts, macKey, raw, baseUrl, demo }: Within) {
  return createServer({
    database: world.database,
    now: () => world.now,
    newId,
    cipher: world.cipher,
    files: world.files,
    tell: teller<Act>(listeners),
    macKey,
    installation: { demo },
    credentialOf: accounts.credentialOf,
    onDefect: (error) => void (((error as { status?: number }).status ?? 500) >= 500 && world.defects.push(error)),
    origins: [baseUrl],
    accounts,
    raw,
    secure: baseUrl.startsWith('https:'),
    ...(trustsProxy ? { trustsProxy } : {}),
    ...(onCommitted ? { onCommitted } : {}),
  });
}

function authDatabaseOf({ cluster, passwords, databaseName }: World): Database {
  const { host, port } = cluster;
  return openDatabase({ host, port, user: 'siteward_auth', password: passwords.siteward_auth, database: databaseName }, 4);
}

let visitors = 0;

function visitorOf(server: ReturnType<typeof createServer>, baseUrl: string): Visitor {
  const cookies = new Map<string, string>();
  const place = { incoming: { socket: { remoteAddress: `10.1.${(++visitors >> 8) & 255}.${visitors & 255}` } } };
  const send: Visitor['send'] = async (method, path, body, headers = {}) => {
    const isWrite = method !== 'GET';
    const init = {
      method,
      headers: {
        ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...(isWrite ? { origin: baseUrl, 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
        ...headers,
      },
      ...(isWrite ? { body: JSON.stringify(body ?? {}) } : {}),
    };
    const response = await server.request(new URL(`/api${path}`, baseUrl).href, init, place);
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const text = await response.text();
    return {
      status: response.status,
      text,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
      headers: response.headers,
    };
  };
  return {
    cookies,
    send,
    post: (path, body, headers) => send('POST', path, body, headers),
    get: (path, headers) => send('GET', path, undefined, headers),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const isGone = value === '' || attributes.some((attribute) => /^max-age=0$/i.test(attribute));
  if (isGone) cookies.delete(name);
  else cookies.set(name, value);
}

/** The code that an authenticator app shows at a moment for the key in an otpauth address (RFC 6238, SHA-1, 30 s, six digits). */
export function codeOf(otpauth: string, atMs = Date.now()): string {
  const key = fromBase32(new URL(otpauth).searchParams.get('secret') ?? '');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const bits = text
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** A person of the world with a password account, and its sign-in. */
export interface Member {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly password: string;
}

/** Adds a person with a password and, if told, a role in the whole network. */
export async function addMember(world: World, door: Door, name: string, role?: string): Promise<Member> {
  const id = newId();
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
  const password = `correct horse of ${name}`;
  const accountId = await door.accounts.create({ name, email, password });
  await world.superuser.query(`insert into access.person (id, kind, name, email, account_id) values ($1, 'staff', $2, $3, $4)`, [
    id,
    name,
    email,
    accountId,
  ]);
  if (role) {
    const root = newId();
    await world.superuser.query(`insert into access.person (id, kind, name) values ($1, 'service', 'Root of the test')`, [root]);
    await world.superuser.query(
      `insert into access."grant" (id, person_id, role, valid_from, given_by, reason) values ($1, $2, $3, '2020-01-01', $4, 'test')`,
      [newId(), id, role, root],
    );
  }
  return { id, accountId, email, password };
}

/** Signs a member in and sets up their second factor; answers the browser, the app's key and the backup codes. */
export async function enrol(door: Door, member: Member): Promise<{ visitor: Visitor; otpauth: string; backupCodes: string[] }> {
  const visitor = door.visitor();
  await visitor.post('/auth/sign-in/email', { email: member.email, password: member.password });
  const enabled = await visitor.post('/auth/two-factor/enable', { password: member.password });
  const confirm = () => visitor.post('/auth/two-factor/verify-totp', { code: codeOf(enabled.body.totpURI, Date.now() - 30_000) });
  const first = await confirm();
  // The code of the period before, so that the present one is left to use; a period that ends on the way makes it too old.
  const confirmed = first.status === 200 ? first : await confirm();
  if (confirmed.status !== 200) throw new Error(`Enrolment failed: ${enabled.text} ${confirmed.text}`);
  return { visitor, otpauth: enabled.body.totpURI, backupCodes: enabled.body.backupCodes };
}
