// Proving who one is for a signing: bound to exactly what is signed, used once, within a minute [P11-17].
import { randomUUID } from 'node:crypto';
import { refusal } from './answer.ts';
import type { LiveSession } from './knock.ts';
import type { AccountsLibrary, AccountsOptions } from './library.ts';
import { isUsedCode } from './totp-once.ts';

/** Where a person proves it. */
export const signingPath = '/prove-signing';

type Method = 'password-and-code' | 'password' | 'code';

/**
 * The password and the code of the authenticator app at the first signing of a session, one of the two at later ones. Answers 200, and the
 * signing that names these contents may follow within a minute.
 */
export async function proveForSigning(
  library: AccountsLibrary,
  options: AccountsOptions,
  { request, session, body }: { readonly request: Request; readonly session: LiveSession | null; readonly body: Record<string, unknown> },
): Promise<Response> {
  const contents = contentsOf(body['contents']);
  if (!session || contents === null) return refusal(400, 'CONTENTS_MISSING', 'The contents to be signed are named by their SHA-256');
  const [password, code] = [textOf(body['password']), textOf(body['code'])];
  const method = methodOf(password, code);
  if (method === null) return refusal(400, 'PROOF_MISSING', 'A password or a code is needed');
  const sessionId = await sessionOf(options, session);
  if (method !== 'password-and-code' && !(await hasSigned(options, sessionId)))
    return refusal(400, 'BOTH_NEEDED', 'The first signing of a session takes the password and a code');
  // Both are looked at before anything is said, so that an answer does not tell which of them was right.
  const isPasswordRight = password === null || (await isPassword(library, options, session, password));
  const isCodeRight = code === null || (isPasswordRight && (await isCode(library, options, request, session, code)));
  if (!isPasswordRight || !isCodeRight) return refusal(400, 'INVALID_PASSWORD', 'Invalid password or code');
  await options.pool.query(`delete from auth.signing_proof where proved_at < now() - interval '1 day'`);
  await options.pool.query('insert into auth.signing_proof (id, account_id, session_id, contents, method) values ($1, $2, $3, $4, $5)', [
    randomUUID(),
    session.accountId,
    sessionId,
    contents,
    method,
  ]);
  return Response.json({ proved: true });
}

function contentsOf(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length < 1 || value.length > 100) return null;
  return value.every((one): one is string => typeof one === 'string' && /^[0-9a-f]{64}$/.test(one)) ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null;
}

function methodOf(password: string | null, code: string | null): Method | null {
  if (password !== null && code !== null) return 'password-and-code';
  return password !== null ? 'password' : code !== null ? 'code' : null;
}

async function sessionOf({ pool }: AccountsOptions, { token }: LiveSession): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from auth.session where token = $1', [token]);
  return rows[0]?.id ?? randomUUID();
}

async function hasSigned({ pool }: AccountsOptions, sessionId: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from auth.signing_proof where session_id = $1 and used_at is not null limit 1', [
    sessionId,
  ]);
  return (rowCount ?? 0) > 0;
}

async function isPassword(library: AccountsLibrary, { pool }: AccountsOptions, session: LiveSession, password: string): Promise<boolean> {
  const { rows } = await pool.query<{ password: string }>(
    `select password from auth.account where "userId" = $1 and "providerId" = 'credential'`,
    [session.accountId],
  );
  const [account] = rows;
  return account ? (await library.$context).password.verify({ hash: account.password, password }) : false;
}

// The library judges the code on the session's own cookies, and its hook remembers it, so that it works once.
async function isCode(
  library: AccountsLibrary,
  { pool, secret, baseUrl }: AccountsOptions,
  request: Request,
  session: LiveSession,
  code: string,
): Promise<boolean> {
  if (await isUsedCode(pool, secret, session.accountId, code)) return false;
  const headers = new Headers(request.headers);
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  const address = new URL('/api/auth/two-factor/verify-totp', baseUrl).href;
  const answer = await library.handler(new Request(address, { method: 'POST', headers, body: JSON.stringify({ code }) }));
  return answer.ok;
}
