// How people come to have an account: the first administrator by the token on the console, everybody else by an invitation.
import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { newId } from '#lib';
import { transact } from '#platform';
import type { Installation } from './installation.ts';
import type { Variables } from './server.ts';

const setup = z.strictObject({
  token: z.string().min(20).max(200),
  name: z.string().trim().min(1).max(200),
  email: z.email().max(254),
  password: z.string().min(12).max(200),
});
const acceptance = z.strictObject({ token: z.string().min(20).max(200), password: z.string().min(12).max(200) });
const digest = (secret: string) => createHash('sha256').update(secret).digest();

/** Makes a one-time setup token if nobody has an account yet; null once somebody has. It holds for 30 minutes. */
export async function issueSetupToken(installation: Installation): Promise<string | null> {
  const { authDatabase: database } = installation;
  if (!(await isVirgin(installation))) return null;
  const token = randomBytes(24).toString('base64url');
  await database.query('update access.invitation set expires_at = now() where person_id is null and used_at is null');
  await database.query(`insert into access.invitation (id, secret_sha256, expires_at) values ($1, $2, now() + interval '30 minutes')`, [newId(), digest(token)]);
  return token;
}

async function isVirgin(installation: Installation): Promise<boolean> {
  const { rowCount } = await installation.authDatabase.query(`select 1 from access.person where account_id is not null limit 1`);
  return rowCount === 0;
}

/** The raw routes of the setup and invitation pages. Wrong, used and expired tokens get the same answer. */
export function setupDoor(installation: Installation): Hono<Variables> {
  const app = new Hono<Variables>();
  const refused = { type: '/problems/token-refused', title: 'This token is wrong, used or expired', status: 422, code: 'token-refused' };
  const malformed = { type: '/problems/bad-request', title: 'The request is malformed', status: 400, code: 'bad-request' };
  const json = (problem: typeof refused) =>
    new Response(JSON.stringify(problem), { status: problem.status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } });
  app.get('/api/setup', async (c) => c.json({ needed: installation.home.kind === 'real' && (await isVirgin(installation)) }));
  app.post('/api/setup', async (c) => {
    const given = setup.safeParse(await c.req.json().catch(() => null));
    if (!given.success) return json(malformed);
    if (!(await isVirgin(installation)) || !(await redeem(installation, given.data.token, true))) return json(refused);
    const { name, email, password } = given.data;
    const accountId = await installation.accounts.create({ name, email, password });
    await insertAdministrator(installation, { accountId, name, email });
    return c.json({ created: true });
  });
  app.post('/api/invitations/acceptance', async (c) => {
    const given = acceptance.safeParse(await c.req.json().catch(() => null));
    if (!given.success) return json(malformed);
    const personId = await redeem(installation, given.data.token, false);
    if (!personId) return json(refused);
    const { rows } = await installation.authDatabase.query<{ name: string; email: string }>('select name, email from access.person where id = $1', [personId]);
    const person = rows[0];
    if (!person) return json(refused);
    const accountId = await installation.accounts.create({ ...person, password: given.data.password });
    const context = { credential: null, action: 'access.accept-invitation', requestId: newId() };
    await transact(installation.authDatabase, context, ({ $client }) =>
      $client.query('update access.person set account_id = $2, version = version + 1 where id = $1 and account_id is null', [personId, accountId]),
    );
    return c.json({ created: true });
  });
  return app;
}

/** Uses a token up; answers the invited person, `setup` for the setup token, or null when it is not valid. One winner under a race. */
async function redeem(installation: Installation, token: string, isSetup: boolean): Promise<string | null> {
  const { rows } = await installation.authDatabase.query<{ person_id: string | null }>(
    `update access.invitation set used_at = now() where secret_sha256 = $1 and used_at is null and expires_at > now() and (person_id is null) = $2 returning person_id`,
    [digest(token), isSetup],
  );
  return rows[0] ? (rows[0].person_id ?? 'setup') : null;
}

async function insertAdministrator(installation: Installation, admin: { accountId: string; name: string; email: string }): Promise<void> {
  const [programId, personId] = [newId(), newId()];
  const context = { credential: null, action: 'access.set-up', reason: 'First administrator, by the setup token', requestId: newId() };
  await transact(installation.authDatabase, context, async ({ $client: client }) => {
    await client.query(`insert into access.person (id, kind, name) values ($1, 'service', 'Setup of this installation')`, [programId]);
    await client.query(`insert into access.person (id, kind, name, email, account_id) values ($1, 'staff', $2, $3, $4)`, [
      personId,
      admin.name,
      admin.email.toLowerCase(),
      admin.accountId,
    ]);
    await client.query(
      `insert into access."grant" (id, person_id, role, valid_from, given_by, reason)
       values ($1, $2, 'administrator', (now() at time zone 'UTC')::date, $3, 'First administrator, by the setup token')`,
      [newId(), personId, programId],
    );
  });
}
