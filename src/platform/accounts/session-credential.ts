// From a request's cookie to the credential of its transaction: the signature is checked here, the session in the database.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';

const NAMES = ['__Secure-siteward.session_token', 'siteward.session_token'];

/** The session token of a signed cookie, or null when there is none or its signature is wrong. */
export function sessionToken(cookieHeader: string | null, secret: string): string | null {
  for (const part of (cookieHeader ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || !NAMES.includes(part.slice(0, at).trim())) continue;
    const value = decoded(part.slice(at + 1).trim());
    const dot = value.lastIndexOf('.');
    const [token, signature] = [value.slice(0, dot), value.slice(dot + 1)];
    const expected = createHmac('sha256', secret).update(token).digest();
    const given = Buffer.from(signature, 'base64');
    if (dot > 0 && given.length === expected.length && timingSafeEqual(given, expected)) return token;
  }
  return null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

/**
 * Notes that a session is in use, at most once a minute per session, so that fifteen idle minutes end it. The note is
 * taken before the request runs; a session that has been idle for longer is not revived.
 */
export function sessionToucher(pool: pg.Pool, nowMs: () => number): (token: string) => Promise<void> {
  const touched = new Map<string, number>();
  return async (token) => {
    const now = nowMs();
    if (now - (touched.get(token) ?? 0) < 60_000) return;
    if (touched.size > 10_000) touched.clear();
    touched.set(token, now);
    await pool.query(
      `update auth.session set "updatedAt" = now() where token = $1 and "updatedAt" > now() - interval '15 minutes' and "expiresAt" > now()`,
      [token],
    );
  };
}
