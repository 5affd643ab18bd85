// Accounts behind one door: the few endpoints a browser may call, and the credential behind a request.
import { type AccountsLibrary, accountsLibrary, type AccountsOptions } from './library.ts';
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
  /** Makes an API key that acts with its person's grants for so many days. The key itself is shown once, here. */
  readonly createKey: (key: { accountId: string; name: string; days: number }) => Promise<{ id: string; key: string }>;
  /** A session of a demo account for the program itself; `close` ends it. */
  readonly openDemoSession: (accountId: string) => Promise<{ readonly credential: string; readonly close: () => Promise<void> }>;
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
      if (token !== null) await endStale(options, token);
      const headers = new Headers(request.headers);
      headers.set('x-siteward-address', address);
      return withoutToken(await library.handler(new Request(request, { headers })));
    },
    credentialOf: async (headers) => {
      const key = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
      if (key) return `k:${key}`;
      const token = sessionToken(headers.get('cookie'), options.secret);
      if (token === null) return null;
      await touch(token);
      return `s:${token}`;
    },
    ...accountMaker(library, options),
    openDemoSession: (accountId) => openDemoSession(library, options, accountId),
    remove: async (accountId) => {
      await (await library.$context).internalAdapter.deleteUser(accountId);
    },
  };
}

function accountMaker(library: AccountsLibrary, options: AccountsOptions): Pick<Accounts, 'create' | 'createDemo' | 'createKey'> {
  return {
    create: async ({ name, email, password }) => {
      const context = await library.$context;
      if (password.length < 12 || password.length > 200) throw Object.assign(new Error('weak password'), { code: 'weak-password' });
      await removeOrphan(options, email.toLowerCase());
      const user = await context.internalAdapter.createUser(
        { name, email: email.toLowerCase(), emailVerified: true },
        { method: 'email-password' },
      );
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await context.password.hash(password),
      });
      return user.id;
    },
    createDemo: async ({ name, email }) => {
      const context = await library.$context;
      return (
        await context.internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'email-password' })
      ).id;
    },
    createKey: async ({ accountId, name, days }) => {
      const made = await library.api.createApiKey({ body: { userId: accountId, name, expiresIn: days * 86_400, rateLimitEnabled: false } });
      return { id: made.id, key: made.key };
    },
  };
}

async function openDemoSession(library: AccountsLibrary, { demo, holderOf }: AccountsOptions, accountId: string) {
  if (!demo || (await holderOf(accountId)) !== 'demo') throw new Error('only people of a demo sign in without a password');
  const { internalAdapter } = await library.$context;
  const { token } = await internalAdapter.createSession(accountId);
  return { credential: `s:${token}`, close: () => internalAdapter.deleteSession(token) };
}

// An account whose person never came to be (the program ended in between) does not block its address.
async function removeOrphan({ pool, holderOf }: AccountsOptions, email: string): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from auth."user" where email = $1 and "createdAt" < now() - interval '1 minute'`,
    [email],
  );
  const [account] = rows;
  if (account && (await holderOf(account.id)) === 'nobody') await pool.query('delete from auth."user" where id = $1', [account.id]);
}

// The library knows nothing of idle minutes and closed people: what access.actor() would refuse is gone before it looks.
async function endStale({ pool, holderOf }: AccountsOptions, token: string): Promise<void> {
  const { rows } = await pool.query<{ account: string; stale: boolean }>(
    `select "userId" as account, "expiresAt" <= now() or "updatedAt" <= now() - interval '15 minutes' or "createdAt" <= now() - interval '12 hours' as stale
     from auth.session where token = $1`,
    [token],
  );
  const [session] = rows;
  if (session && (session.stale || (await holderOf(session.account)) === 'closed'))
    await pool.query('delete from auth.session where token = $1', [token]);
}

// The session's token stays in its HttpOnly cookie; the library would also put it where scripts can read it.
async function withoutToken(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set('cache-control', 'no-store');
  if (!headers.get('content-type')?.includes('application/json')) return new Response(response.body, { status: response.status, headers });
  const answer: unknown = await response.json();
  headers.delete('content-length');
  const kept = typeof answer === 'object' && answer !== null ? { ...answer, token: undefined, session: undefined } : answer;
  return new Response(JSON.stringify(kept), { status: response.status, headers });
}
