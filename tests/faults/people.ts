// People of a started program: inserted with their sessions, they call its API over HTTP like a browser does.
import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { newId } from '#lib';
import type { ApiAnswer, TestGrant, TestPerson } from '../support/world.ts';
import { asSuperuser } from './program.ts';

/** A person whose calls go over HTTP; `cookie` signs them in. */
export interface Caller {
  readonly id: string;
  readonly cookie: string;
}

/** Inserts a person with grants and a live session of the home's program. */
export async function addCaller(home: string, name: string, grants: readonly TestGrant[]): Promise<Caller> {
  const secrets = JSON.parse(await readFile(path.join(home, 'secrets.json'), 'utf8')) as { sessionSecret: string };
  const [id, account, token] = [newId(), newId(), randomBytes(16).toString('hex')];
  await asSuperuser(home, async (client) => {
    await client.query(`insert into auth."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`, [
      account,
      name,
      `${account}@example.org`,
    ]);
    await client.query(
      `insert into access.person (id, kind, name, email, account_id, second_factor) values ($1, 'staff', $2, $3, $4, 'waived')`,
      [id, name, `${account}@example.org`, account],
    );
    await client.query(
      `insert into auth.session (id, token, "userId", "expiresAt", "updatedAt") values ($1, $2, $3, now() + interval '10 hours', now())`,
      [newId(), token, account],
    );
    const giver = await rootOf(client);
    for (const { role, siteId, studyId } of grants) {
      await client.query(
        `insert into access."grant" (id, person_id, role, site_id, study_id, valid_from, given_by, reason) values ($1, $2, $3, $4, $5, '2020-01-01', $6, 'set-up')`,
        [newId(), id, role, siteId ?? null, studyId ?? null, giver],
      );
    }
  });
  const signature = createHmac('sha256', secrets.sessionSecret).update(token).digest('base64');
  return { id, cookie: `siteward.session_token=${encodeURIComponent(`${token}.${signature}`)}` };
}

/** The credential of the caller's transactions, for work inside a program's own process. */
export function sessionOf(caller: Caller): string {
  const value = decodeURIComponent(caller.cookie.slice(caller.cookie.indexOf('=') + 1));
  return `s:${value.slice(0, value.lastIndexOf('.'))}`;
}

async function rootOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`select id from access.person where name = 'Root of the test'`);
  if (rows[0]) return rows[0].id;
  const id = newId();
  await client.query(`insert into access.person (id, kind, name) values ($1, 'service', 'Root of the test')`, [id]);
  return id;
}

/** Calls the API once; throws when no answer comes. */
export async function call(
  url: string,
  caller: Caller,
  method: string,
  address: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${url}/api${address}`, {
    method,
    signal: AbortSignal.timeout(20_000),
    headers: {
      cookie: caller.cookie,
      ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': newId() }),
      ...headers,
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

/** The caller in the shape in which the builders of the fixture work. */
export function asTestPerson(url: string, caller: Caller, name: string): TestPerson {
  return {
    id: caller.id,
    name,
    credential: '',
    api: (method, address, body, headers) => call(url, caller, method, address, body, headers),
    send: async () => {
      throw new Error('no caller of these tests sends files');
    },
    act: async () => {
      throw new Error('over HTTP nobody acts inside the program');
    },
  };
}
