// better-auth on our own database role: passwords with Argon2id, one-time codes that work once, passkeys, rate limits.
import { passkey } from '@better-auth/passkey';
import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type pg from 'pg';
import { demoSignIn } from './demo-sign-in.ts';
import { cookiePrefix } from './session-credential.ts';
import { sessionHooks } from './session-proof.ts';
import { refuseReplayedCode } from './totp-once.ts';

/** What the accounts library needs to know. */
export interface AccountsOptions {
  /** A pool of the role siteward_auth, whose search_path is the schema auth. */
  readonly pool: pg.Pool;
  /** Signs cookies and encrypts second factors: losing it loses every second factor. */
  readonly secret: string;
  readonly baseUrl: string;
  /** Who holds an account, as access knows; the library knows nothing of people. */
  readonly holderOf: (accountId: string) => Promise<'nobody' | 'closed' | 'demo' | 'person'>;
  /** Only demo directories offer sign-in by one click. */
  readonly demo: boolean;
  /** Writes down what happened to an account. */
  readonly onEvent: (accountId: string, event: AccountEvent) => Promise<void>;
}

/** Something that happened to an account, and from which address of the network. */
export interface AccountEvent {
  readonly kind:
    | 'signed-in'
    | 'signed-in-by-passkey'
    | 'signed-in-by-backup-code'
    | 'locked'
    | 'password-changed'
    | 'second-factor-set-up'
    | 'backup-codes-renewed'
    | 'passkey-added'
    | 'signing-refused';
  readonly address: string;
  /** Until when a lock holds, as an ISO instant. */
  readonly until?: string;
}

// OWASP's floor for Argon2id is 19 MiB and two passes; this stays above it.
const ARGON = { algorithm: 2 satisfies Algorithm.Argon2id as Algorithm, memoryCost: 32_768, timeCost: 3, parallelism: 1 } as const;

const emailAndPassword = {
  enabled: true,
  disableSignUp: true,
  minPasswordLength: 12,
  maxPasswordLength: 200,
  password: {
    hash: (password: string) => hash(password.normalize('NFKC'), ARGON),
    verify: ({ hash: kept, password }: { hash: string; password: string }) => verify(kept, password.normalize('NFKC')),
  },
} satisfies BetterAuthOptions['emailAndPassword'];

const rateLimit = {
  enabled: true,
  storage: 'database',
  window: 60,
  max: 100,
  // Per address: a whole site signs in from one. Per account, five a minute (attempts.ts) and five codes a sign-in hold.
  customRules: {
    '/sign-in/email': { window: 60, max: 30 },
    '/two-factor/*': { window: 60, max: 30 },
  },
} satisfies BetterAuthOptions['rateLimit'];

/** Builds the library with our rules. */
export function accountsLibrary(options: AccountsOptions) {
  const { pool, secret, baseUrl } = options;
  const secure = baseUrl.startsWith('https:');
  return betterAuth({
    appName: 'Siteward',
    database: pool,
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    trustedOrigins: [new URL(baseUrl).origin, new URL(baseUrl.replace('127.0.0.1', 'localhost')).origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword,
    // Twelve hours at most; the fifteen idle minutes are kept by the database's own resolver of credentials.
    session: {
      expiresIn: 12 * 3_600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { proof: { type: 'string', required: false, input: false, returned: false, defaultValue: 'password' } },
    },
    databaseHooks: sessionHooks(options.holderOf),
    rateLimit,
    advanced: {
      cookiePrefix: cookiePrefix(secure),
      database: { generateId: 'uuid' },
      // The prefix `__Host-` is ours; the library would put its own, weaker one in front of it.
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/', secure },
      // Without an address every caller would share one bucket; the server sets this header itself.
      ipAddress: { ipAddressHeaders: ['x-siteward-address'] },
    },
    hooks: { after: refuseReplayedCode(pool, secret) },
    plugins: [
      // Wrong codes are counted together with wrong passwords (attempts.ts).
      twoFactor({ issuer: 'Siteward', trustDeviceMaxAge: 0, accountLockout: { enabled: false } }),
      passkey({
        rpID: new URL(baseUrl).hostname,
        rpName: 'Siteward',
        origin: new URL(baseUrl).origin,
        authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
      }),
      ...(options.demo ? [demoSignIn(options.holderOf)] : []),
    ],
  });
}

export type AccountsLibrary = ReturnType<typeof accountsLibrary>;
