// The words of one's own account: sessions, second factor, passkeys, keys for programs, and what happened to the account.
import { z } from 'zod';
import { command, date, id, instantText, line, prose, question } from '#platform/contract';
import { roleNames } from '../rules.ts';

/** What can happen to an account; the administrators see the same events. */
export const accountEventKinds = [
  'signed-in',
  'signed-in-by-passkey',
  'signed-in-by-backup-code',
  'locked',
  'unlocked',
  'password-changed',
  'password-reset',
  'second-factor-set-up',
  'second-factor-reset',
  'backup-codes-renewed',
  'passkey-added',
  'passkey-removed',
  'key-created',
  'key-revoked',
  'sessions-ended',
  'signing-refused',
] as const;
export type AccountEventKind = (typeof accountEventKinds)[number];

/** Those that the person is told of by mail: what an intruder would do, and what ends their own access. */
export const mailedEvents: readonly AccountEventKind[] = [
  'signed-in-by-backup-code',
  'locked',
  'password-changed',
  'password-reset',
  'second-factor-set-up',
  'second-factor-reset',
  'backup-codes-renewed',
  'passkey-added',
  'passkey-removed',
  'key-created',
];

export const accountEventView = z.object({
  id,
  personId: id,
  personName: z.string(),
  kind: z.enum(accountEventKinds),
  at: instantText,
  /** The network's address that it came from, where it came over the network. */
  address: z.string().nullable(),
  until: instantText.nullable(),
});

export const apiKeyView = z.object({
  id,
  name: z.string(),
  /** Its first letters, so that its owner recognises it. */
  start: z.string(),
  grantIds: z.array(id),
  expiresAt: instantText,
  revokedAt: instantText.nullable(),
  createdAt: instantText,
  state: z.enum(['live', 'expired', 'revoked']),
});

export const accountView = z.object({
  name: z.string(),
  email: z.string().nullable(),
  /** `waived` for the people of a demo, who have no password either. */
  secondFactor: z.enum(['set-up', 'not-yet', 'waived']),
  passkeys: z.array(z.object({ id, name: z.string().nullable(), createdAt: instantText.nullable() })),
  sessions: z.array(
    z.object({
      id,
      beganAt: instantText,
      usedAt: instantText,
      address: z.string().nullable(),
      agent: z.string().nullable(),
      isThis: z.boolean(),
    }),
  ),
  keys: z.array(apiKeyView),
  /** The grants in force that a key may carry. */
  grants: z.array(z.object({ id, role: z.enum(roleNames), siteId: id.nullable(), studyId: id.nullable(), validTo: date.nullable() })),
  events: z.array(accountEventView),
});

/** Routes about oneself; keys and local commands have no account to look after. */
export const accountContract = {
  account: question({
    name: 'access.account',
    permission: 'access.self',
    interactive: true,
    path: '/access/account',
    summary: 'Your own account: sessions, second factor, passkeys and keys',
    output: accountView,
  }),
  createKey: command({
    name: 'access.create-key',
    permission: 'access.self',
    fresh: true,
    toldOnce: ['secret'],
    path: '/access/account/keys',
    summary: 'Make a key by which a program acts with some of your grants; the key itself is told once, in this answer',
    body: { name: line(), grantIds: z.array(id).min(1).max(50), expiresOn: date },
    output: apiKeyView.extend({ secret: z.string().nullable() }),
  }),
  revokeKey: command({
    name: 'access.revoke-key',
    permission: 'access.self',
    interactive: true,
    path: '/access/account/keys/{keyId}/revocation',
    summary: 'Take one of your keys back at once',
    params: { keyId: id },
    output: apiKeyView,
  }),
  endSession: command({
    name: 'access.end-session',
    permission: 'access.self',
    interactive: true,
    path: '/access/account/sessions/{sessionId}/end',
    summary: 'End one of your other sessions at once',
    params: { sessionId: id },
    output: z.object({ ended: z.number().int() }),
  }),
  endOtherSessions: command({
    name: 'access.end-other-sessions',
    permission: 'access.self',
    interactive: true,
    path: '/access/account/sessions/others/end',
    summary: 'Sign out everywhere else',
    output: z.object({ ended: z.number().int() }),
  }),
  removePasskey: command({
    name: 'access.remove-passkey',
    permission: 'access.self',
    fresh: true,
    path: '/access/account/passkeys/{passkeyId}/removal',
    summary: 'Remove one of your passkeys',
    params: { passkeyId: id },
    output: z.object({ removed: z.literal(true) }),
  }),
  events: question({
    name: 'access.events',
    permission: 'access.administer',
    path: '/access/events',
    summary: 'What happened to accounts lately: sign-ins, locks, changed passwords and factors',
    query: { personId: id.optional() },
    output: z.array(accountEventView),
  }),
  unlockPerson: command({
    name: 'access.unlock-person',
    permission: 'access.administer',
    fresh: true,
    path: '/access/people/{personId}/unlocking',
    summary: 'Take the lock of an account away before its time',
    params: { personId: id },
    body: { reason: prose(2_000) },
    output: z.object({ unlocked: z.literal(true) }),
  }),
  resetSecondFactor: command({
    name: 'access.reset-second-factor',
    permission: 'access.administer',
    fresh: true,
    path: '/access/people/{personId}/second-factor-reset',
    summary: 'Forget a lost second factor with its passkeys and sessions; the person sets up anew after their password',
    params: { personId: id },
    body: { reason: prose(2_000) },
    output: z.object({ reset: z.literal(true) }),
  }),
};
