// A one-time code works once: the library accepts it again within its step, so the second use is taken back here.
import { createHmac } from 'node:crypto';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';
import type pg from 'pg';

/** Runs after the library accepted a code: remembers it, and refuses the sign-in when it had been used already. */
export function refuseReplayedCode(pool: pg.Pool, secret: string) {
  return createAuthMiddleware(async (context) => {
    if (context.path !== '/two-factor/verify-totp') return;
    const session = context.context.newSession ?? context.context.session;
    const code: unknown = context.body?.code;
    if (!session || typeof code !== 'string') return;
    if (await firstUse(pool, session.user.id, createHmac('sha256', secret).update(`${session.user.id}:${code.trim()}`).digest())) return;
    await context.context.internalAdapter.deleteSession(session.session.token);
    deleteSessionCookie(context);
    throw new APIError('UNAUTHORIZED', { code: 'CODE_ALREADY_USED', message: 'This code was used already; wait for the next one' });
  });
}

async function firstUse(pool: pg.Pool, userId: string, codeMac: Buffer): Promise<boolean> {
  await pool.query(`delete from auth.totp_use where user_id = $1 and used_at < now() - interval '10 minutes'`, [userId]);
  const { rowCount } = await pool.query('insert into auth.totp_use (user_id, code_mac) values ($1, $2) on conflict do nothing', [
    userId,
    codeMac,
  ]);
  return rowCount === 1;
}
