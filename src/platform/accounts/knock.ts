// Who knocks: the account behind a request to the accounts, by its session, by a sign-in that waits for its second factor, or by the address given.
import type pg from 'pg';
import type { CookieJar } from './session-credential.ts';

/** A live session as the accounts see it. */
export interface LiveSession {
  readonly token: string;
  readonly accountId: string;
  readonly email: string;
  /** Took everything that its person's sign-in takes. */
  readonly full: boolean;
  /** The person proved who they are within ten minutes; always so where nothing proves it, in a demo. */
  readonly fresh: boolean;
}

/** The account that a request is about. */
export interface Knock {
  readonly by: 'session' | 'pending' | 'address';
  readonly accountId: string | null;
  readonly email: string;
}

/** The live session behind the cookies, or null. A stale one is deleted, for the library knows nothing of idle minutes and closed people. */
export async function liveSession(
  pool: pg.Pool,
  jar: CookieJar,
  cookies: string | null,
  holderOf: (accountId: string) => Promise<'nobody' | 'closed' | 'demo' | 'person'>,
): Promise<LiveSession | null> {
  const token = jar.read(cookies, 'session_token');
  if (token === null) return null;
  const { rows } = await pool.query<{ account: string; email: string; stale: boolean; proof: string; fresh: boolean }>(
    `select s."userId" as account, u.email, s.proof, s."provedAt" > now() - interval '10 minutes' as fresh,
       s."expiresAt" <= now() or s."updatedAt" <= now() - interval '15 minutes' or s."createdAt" <= now() - interval '12 hours' as stale
     from auth.session s join auth."user" u on u.id = s."userId" where s.token = $1`,
    [token],
  );
  const [session] = rows;
  if (!session) return null;
  const holder = await holderOf(session.account);
  if (session.stale || holder === 'closed') {
    await pool.query('delete from auth.session where token = $1', [token]);
    return null;
  }
  const waived = holder === 'demo';
  return {
    token,
    accountId: session.account,
    email: session.email,
    full: waived || session.proof === 'two-factors',
    fresh: waived || session.fresh,
  };
}

/** The account that a guess is about: of the session, of the pending sign-in, or of the address in the request. */
export async function knockOf(
  pool: pg.Pool,
  jar: CookieJar,
  request: { readonly cookies: string | null; readonly session: LiveSession | null; readonly address: unknown },
): Promise<Knock | null> {
  const { session } = request;
  if (typeof request.address === 'string') {
    const email = request.address.trim().toLowerCase();
    const { rows } = await pool.query<{ id: string }>('select id from auth."user" where email = $1', [email]);
    return { by: 'address', accountId: rows[0]?.id ?? null, email };
  }
  if (session) return { by: 'session', accountId: session.accountId, email: session.email };
  const pending = jar.read(request.cookies, 'two_factor');
  if (pending === null) return null;
  const { rows } = await pool.query<{ id: string; email: string }>(
    `select u.id, u.email from auth.verification v join auth."user" u on u.id::text = v.value where v.identifier = $1 and v."expiresAt" > now()`,
    [pending],
  );
  return rows[0] ? { by: 'pending', accountId: rows[0].id, email: rows[0].email } : null;
}

/** The device of the account's person, from a cookie that an earlier sign-in left; null for a device that is new to the account. */
export function knownDevice(jar: CookieJar, cookies: string | null, accountId: string | null): string | null {
  const [account, device] = jar.read(cookies, 'device')?.split(':') ?? [];
  return accountId !== null && account === accountId && device ? device : null;
}
