// Accounts behind one door: the few endpoints a browser may call, and the credential behind a request.
import { type AccountsLibrary, accountsLibrary, type AccountsOptions } from './library.ts';
import { guardedAccounts } from './guarded.ts';
import { cookieJar, sessionToucher } from './session-credential.ts';

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
  /** A password as it is kept. Throws an error with code `weak-password` on one the rules refuse. */
  readonly hashPassword: (password: string) => Promise<string>;
  /** A session of a demo account for the program itself; `close` ends it. */
  readonly openDemoSession: (accountId: string) => Promise<{ readonly credential: string; readonly close: () => Promise<void> }>;
  readonly remove: (accountId: string) => Promise<void>;
  /** Waits until everything that happened has been told. */
  readonly settle: () => Promise<void>;
}

/** Every address of the accounts library that the program opens; the authorisation table lists the same. */
export const accountRoutes = [
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
  'POST /prove',
  'POST /prove-signing',
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
] as const;
const demoRoutes: readonly string[] = ['POST /demo/sign-in'];

/** Opens the accounts over their own small pool. */
export function openAccounts(options: AccountsOptions & { readonly nowMs?: () => number }): Accounts {
  const library = accountsLibrary(options);
  const guarded = guardedAccounts(library, options);
  const jar = cookieJar(options.secret, options.baseUrl.startsWith('https:'));
  const touch = sessionToucher(options.pool, options.nowMs ?? Date.now);
  const open = new Set<string>([...accountRoutes, ...(options.demo ? demoRoutes : [])]);
  return {
    handle: async (request, address) => {
      const path = new URL(request.url).pathname.slice('/api/auth'.length);
      if (!open.has(`${request.method} ${path}`)) return new Response(null, { status: 404 });
      return guarded.answer(request, path, address);
    },
    credentialOf: async (headers) => {
      const key = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
      if (key) return `k:${key}`;
      const token = jar.read(headers.get('cookie'), 'session_token');
      if (token === null) return null;
      await touch(token);
      return `s:${token}`;
    },
    settle: guarded.settle,
    ...accountMaker(library, options),
    openDemoSession: (accountId) => openDemoSession(library, options, accountId),
    remove: async (accountId) => {
      await (await library.$context).internalAdapter.deleteUser(accountId);
    },
  };
}

function accountMaker(library: AccountsLibrary, options: AccountsOptions): Pick<Accounts, 'create' | 'createDemo' | 'hashPassword'> {
  const hashPassword = async (password: string) => {
    if (password.length < 12 || password.length > 200) throw Object.assign(new Error('weak password'), { code: 'weak-password' });
    return (await library.$context).password.hash(password);
  };
  return {
    hashPassword,
    create: async ({ name, email, password }) => {
      const context = await library.$context;
      const hashed = await hashPassword(password);
      await removeOrphan(options, email.toLowerCase());
      const user = await context.internalAdapter.createUser(
        { name, email: email.toLowerCase(), emailVerified: true },
        { method: 'email-password' },
      );
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hashed,
      });
      return user.id;
    },
    createDemo: async ({ name, email }) => {
      const context = await library.$context;
      return (
        await context.internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'email-password' })
      ).id;
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
