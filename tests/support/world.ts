// A world for one test file: its own database cloned from the migrated template, people with grants and sessions, and the API in-process.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { Temporal, newId } from '#lib';
import {
  type Cipher,
  type Database,
  type Files,
  type RolePasswords,
  createDatabase,
  ensureRoles,
  loginRoles,
  migrate,
  openCipher,
  openDatabase,
  openFiles,
  readMigrations,
  teller,
  transact,
  type Tell,
} from '#platform';
import { type Act, type Role, loadActor, openAct } from '#access';
import { listeners } from '../../src/app/rooms.ts';
import { createServer } from '../../src/app/server.ts';
import type { TestCluster } from './cluster.ts';

/** A grant as tests write it. */
export interface TestGrant {
  readonly role: Role;
  readonly siteId?: string | null;
  readonly studyId?: string | null;
  readonly validFrom?: string;
  readonly validTo?: string | null;
}

/** A signed-in person of a test. */
export interface TestPerson {
  readonly id: string;
  readonly name: string;
  /** The credential of their transactions. */
  readonly credential: string;
  /** Calls the API as this person. */
  readonly api: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<ApiAnswer>;
  /** Sends a file and answers what the API says of it. */
  readonly send: (use: string, name: string, content: string | Uint8Array, query?: Record<string, string>) => Promise<ApiAnswer>;
  /** Runs code of a room as this person, in one committed transaction under the action's name. */
  readonly act: <T>(action: string, work: (act: Act) => Promise<T>) => Promise<T>;
}

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
  readonly body: any;
  readonly headers: Headers;
}

/** The world of one test file. */
export interface World {
  readonly database: Database;
  readonly databaseName: string;
  /** A superuser connection to the same database, for what only an intruder or the DBA does. */
  readonly superuser: pg.Client;
  /** The frozen clock of the application; the database keeps its own. */
  now: Temporal.Instant;
  readonly person: (name: string, grants?: readonly TestGrant[], kind?: 'staff' | 'external') => Promise<TestPerson>;
  readonly operator: () => Promise<TestPerson>;
  readonly request: (
    credential: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<ApiAnswer>;
  readonly cipher: Cipher;
  readonly files: Files;
  readonly filesFolder: string;
  readonly defects: unknown[];
  readonly passwords: RolePasswords;
  readonly cluster: TestCluster;
  readonly close: () => Promise<void>;
}

const passwords = Object.fromEntries(
  loginRoles.map((role) => [role, `test-${role}-only-for-throw-away-clusters`]),
) as unknown as RolePasswords;

/** Opens a world with a database of its own. Call `close` in `afterAll`. */
export async function openWorld(now = '2026-04-13T14:00:00Z'): Promise<World> {
  const { cluster, databaseName, database, superuser } = await openOwnDatabase();
  const world = { now: Temporal.Instant.from(now), defects: [] as unknown[] };
  const tell = teller<Act>(listeners);
  const cipher = openCipher({ keyEncryptionKeys: [{ version: 1, key: randomBytes(32) }], blindIndexKey: randomBytes(32) });
  const filesFolder = await mkdtemp(join(tmpdir(), 'siteward-files-'));
  const files = await openFiles(filesFolder);
  const parts = { database, cipher, files, now: () => world.now, newId, tell, macKey: randomBytes(32), installation: { demo: false } };
  const server = createServer({
    ...parts,
    credentialOf: async (headers) => headers.get('x-test-credential'),
    onDefect: (error) => void (isRefused(error) || world.defects.push(error)),
  });
  const request = requestOf(server);
  const signedIn = signerIn(request, database, () => world.now, { cipher, files, tell });
  return Object.assign(world, {
    database,
    databaseName,
    cipher,
    files,
    filesFolder,
    superuser,
    request,
    passwords,
    cluster,
    person: async (name: string, grants: readonly TestGrant[] = [], kind: 'staff' | 'external' = 'staff') => {
      const credential = await insertPerson(superuser, name, kind, grants);
      return signedIn(credential.id, name, credential.credential);
    },
    operator: async () => {
      const { id, credential } = await insertOperator(superuser);
      return signedIn(id, 'Local operator (tester)', credential);
    },
    close: async () => {
      await superuser.end();
      await database.end();
      await rm(filesFolder, { recursive: true, force: true });
    },
  });
}

/** Makes people whose API calls and acts carry their own credential. */
function signerIn(
  request: World['request'],
  database: Database,
  now: () => Temporal.Instant,
  tools: { cipher: Cipher; files: Files; tell: Tell<Act> },
) {
  return (id: string, name: string, credential: string): TestPerson => ({
    id,
    name,
    credential,
    api: (method, path, body, headers) => request(credential, method, path, body, headers),
    send: (use, name, content, query = {}) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const path = `/files/${use}?${new URLSearchParams({ name, ...query }).toString()}`;
      return request(credential, 'POST', path, bytes, { 'content-type': typeOfUse[use] ?? 'application/octet-stream' });
    },
    act: (action, work) =>
      transact(database, { credential, action, requestId: newId() }, async (tx) => {
        const actor = await loadActor(tx);
        if (!actor) throw new Error(`${name} has no live credential`);
        const { tell, ...stores } = tools;
        return work(openAct({ tx, actor, now: now(), requestId: newId(), newId, ...stores }, tell));
      }),
  });
}

/** A clone of the migrated template, as the program and as a superuser see it. */
async function openOwnDatabase() {
  const cluster = inject('cluster');
  const template = await ensureTemplate(cluster);
  const databaseName = `t_${randomBytes(6).toString('hex')}`;
  await withMaintenance(cluster, (client) => createDatabase(client, databaseName, template));
  const database = openDatabase(
    { host: cluster.host, port: cluster.port, user: 'siteward_app', password: passwords.siteward_app, database: databaseName },
    8,
  );
  const superuser = new pg.Client({ ...cluster, database: databaseName });
  await superuser.connect();
  return { cluster, databaseName, database, superuser };
}

const typeOfUse: Readonly<Record<string, string>> = {
  protocol: 'application/json',
  dataset: 'text/csv',
  document: 'application/pdf',
  logo: 'image/png',
};

function requestOf(server: ReturnType<typeof createServer>): World['request'] {
  return async (credential, method, path, body, headers = {}) => {
    const response = await server.request(`/api${path}`, {
      method,
      headers: {
        ...(credential === null ? {} : { 'x-test-credential': credential }),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': newId() }),
        ...(body instanceof Uint8Array ? { 'content-length': String(body.byteLength) } : {}),
        ...headers,
      },
      ...(method === 'GET' ? {} : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body ?? {}) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: text === '' ? null : isJson ? JSON.parse(text) : text, headers: response.headers };
  };
}

async function insertOperator(superuser: pg.Client): Promise<{ id: string; credential: string }> {
  const [id, secret] = [newId(), randomBytes(24).toString('base64url')];
  await superuser.query(`insert into access.person (id, kind, name) values ($1, 'operator', 'Local operator (tester)')`, [id]);
  await superuser.query(
    `insert into access.operator_pass (id, person_id, secret_sha256, expires_at) values ($1, $2, $3, now() + interval '1 day')`,
    [newId(), id, createHash('sha256').update(secret).digest()],
  );
  return { id, credential: `o:${secret}` };
}

async function insertPerson(
  superuser: pg.Client,
  name: string,
  kind: string,
  grants: readonly TestGrant[],
): Promise<{ id: string; credential: string }> {
  const [id, account, token] = [newId(), newId(), randomBytes(16).toString('hex')];
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}.${token.slice(0, 6)}@example.org`;
  await superuser.query(`insert into auth."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`, [account, name, email]);
  await superuser.query(
    `insert into access.person (id, kind, name, email, account_id, second_factor) values ($1, $2, $3, $4, $5, 'waived')`,
    [id, kind, name, email, account],
  );
  await superuser.query(
    `insert into auth.session (id, token, "userId", "expiresAt", "updatedAt") values ($1, $2, $3, now() + interval '1 hour', now())`,
    [newId(), token, account],
  );
  const giver = await rootPerson(superuser);
  for (const grant of grants) {
    await superuser.query(
      `insert into access."grant" (id, person_id, role, site_id, study_id, valid_from, valid_to, given_by, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, 'test')`,
      [newId(), id, grant.role, grant.siteId ?? null, grant.studyId ?? null, grant.validFrom ?? '2020-01-01', grant.validTo ?? null, giver],
    );
  }
  return { id, credential: `s:${token}` };
}

async function rootPerson(superuser: pg.Client): Promise<string> {
  const { rows } = await superuser.query<{ id: string }>(`select id from access.person where name = 'Root of the test'`);
  if (rows[0]) return rows[0].id;
  const id = newId();
  await superuser.query(`insert into access.person (id, kind, name) values ($1, 'service', 'Root of the test')`, [id]);
  return id;
}

function isRefused(error: unknown): boolean {
  return (error as { status?: number }).status !== undefined && (error as { status: number }).status < 500;
}

async function withMaintenance<T>(cluster: TestCluster, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...cluster, database: 'postgres' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The migrated template of this list of migrations, made once per cluster. */
async function ensureTemplate(cluster: TestCluster): Promise<string> {
  const migrations = await readMigrations('migrations');
  const name = `siteward_template_${createHash('sha256')
    .update(migrations.map((m) => m.sha256).join())
    .digest('hex')
    .slice(0, 16)}`;
  await withMaintenance(cluster, async (client) => {
    await client.query('select pg_advisory_lock(4711)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await ensureRoles(client, passwords);
    const making = `${name}_making`;
    await client.query(`drop database if exists ${making}`);
    await createDatabase(client, making);
    const owner = new pg.Client({
      host: cluster.host,
      port: cluster.port,
      user: 'siteward_owner',
      password: passwords.siteward_owner,
      database: making,
    });
    await owner.connect();
    await migrate(owner, migrations).finally(() => owner.end());
    await client.query(`alter database ${making} rename to ${name}`);
  });
  return name;
}
