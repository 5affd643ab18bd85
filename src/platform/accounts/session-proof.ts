// What a person proved when a session began: the database opens nothing to a session that took less than two factors.
import { APIError } from 'better-auth/api';
import type { AccountsOptions } from './library.ts';

/** `two-factors` opens the product; `waived` only does where the person's second factor is waived, in a demo. */
export type Proof = 'password' | 'two-factors' | 'waived';

interface Beginning {
  readonly path?: string;
  readonly body?: unknown;
}

/** The proof behind a session that begins at this endpoint. Call it only after the library has accepted the request. */
export function proofOf(beginning: Beginning | null): Proof {
  switch (beginning?.path) {
    case '/two-factor/verify-totp':
    case '/two-factor/verify-backup-code':
      return 'two-factors';
    case '/passkey/verify-authentication':
      return isUserVerified(beginning.body) ? 'two-factors' : 'password';
    case '/demo/sign-in':
      return 'waived';
    default:
      return 'password';
  }
}

// WebAuthn 6.1: bit 2 of the flags after the 32 bytes of the RP id's digest says that the device checked its owner.
function isUserVerified(body: unknown): boolean {
  const given = (body as { response?: { response?: { authenticatorData?: unknown } } } | null)?.response?.response?.authenticatorData;
  if (typeof given !== 'string') return false;
  return ((Buffer.from(given, 'base64url')[32] ?? 0) & 0b100) !== 0;
}

/** Hooks of the library: a closed person gets no session, and every session carries its proof. */
export function sessionHooks(holderOf: AccountsOptions['holderOf']) {
  return {
    session: {
      create: {
        before: async (session: { userId: string }, context: Beginning | null) => {
          if ((await holderOf(session.userId)) === 'closed')
            throw new APIError('UNAUTHORIZED', { message: 'Invalid email or password', code: 'INVALID_EMAIL_OR_PASSWORD' });
          const proof = proofOf(context);
          // A key that did not check its owner would open nothing, and nobody would be told why.
          if (context?.path === '/passkey/verify-authentication' && proof !== 'two-factors')
            throw new APIError('UNAUTHORIZED', { message: 'The device did not check its owner', code: 'OWNER_NOT_CHECKED' });
          return { data: { proof } };
        },
      },
    },
  };
}
