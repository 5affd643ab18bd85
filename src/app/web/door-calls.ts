// The calls of the pages before signing in: setting up, invitations, the second factor, and the people of a demo.
import { queryOptions } from '@tanstack/react-query';
import { isOffline } from '#ui';

/** How a call ended; `refused` carries the server's code. */
export type Ended<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: 'refused' | 'too-many' | 'unreachable' | 'signed-out'; readonly code?: string };

/** The key of the words for a call that ended badly; `refused` names the page's own sentence for a plain refusal. */
export function reasonOf(ended: Ended<unknown> | undefined, refused: string): string | undefined {
  if (!ended || ended.ok) return undefined;
  return { refused, 'too-many': 'tooMany', unreachable: 'unreachable', 'signed-out': 'signedOut' }[ended.why];
}

const posted = (content: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(content ?? {}),
});

/** Asks (GET) or sends (POST, the content as JSON) and tells in one way how it ended. */
export async function call<T>(path: string, content?: unknown, method: 'GET' | 'POST' = 'POST'): Promise<Ended<T>> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...(method === 'POST' ? posted(content) : {}) });
    const answer = (await response.json().catch(() => ({}))) as T & { code?: string };
    if (response.ok) return { ok: true, value: answer };
    if (response.status === 429) return { ok: false, why: 'too-many' };
    if (response.status >= 500) return { ok: false, why: 'unreachable' };
    if (response.status === 401 && answer.code === undefined) return { ok: false, why: 'signed-out' };
    return {
      ok: false,
      why: response.status === 401 && answer.code === 'UNAUTHORIZED' ? 'signed-out' : 'refused',
      ...(answer.code ? { code: answer.code } : {}),
    };
  } catch (error) {
    if (isOffline(error)) return { ok: false, why: 'unreachable' };
    throw error;
  }
}

/** The first administrator's account, by the token on the console. */
export function setUp(given: { token: string; name: string; email: string; password: string }): Promise<Ended<unknown>> {
  return call('/api/setup', given);
}

/** An account by an invitation's link. */
export function acceptInvitation(given: { token: string; password: string }): Promise<Ended<unknown>> {
  return call('/api/invitations/acceptance', given);
}

/** What an authenticator app needs, and codes for the day it is lost. */
export interface Enrolment {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

/** Begins the second factor; asks for the password again. */
export function beginSecondFactor(password: string): Promise<Ended<Enrolment>> {
  return call('/api/auth/two-factor/enable', { password });
}

/** Confirms it with the app's first code. */
export function confirmSecondFactor(code: string): Promise<Ended<unknown>> {
  return call('/api/auth/two-factor/verify-totp', { code });
}

/** The second step of signing in without the app. */
export function signInWithBackupCode(code: string): Promise<Ended<unknown>> {
  return call('/api/auth/two-factor/verify-backup-code', { code });
}

/** A letter with a link to another password, if the address belongs to an account. */
export function askForReset(email: string): Promise<Ended<unknown>> {
  return call('/api/password-reset', { email });
}

/** Another password, by the link's token. */
export function replacePassword(given: { token: string; password: string }): Promise<Ended<unknown>> {
  return call('/api/password-reset/completion', given);
}

/** The password once more, for what asks for a fresh proof. */
export function proveByPassword(password: string): Promise<Ended<unknown>> {
  return call('/api/auth/prove', { password });
}

/** Ten new backup codes; the earlier ones stop working. */
export function renewBackupCodes(password: string): Promise<Ended<{ readonly backupCodes: readonly string[] }>> {
  return call('/api/auth/two-factor/generate-backup-codes', { password });
}

/** Another password, by the present one; all other sessions end. */
export function changePassword(given: { currentPassword: string; newPassword: string }): Promise<Ended<unknown>> {
  return call('/api/auth/change-password', given);
}

/** One click, in a demo. */
export function signInAs(accountId: string): Promise<Ended<unknown>> {
  return call('/api/auth/demo/sign-in', { accountId });
}

/** One line of a demo's sign-in page. */
export interface DemoPerson {
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The people of a demo. */
export const demoPeopleQuery = queryOptions({
  queryKey: ['demo-people'],
  queryFn: async (): Promise<readonly DemoPerson[]> => {
    const response = await fetch('/api/demo/people');
    return response.ok ? ((await response.json()) as DemoPerson[]) : [];
  },
  retry: false,
  // A demo may still be loading its people when the page is first opened.
  refetchInterval: (query) => (query.state.data?.length === 0 && query.state.dataUpdateCount < 30 ? 4_000 : false),
});

/** How far the loading of a demo is; null once everything is there. Asked again every second until then. */
export const demoLoadingQuery = queryOptions({
  queryKey: ['demo-loading'],
  queryFn: async (): Promise<{ readonly done: number; readonly total: number } | null> => {
    const response = await fetch('/api/demo/loading');
    return response.ok ? ((await response.json()) as { loading: { done: number; total: number } | null }).loading : null;
  },
  retry: false,
  refetchInterval: (query) => (query.state.data ? 1_000 : false),
});

/** Whether this installation waits for its first administrator, and whether it is a demo. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async (): Promise<{ readonly needed: boolean; readonly demo: boolean }> => {
    const response = await fetch('/api/setup');
    if (!response.ok) throw Object.assign(new Error('setup'), { status: response.status });
    return (await response.json()) as { needed: boolean; demo: boolean };
  },
});

let typedPassword: string | undefined;
/** Keeps the password between signing in and setting up the second factor, in this window's memory only. */
export function keepPassword(password: string | undefined): void {
  typedPassword = password;
}
/** The kept password, if there is one; whoever uses it forgets it by `keepPassword(undefined)`. */
export function keptPassword(): string | undefined {
  return typedPassword;
}
