// How people come to have an account: the first administrator by the token on the console, everybody else by an invitation.
import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type pg from 'pg';
import { z } from 'zod';
import { accountPool } from '#access';
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
  if (!(await accountPool.isVirgin(parts.authDatabase))) return null;
  const secret = randomBytes(24).toString('base64url');
  await accountPool.insertSetupToken(parts.authDatabase, newId(), digest(secret));
  return secret;
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
    c.json(
      { needed: parts.home.kind === 'real' && (await accountPool.isVirgin(parts.authDatabase)), demo: parts.home.kind === 'demo' },
      200,
      { 'cache-control': 'no-store' },
    ),
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
  const secret = digest(given.token);
  if (!(await accountPool.isVirgin(parts.authDatabase)) || !(await accountPool.isSetupToken(parts.authDatabase, secret))) return false;
  const { name, email } = given;
  return withAccount(parts, given, (client, accountId) =>
    accountPool.redeemSetup(client, secret, { programId: newId(), personId: newId(), grantId: newId(), accountId, name, email }),
  );
}

async function accept(parts: SetupParts, given: z.infer<typeof acceptance>): Promise<boolean> {
  const secret = digest(given.token);
  const person = await accountPool.loadInvited(parts.authDatabase, secret);
  if (!person) return false;
  return withAccount(parts, { ...person, password: given.password }, (client, accountId) =>
    accountPool.redeemInvitation(client, secret, accountId),
  );
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
