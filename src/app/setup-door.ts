// How people come to have an account: the first administrator by the token on the console, everybody else by an invitation.
import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type pg from 'pg';
import { z } from 'zod';
import { newId } from '#lib';
import { sqlState, transact } from '#platform';
import { line } from '#platform/contract';
import type { Installation } from './installation.ts';
import type { Variables } from './server.ts';

/** What the door works with. */
export type SetupParts = Pick<Installation, 'authDatabase' | 'accounts'> & { readonly home: Pick<Installation['home'], 'kind'> };

const token = z.string().min(20).max(200);
const password = z.string().min(12).max(200);
const setup = z.strictObject({ token, name: line(), email: z.email().max(254).toLowerCase(), password });
const acceptance = z.strictObject({ token, password });
const digest = (secret: string) => createHash('sha256').update(secret).digest();

/** Makes a one-time setup token if nobody has an account yet; null once somebody has. It holds for 30 minutes. */
export async function issueSetupToken(parts: SetupParts): Promise<string | null> {
  const { authDatabase: database } = parts;
  if (!(await isVirgin(database))) return null;
  const secret = randomBytes(24).toString('base64url');
  await database.query('update access.invitation set expires_at = now() where person_id is null and used_at is null');
  await database.query(`insert into access.invitation (id, secret_sha256, expires_at) values ($1, $2, now() + interval '30 minutes')`, [
    newId(),
    digest(secret),
  ]);
  return secret;
}

async function isVirgin(database: pg.Pool): Promise<boolean> {
  const { rowCount } = await database.query(`select 1 from access.person where account_id is not null limit 1`);
  return rowCount === 0;
}

interface Answer {
  readonly title: string;
  readonly status: number;
  readonly code: string;
}
const refused: Answer = { title: 'This link or token is wrong, used or expired', status: 422, code: 'token-refused' };
const malformed: Answer = { title: 'The request is malformed', status: 400, code: 'bad-request' };

/** The raw routes of the setup and invitation pages. Wrong, used and expired tokens get the same answer. */
export function setupDoor(parts: SetupParts): Hono<Variables> {
  const app = new Hono<Variables>();
  const answer = (problem: Answer | null) =>
    problem === null
      ? Response.json({ created: true }, { headers: { 'cache-control': 'no-store' } })
      : new Response(JSON.stringify({ type: `/problems/${problem.code}`, ...problem }), {
          status: problem.status,
          headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
        });
  app.get('/api/setup', async (c) =>
    c.json({ needed: parts.home.kind === 'real' && (await isVirgin(parts.authDatabase)) }, 200, { 'cache-control': 'no-store' }),
  );
  app.post('/api/setup', async (c) => {
    const given = setup.safeParse(await c.req.json().catch(() => null));
    if (!given.success) return answer(malformed);
    return answer(parts.home.kind === 'real' && (await setUp(parts, given.data)) ? null : refused);
  });
  app.post('/api/invitations/acceptance', async (c) => {
    const given = acceptance.safeParse(await c.req.json().catch(() => null));
    if (!given.success) return answer(malformed);
    return answer((await accept(parts, given.data)) ? null : refused);
  });
  return app;
}

async function setUp(parts: SetupParts, given: z.infer<typeof setup>): Promise<boolean> {
  const { authDatabase: database } = parts;
  if (!(await isVirgin(database)) || !(await isGood(database, given.token, true))) return false;
  return withAccount(parts, given, async (client, accountId) => {
    if (!(await redeem(client, given.token, true))) return false;
    await insertAdministrator(client, { accountId, ...given });
    return true;
  });
}

async function accept(parts: SetupParts, given: z.infer<typeof acceptance>): Promise<boolean> {
  const { authDatabase: database } = parts;
  if (!(await isGood(database, given.token, false))) return false;
  const { rows } = await database.query<{ name: string; email: string }>(
    `select p.name, p.email from access.person p join access.invitation i on i.person_id = p.id
     where i.secret_sha256 = $1 and p.account_id is null and p.disabled_at is null and p.email is not null`,
    [digest(given.token)],
  );
  const [person] = rows;
  if (!person) return false;
  return withAccount(parts, { ...person, password: given.password }, async (client, accountId) => {
    const personId = await redeem(client, given.token, false);
    if (!personId) return false;
    const linked = await client.query(
      'update access.person set account_id = $2, version = version + 1 where id = $1 and account_id is null and disabled_at is null',
      [personId, accountId],
    );
    return linked.rowCount === 1;
  });
}

class Unfinished extends Error {}

/**
 * Makes the account, then in one transaction uses the token up and ties the account to its person. If that does not come
 * about, the account goes again and the token stays as it was.
 */
async function withAccount(
  parts: SetupParts,
  account: { readonly name: string; readonly email: string; readonly password: string },
  tie: (client: pg.PoolClient, accountId: string) => Promise<boolean>,
): Promise<boolean> {
  let accountId: string;
  try {
    accountId = await parts.accounts.create(account);
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  const context = { credential: null, action: 'access.open-account', reason: 'By a one-time token', requestId: newId() };
  try {
    await transact(parts.authDatabase, context, async ({ $client }) => {
      if (!(await tie($client, accountId))) throw new Unfinished();
    });
    return true;
  } catch (error) {
    await parts.accounts.remove(accountId);
    if (error instanceof Unfinished) return false;
    throw error;
  }
}

// Two people with one token at once: the address is given to one of them.
function isTaken(error: unknown): boolean {
  return sqlState(error) === '23505';
}

async function isGood(database: pg.Pool, secret: string, isSetup: boolean): Promise<boolean> {
  const { rowCount } = await database.query(
    'select 1 from access.invitation where secret_sha256 = $1 and used_at is null and expires_at > now() and (person_id is null) = $2',
    [digest(secret), isSetup],
  );
  return rowCount === 1;
}

/** Uses a token up; answers the invited person, `setup` for the setup token, or null when it is not valid. One winner under a race. */
async function redeem(client: pg.PoolClient, secret: string, isSetup: boolean): Promise<string | null> {
  const { rows } = await client.query<{ person_id: string | null }>(
    `update access.invitation set used_at = now() where secret_sha256 = $1 and used_at is null and expires_at > now() and (person_id is null) = $2 returning person_id`,
    [digest(secret), isSetup],
  );
  return rows[0] ? (rows[0].person_id ?? 'setup') : null;
}

async function insertAdministrator(client: pg.PoolClient, admin: { accountId: string; name: string; email: string }): Promise<void> {
  const [programId, personId] = [newId(), newId()];
  await client.query(`insert into access.person (id, kind, name) values ($1, 'service', 'Setup of this installation')`, [programId]);
  await client.query(`insert into access.person (id, kind, name, email, account_id) values ($1, 'staff', $2, $3, $4)`, [
    personId,
    admin.name,
    admin.email,
    admin.accountId,
  ]);
  await client.query(
    `insert into access."grant" (id, person_id, role, valid_from, given_by, reason)
     values ($1, $2, 'administrator', (now() at time zone 'UTC')::date, $3, 'First administrator, by the setup token')`,
    [newId(), personId, programId],
  );
}
