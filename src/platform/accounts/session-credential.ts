// From a request's cookies to what stands behind them: the signature is checked here, the session in the database.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';

/** The cookies of the accounts. Over https their names carry `__Host-`, which no other host can plant. */
export interface CookieJar {
  /** The value of a signed cookie, or null when there is none or its signature is wrong. */
  readonly read: (cookieHeader: string | null, name: CookieName) => string | null;
  /** A `Set-Cookie` line that only the server reads. */
  readonly write: (name: CookieName, value: string, seconds: number) => string;
}

/** `session_token` and `two_factor` are the library's, `device` is ours. */
export type CookieName = 'session_token' | 'two_factor' | 'device';

/** What all cookies' names begin with. */
export function cookiePrefix(secure: boolean): string {
  return secure ? '__Host-siteward' : 'siteward';
}

/** Opens the jar: `secure` where the program is reached over https. */
export function cookieJar(secret: string, secure: boolean): CookieJar {
  const sign = (value: string) => createHmac('sha256', secret).update(value).digest();
  const fullName = (name: CookieName) => `${cookiePrefix(secure)}.${name}`;
  return {
    read: (header, name) => {
      for (const part of (header ?? '').split(';')) {
        const at = part.indexOf('=');
        if (at < 0 || part.slice(0, at).trim() !== fullName(name)) continue;
        const text = decoded(part.slice(at + 1).trim());
        const dot = text.lastIndexOf('.');
        const [value, given] = [text.slice(0, dot), Buffer.from(text.slice(dot + 1), 'base64')];
        const expected = sign(value);
        if (dot > 0 && given.length === expected.length && timingSafeEqual(given, expected)) return value;
      }
      return null;
    },
    write: (name, value, seconds) =>
      `${fullName(name)}=${encodeURIComponent(`${value}.${sign(value).toString('base64')}`)}; Max-Age=${seconds}; Path=/; HttpOnly; ${
        secure ? 'Secure; ' : ''
      }SameSite=Strict`,
  };
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
