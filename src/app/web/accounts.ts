// Signing in and out, and who is signed in: plain HTTP, outside the contract's client.
import { queryOptions } from '@tanstack/react-query';
import { isOffline, type Session } from '#ui';

/** How an attempt to sign in ended. */
export type SignIn = 'in' | 'code' | 'refused' | 'used' | 'gone' | 'too-many' | 'unreachable';

// A used code leaves the sign-in waiting; where it waits no longer, only the password begins another.
const refusals: Readonly<Record<string, SignIn>> = {
  CODE_ALREADY_USED: 'used',
  INVALID_TWO_FACTOR_COOKIE: 'gone',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'gone',
};

const post = (path: string, content: unknown): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(content),
  });

async function attempt(path: string, content: unknown): Promise<SignIn> {
  try {
    const response = await post(path, content);
    if (response.status === 429) return 'too-many';
    if (response.status >= 500) return 'unreachable';
    if (!response.ok) return refusals[((await response.json().catch(() => ({}))) as { code?: string }).code ?? ''] ?? 'refused';
    const answer = (await response.json()) as { twoFactorRedirect?: boolean };
    return answer.twoFactorRedirect === true ? 'code' : 'in';
  } catch (error) {
    if (isOffline(error)) return 'unreachable';
    throw error;
  }
}

/** First step: email and password. `code` asks for the second factor. */
export function signInWithPassword(email: string, password: string): Promise<SignIn> {
  return attempt('/api/auth/sign-in/email', { email, password });
}

/** Second step: the six digits of the authenticator app. */
export function signInWithCode(code: string): Promise<SignIn> {
  return attempt('/api/auth/two-factor/verify-totp', { code });
}

/** Ends the session on the server. */
export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {});
}

async function readSession(): Promise<Session> {
  const response = await fetch('/api/access/me', { credentials: 'same-origin', headers: { accept: 'application/json' } });
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error('session'), { ...(answer as object), status: response.status });
  const session = answer as Partial<Session>;
  if (typeof session.person?.name !== 'string' || typeof session.today !== 'string' || !Array.isArray(session.permissions)) {
    throw Object.assign(new Error('session'), { status: 502 });
  }
  return { ...session, person: session.person, permissions: session.permissions, demo: session.demo === true, today: session.today };
}

/** The signed-in person; fails with status 401 when nobody is. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: readSession, staleTime: 60_000 });
