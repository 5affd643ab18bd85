// Who may use the routes outside the contract: accounts, setup, invitations, the demo, local commands, health, descriptions, pages.

/**
 * Who gets through. `anybody`: needs nothing and tells nothing of a study. `secret`: needs something that only its owner knows, in the
 * request itself (password, code, one-time token, the token of the data directory). `session`: needs a session, or its first factor.
 */
export type Opening = 'anybody' | 'secret' | 'session';

/** One raw route; `body` is well-formed and carries a wrong secret where the route asks for one. */
export interface RawRow {
  readonly needs: Opening;
  /** Only in a demo's directory; elsewhere there is no such address. */
  readonly demoOnly?: true;
  readonly body?: unknown;
}

const wrong = 'w'.repeat(43);

/** By method and address, as the program registers them; below `/api/auth` as its closed list names them. */
export const rawTable: Readonly<Record<string, RawRow>> = {
  'GET /healthz': { needs: 'anybody' },
  // Patterns of addresses and numbers, for the machine that watches; it has no role of the network.
  'GET /metrics': { needs: 'anybody' },
  'GET /openapi.json': { needs: 'anybody' },
  'GET /api-guide': { needs: 'anybody' },
  'GET /assets/:file': { needs: 'anybody' },
  'GET /:file{[a-z0-9-]+\\.(svg|ico|webmanifest|png)}': { needs: 'anybody' },
  'GET *': { needs: 'anybody' },

  'GET /api/setup': { needs: 'anybody' },
  'POST /api/setup': {
    needs: 'secret',
    body: { token: wrong, name: 'Eve', email: 'eve@example.org', password: 'a password of some length' },
  },
  'POST /api/invitations/acceptance': { needs: 'secret', body: { token: wrong, password: 'a password of some length' } },
  // The same answer for every address; what follows goes to its mailbox alone.
  'POST /api/password-reset': { needs: 'anybody', body: { email: 'eve@example.org' } },
  'POST /api/password-reset/completion': { needs: 'secret', body: { token: wrong, password: 'a password of some length' } },
  'POST /operator/files/:use': { needs: 'secret' },
  // Declared like the routes of the contract, and in the walk with them.
  'POST /api/files/protocol': { needs: 'session' },
  'POST /api/files/dataset': { needs: 'session' },
  'POST /api/files/registry': { needs: 'session' },
  'POST /api/files/document': { needs: 'session' },
  'POST /api/files/logo': { needs: 'session' },
  'GET /api/files/:fileId/content': { needs: 'session' },
  'POST /operator/commands': { needs: 'secret', body: { name: 'audit.verify', input: {}, osUser: 'eve' } },

  'GET /api/demo/people': { needs: 'anybody', demoOnly: true },
  'GET /api/demo/loading': { needs: 'anybody', demoOnly: true },
  'POST /api/auth/demo/sign-in': { needs: 'anybody', demoOnly: true, body: { accountId: '0192f0c1-2345-7abc-8def-0123456789ab' } },

  'POST /api/auth/sign-in/email': { needs: 'secret', body: { email: 'eve@example.org', password: 'a password of some length' } },
  'POST /api/auth/sign-out': { needs: 'anybody', body: {} },
  'POST /api/auth/change-password': {
    needs: 'session',
    body: { currentPassword: 'a password of some length', newPassword: 'another of some length' },
  },
  'POST /api/auth/two-factor/enable': { needs: 'session', body: { password: 'a password of some length' } },
  'POST /api/auth/two-factor/verify-totp': { needs: 'session', body: { code: '123456' } },
  'POST /api/auth/two-factor/verify-backup-code': { needs: 'session', body: { code: 'abcde-fghij' } },
  'POST /api/auth/two-factor/generate-backup-codes': { needs: 'session', body: { password: 'a password of some length' } },
  'POST /api/auth/prove': { needs: 'session', body: { password: 'a password of some length' } },
  'POST /api/auth/prove-signing': { needs: 'session', body: { password: 'a password of some length', contents: ['0'.repeat(64)] } },
  'GET /api/auth/passkey/generate-register-options': { needs: 'session' },
  'POST /api/auth/passkey/verify-registration': { needs: 'session', body: { response: {}, name: 'key' } },
  'GET /api/auth/passkey/generate-authenticate-options': { needs: 'anybody' },
  'POST /api/auth/passkey/verify-authentication': { needs: 'secret', body: { response: {} } },
};
