// Before the library looks at a request: attempts per account are counted, and its shortcuts around the second factor are refused.
import { createHmac } from 'node:crypto';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import type pg from 'pg';

const WINDOW_SECONDS = 60;
const ATTEMPTS_PER_ACCOUNT = 5;
/** A device trusted for thirty days would be a second factor that nobody presents. */
const SHORTCUTS = ['trustDevice', 'disableSession'];

/** Limits sign-in to five attempts a minute per address of a person, known or not, from wherever they come. */
export function limitAttempts(pool: pg.Pool, secret: string) {
  return createAuthMiddleware(async (context) => {
    const body: unknown = context.body;
    const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
    if (SHORTCUTS.some((key) => given[key]))
      throw new APIError('BAD_REQUEST', { code: 'NOT_OFFERED', message: 'Every sign-in takes both factors' });
    if (context.path !== '/sign-in/email' || typeof given['email'] !== 'string') return;
    const account = createHmac('sha256', secret).update(`sign-in ${given['email'].trim().toLowerCase()}`).digest('base64url');
    const wait = await secondsToWait(pool, `account|${account}`);
    if (wait > 0)
      throw new APIError(
        'TOO_MANY_REQUESTS',
        { code: 'TOO_MANY_ATTEMPTS', message: 'Too many attempts; wait a minute' },
        { 'retry-after': String(wait) },
      );
  });
}

// One statement, so that attempts sent at once are counted one by one. The library clears rows that are older than its longest window.
async function secondsToWait(pool: pg.Pool, key: string): Promise<number> {
  const { rows } = await pool.query<{ count: number; seconds: number }>(
    `insert into auth."rateLimit" as kept (key, count, "lastRequest") values ($1, 1, (extract(epoch from clock_timestamp()) * 1000)::bigint)
     on conflict (key) do update set
       count = case when kept."lastRequest" <= excluded."lastRequest" - $2 * 1000 then 1 else kept.count + 1 end,
       "lastRequest" = case when kept."lastRequest" <= excluded."lastRequest" - $2 * 1000 then excluded."lastRequest" else kept."lastRequest" end
     returning count, ceil($2 - (extract(epoch from clock_timestamp()) * 1000 - "lastRequest") / 1000)::int as seconds`,
    [key, WINDOW_SECONDS],
  );
  const row = rows[0];
  return row && row.count > ATTEMPTS_PER_ACCOUNT ? Math.max(row.seconds, 1) : 0;
}
