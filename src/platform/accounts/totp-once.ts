// A one-time code works once: the library accepts it again within its step, so the second use is taken back here.
import { createHmac } from 'node:crypto';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';
import type pg from 'pg';

const macOf = (secret: string, userId: string, code: string) => createHmac('sha256', secret).update(`${userId}:${code.trim()}`).digest();

/** Whether the account has used this code already. Asked before the library looks, so that a refused code leaves the sign-in waiting. */
export async function isUsedCode(pool: pg.Pool, secret: string, userId: string, code: unknown): Promise<boolean> {
  if (typeof code !== 'string') return false;
  const { rowCount } = await pool.query('select 1 from auth.totp_use where user_id = $1 and code_mac = $2', [
    userId,
    macOf(secret, userId, code),
  ]);
  return rowCount === 1;
}

/** Runs after the library accepted a code: remembers it, and refuses the sign-in when it had been used already. */
export function refuseReplayedCode(pool: pg.Pool, secret: string) {
  return createAuthMiddleware(async (context) => {
    if (context.path !== '/two-factor/verify-totp') return;
    const session = context.context.newSession ?? context.context.session;
    const code: unknown = context.body?.code;
    if (!session || typeof code !== 'string') return;
    if (await firstUse(pool, session.user.id, macOf(secret, session.user.id, code))) return;
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
