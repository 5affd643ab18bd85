// A forgotten password: a letter with a link that works once, and the page's answer that is the same for every address.
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { passwordReset, resetSecret } from '#access';
import type { Log } from '#platform';
import type { Installation } from './installation.ts';
import { addressOf } from './client-address.ts';
import type { Variables } from './server.ts';

/** What the door works with. */
export interface ResetParts extends Pick<Installation, 'authDatabase' | 'accounts' | 'macKey'> {
  readonly home: Pick<Installation['home'], 'kind'>;
  readonly log: Pick<Log, 'error'>;
  /** Told when a letter is due. */
  readonly onLetter: () => void;
  /** Counts asks per address of the network; answers the seconds to wait. */
  readonly secondsToWait: (address: string) => number;
}

const asked = z.strictObject({ email: z.email().max(254).toLowerCase() });
const completion = z.strictObject({ token: z.string().min(20).max(200), password: z.string().min(12).max(200) });
const digest = (secret: string) => createHash('sha256').update(secret).digest();
const fresh = { 'cache-control': 'no-store' };

/** The open door. */
export interface ResetDoor {
  /** The raw routes of the pages for a forgotten password. */
  readonly routes: Hono<Variables>;
  /** Waits until everything that was asked for is done. */
  readonly stop: () => Promise<void>;
}

/** Opens the door. What is asked for is done one after the other, so that nobody's limit is passed by asking twice at once. */
export function resetDoor(parts: ResetParts): ResetDoor {
  const app = new Hono<Variables>();
  let last = Promise.resolve();
  app.post('/api/password-reset', async (c) => {
    const given = asked.safeParse(await c.req.json().catch(() => null));
    if (!given.success) return problem(400, 'bad-request', 'The request is malformed');
    const wait = parts.secondsToWait(addressOf(c));
    if (wait > 0) return problem(429, 'too-many-requests', 'Too many requests', { 'retry-after': String(wait) });
    // Not waited for: the answer takes as long for an address that nobody has.
    last = last.then(() => ask(parts, given.data.email)).catch((error: unknown) => parts.log.error('reset', { error: error as Error }));
    return c.json({ accepted: true }, 200, fresh);
  });
  app.post('/api/password-reset/completion', async (c) => {
    const given = completion.safeParse(await c.req.json().catch(() => null));
    if (!given.success) return problem(400, 'bad-request', 'The request is malformed');
    const secret = digest(given.data.token);
    const done =
      (await passwordReset.isReset(parts.authDatabase, secret)) &&
      (await passwordReset.redeemReset(parts.authDatabase, secret, await parts.accounts.hashPassword(given.data.password), addressOf(c)));
    if (!done) return problem(422, 'token-refused', 'This link or token is wrong, used or expired');
    parts.onLetter();
    return c.json({ changed: true }, 200, fresh);
  });
  return { routes: app, stop: () => last };
}

async function ask(parts: ResetParts, email: string): Promise<void> {
  if (await passwordReset.insertReset(parts.authDatabase, email, (id) => digest(resetSecret(parts.macKey, id)))) parts.onLetter();
}

function problem(status: number, code: string, title: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: `/problems/${code}`, title, status, code }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...fresh, ...headers },
  });
}
