// Accounts behind one door: the few endpoints a browser may call, and the credential behind a request.
import type pg from 'pg';
import { accountsLibrary, type AccountsOptions } from './library.ts';
import { sessionToken, sessionToucher } from './session-credential.ts';

/** The accounts of this deployment. */
export interface Accounts {
  /** Answers a request below `/api/auth/`; anything that is not on the list is a 404. */
  readonly handle: (request: Request, address: string) => Promise<Response>;
  /** `s:` token of a live-looking session cookie, `k:` API key, or null. The database decides whether it is alive. */
  readonly credentialOf: (headers: Headers) => Promise<string | null>;
  /** Makes an account with a password and answers its id. Throws an error with code `weak-password` on one the rules refuse. */
  readonly create: (account: { name: string; email: string; password: string }) => Promise<string>;
  /** Makes an account that can only sign in by one click; for demo directories. */
  readonly createDemo: (account: { name: string; email: string }) => Promise<string>;
  readonly remove: (accountId: string) => Promise<void>;
}

/** Every address of the accounts library that the program opens; the authorisation table lists the same. */
export const accountRoutes = [
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
] as const;
const demoRoutes: readonly string[] = ['POST /demo/sign-in'];

/** Opens the accounts over their own small pool. */
export function openAccounts(options: AccountsOptions & { readonly nowMs?: () => number }): Accounts {
  const library = accountsLibrary(options);
  const touch = sessionToucher(options.pool, options.nowMs ?? Date.now);
  const open = new Set<string>([...accountRoutes, ...(options.demo ? demoRoutes : [])]);
  return {
    handle: async (request, address) => {
      const path = new URL(request.url).pathname.slice('/api/auth'.length);
      if (!open.has(`${request.method} ${path}`)) return new Response(null, { status: 404 });
      const token = sessionToken(request.headers.get('cookie'), options.secret);
      if (token !== null && path !== '/sign-in/email' && !(await isFresh(options.pool, token))) return new Response(null, { status: 401 });
      const headers = new Headers(request.headers);
      headers.set('x-siteward-address', address);
      return library.handler(new Request(request, { headers }));
    },
    credentialOf: async (headers) => {
      const key = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
      if (key) return `k:${key}`;
      const token = sessionToken(headers.get('cookie'), options.secret);
      if (token === null) return null;
      await touch(token);
      return `s:${token}`;
    },
    create: async ({ name, email, password }) => {
      const context = await library.$context;
      if (password.length < 12 || password.length > 200) throw Object.assign(new Error('weak password'), { code: 'weak-password' });
      const user = await context.internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'email-password' });
      await context.internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: await context.password.hash(password) });
      return user.id;
    },
    createDemo: async ({ name, email }) => {
      const context = await library.$context;
      return (await context.internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'email-password' })).id;
    },
    remove: async (accountId) => {
      await (await library.$context).internalAdapter.deleteUser(accountId);
    },
  };
}

async function isFresh(pool: pg.Pool, token: string): Promise<boolean> {
  const { rowCount } = await pool.query(`select 1 from auth.session where token = $1 and "expiresAt" > now() and "updatedAt" > now() - interval '15 minutes'`, [token]);
  return rowCount === 1;
}
