// The guard in front of the accounts library: attempts are counted, locks hold without a word, what changes a factor asks for a fresh proof,
// and what happened is told.
import { randomBytes } from 'node:crypto';
import { refusal, withoutToken } from './answer.ts';
import { type Attempts, openAttempts } from './attempts.ts';
import { type Knock, type LiveSession, knockOf, knownDevice, liveSession } from './knock.ts';
import type { AccountEvent, AccountsLibrary, AccountsOptions } from './library.ts';
import { type CookieJar, cookieJar } from './session-credential.ts';
import { proveForSigning, signingPath } from './signing-proof.ts';
import { isUsedCode } from './totp-once.ts';

/** Where a password or code is guessed, and the fields that hold it. */
const GUESSES: Readonly<Record<string, string | readonly string[]>> = {
  '/sign-in/email': 'password',
  '/change-password': 'currentPassword',
  '/two-factor/enable': 'password',
  '/two-factor/generate-backup-codes': 'password',
  '/prove': 'password',
  [signingPath]: ['password', 'code'],
  '/two-factor/verify-totp': 'code',
  '/two-factor/verify-backup-code': 'code',
};
const WRONG = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD', 'INVALID_CODE', 'INVALID_BACKUP_CODE']);
/** Needs a session that took both factors; the library would be content with the first. */
const FULL = new Set([
  '/change-password',
  '/prove',
  signingPath,
  '/two-factor/generate-backup-codes',
  '/passkey/generate-register-options',
  '/passkey/verify-registration',
]);
/** A key that is added opens the account for good, so whoever adds one has just proved who they are. */
const FRESH = new Set(['/passkey/generate-register-options', '/passkey/verify-registration']);
/** A device trusted for thirty days would be a second factor that nobody presents; a session beside the sign-in's own has no proof. */
const SHORTCUTS = ['trustDevice', 'disableSession', 'createSession'];
const MOST_BYTES = 64 * 1024;
const DEVICE_SECONDS = 180 * 86_400;
const SESSION_SECONDS = 12 * 3_600;

interface Knocking {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly session: LiveSession | null;
  readonly knock: Knock | null;
  readonly key: string | null;
  readonly address: string;
}

/** Answers one request that is on the list of open endpoints. `settle` waits for what is still being told. */
export function guardedAccounts(library: AccountsLibrary, options: AccountsOptions) {
  const parts = {
    library,
    options,
    jar: cookieJar(options.secret, options.baseUrl.startsWith('https:')),
    attempts: openAttempts(options.pool, options.secret),
    telling: new Set<Promise<void>>(),
  };
  return {
    answer: (request: Request, path: string, address: string) => answer(parts, request, path, address),
    settle: async () => void (await Promise.all(parts.telling)),
  };
}

interface Parts {
  readonly library: AccountsLibrary;
  readonly options: AccountsOptions;
  readonly jar: CookieJar;
  readonly attempts: Attempts;
  readonly telling: Set<Promise<void>>;
}

async function answer(parts: Parts, request: Request, path: string, address: string): Promise<Response> {
  const text = request.method === 'GET' ? '' : await request.text();
  if (text.length > MOST_BYTES) return refusal(413, 'TOO_LARGE', 'The request is too large');
  const body = objectOf(text);
  if (SHORTCUTS.some((name) => body[name])) return refusal(400, 'NOT_OFFERED', 'Every sign-in takes both factors');
  const cookies = request.headers.get('cookie');
  const session = await liveSession(parts.options.pool, parts.jar, cookies, parts.options.holderOf);
  if (FULL.has(path) && !session?.full) return refusal(401, 'UNAUTHORIZED', 'Unauthorized');
  if (FRESH.has(path) && !session?.fresh) return refusal(403, 'PROOF_NEEDED', 'Prove who you are once more');
  const fields = [GUESSES[path] ?? []].flat();
  const given = path === '/sign-in/email' ? body['email'] : undefined;
  const knock = fields.length > 0 ? await knockOf(parts.options.pool, parts.jar, { cookies, session, address: given }) : null;
  const key = knock && parts.attempts.keyOf(knock.email, knownDevice(parts.jar, cookies, knock.accountId));
  if (path === '/sign-in/email' && key !== null) {
    const wait = await parts.attempts.secondsToWait(key);
    if (wait > 0) return refusal(429, 'TOO_MANY_ATTEMPTS', 'Too many attempts; wait a minute', { 'retry-after': String(wait) });
  }
  const knocking: Knocking = { path, body, session, knock, key, address };
  const isLocked = key !== null && (await parts.attempts.isLocked(key));
  if (!isLocked && path === '/two-factor/verify-totp' && knock?.accountId && (await isUsed(parts, knock.accountId, body['code'])))
    return refusal(401, 'CODE_ALREADY_USED', 'This code was used already; wait for the next one');
  // A locked account gets the library's own answer to a wrong secret: nobody learns from it, in bytes or time, that it is locked.
  const asked = isLocked ? { ...body, ...unguessable(fields.filter((field) => fields.length === 1 || field in body)) } : body;
  const response = await answerOf(parts, knocking, { request, asked, address, hasBody: text !== '' });
  return withoutToken(response.clone(), isLocked ? [] : await follow(parts, knocking, response));
}

function unguessable(fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, randomBytes(24).toString('base64url')]));
}

interface Passing {
  readonly request: Request;
  readonly asked: Record<string, unknown>;
  readonly address: string;
  readonly hasBody: boolean;
}

function answerOf(parts: Parts, knocking: Knocking, { request, asked, address, hasBody }: Passing): Promise<Response> {
  if (knocking.path === '/prove') return prove(parts, knocking, asked);
  if (knocking.path === signingPath)
    return proveForSigning(parts.library, parts.options, { request: addressed(request, address), session: knocking.session, body: asked });
  return pass(parts, request, asked, address, hasBody);
}

// The library counts by the address that the server knows, never by one that the caller names.
function addressed(request: Request, address: string): Request {
  const headers = new Headers(request.headers);
  headers.set('x-siteward-address', address);
  return new Request(request.url, { method: 'GET', headers });
}

function isUsed({ options }: Parts, accountId: string, code: unknown): Promise<boolean> {
  return isUsedCode(options.pool, options.secret, accountId, code);
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function pass({ library }: Parts, request: Request, body: Record<string, unknown>, address: string, hasBody: boolean): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set('x-siteward-address', address);
  headers.delete('content-length');
  // Whoever changes a password wants the others out.
  const content = new URL(request.url).pathname.endsWith('/change-password') ? { ...body, revokeOtherSessions: true } : body;
  return library.handler(
    new Request(request.url, { method: request.method, headers, ...(hasBody ? { body: JSON.stringify(content) } : {}) }),
  );
}

/** The password once more; the session goes on under another token. */
async function prove({ library, options, jar }: Parts, { session }: Knocking, body: Record<string, unknown>): Promise<Response> {
  const { rows } = await options.pool.query<{ password: string }>(
    `select password from auth.account where "userId" = $1 and "providerId" = 'credential'`,
    [session?.accountId],
  );
  const context = await library.$context;
  const given = typeof body['password'] === 'string' ? body['password'].slice(0, 200) : '';
  if (!rows[0] || !session || !(await context.password.verify({ hash: rows[0].password, password: given })))
    return refusal(400, 'INVALID_PASSWORD', 'Invalid password');
  const token = randomBytes(24).toString('base64url');
  await options.pool.query('update auth.session set token = $2, "provedAt" = now() where token = $1', [session.token, token]);
  return Response.json({ proved: true }, { headers: { 'set-cookie': jar.write('session_token', token, SESSION_SECONDS) } });
}

/** What follows from the answer: failures and successes are counted, events told; answers cookies to add. */
async function follow(parts: Parts, knocking: Knocking, response: Response): Promise<string[]> {
  const { attempts, options, jar } = parts;
  const { path, key, knock } = knocking;
  const said = (await response.json().catch(() => ({}))) as { code?: string; twoFactorRedirect?: boolean; user?: { id?: string } } | null;
  if (!response.ok) {
    if (key === null || !knock || !WRONG.has(said?.code ?? '')) return [];
    if (path === signingPath && knock.accountId !== null) await tell(options, knock.accountId, { kind: 'signing-refused' }, knocking);
    const until = await attempts.failed(key, knock.accountId);
    // Not waited for: an account that exists must not answer later than one that does not.
    if (until !== null && knock.accountId !== null) later(parts, tell(options, knock.accountId, { kind: 'locked', until }, knocking));
    return [];
  }
  // A browser that signs in anew leaves no session behind that it has no cookie for any more.
  if (knocking.session && ['/sign-in/email', '/passkey/verify-authentication'].includes(path))
    await options.pool.query('delete from auth.session where token = $1', [knocking.session.token]);
  if (said?.twoFactorRedirect) return [];
  if (key !== null) await attempts.succeeded(key);
  const accountId = knock?.accountId ?? said?.user?.id ?? knocking.session?.accountId;
  const kind = eventOf(knocking);
  if (kind === null || !accountId) return [];
  await tell(options, accountId, { kind }, knocking);
  if (!kind.startsWith('signed-in')) return [];
  return [jar.write('device', `${accountId}:${randomBytes(18).toString('base64url')}`, DEVICE_SECONDS)];
}

function eventOf({ path, knock }: Knocking): AccountEvent['kind'] | null {
  switch (path) {
    case '/two-factor/verify-totp':
      return knock?.by === 'session' ? 'second-factor-set-up' : 'signed-in';
    case '/two-factor/verify-backup-code':
      return 'signed-in-by-backup-code';
    case '/passkey/verify-authentication':
      return 'signed-in-by-passkey';
    case '/passkey/verify-registration':
      return 'passkey-added';
    case '/change-password':
      return 'password-changed';
    case '/two-factor/generate-backup-codes':
      return 'backup-codes-renewed';
    default:
      return null;
  }
}

function tell(options: AccountsOptions, accountId: string, event: Omit<AccountEvent, 'address'>, { address }: Knocking): Promise<void> {
  return options.onEvent(accountId, { ...event, address });
}

function later({ telling }: Parts, work: Promise<void>): void {
  // What could not be told must not end the program; the lock itself holds.
  const done: Promise<void> = work.catch(() => undefined).finally(() => telling.delete(done));
  telling.add(done);
}
