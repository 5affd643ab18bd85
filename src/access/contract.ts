// The words of access: who is signed in, people, and the grants that say what they may do where.
import { z } from 'zod';
import { amendment, command, date, id, instantText, line, prose, question, type Fact, fact } from '#platform/contract';
import { accountContract } from './contract/account.ts';
import { roleNames } from './rules.ts';

export { accountEventKinds, mailedEvents, type AccountEventKind } from './contract/account.ts';

/** A grant is being given; the rooms that keep sites and studies refuse one that names what they do not know. */
export const grantGiven: Fact<GrantGiven> = fact('access.grant-given');

/** What was given to whom, where, and from which day to which. */
export interface GrantGiven {
  readonly grantId: string;
  readonly personId: string;
  readonly role: string;
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export const role = z.enum(roleNames);

export const grantView = z.object({
  id,
  personId: id,
  role,
  siteId: id.nullable(),
  studyId: id.nullable(),
  validFrom: date,
  validTo: date.nullable(),
  givenBy: z.string(),
  reason: z.string(),
  revokedAt: instantText.nullable(),
  inForce: z.boolean(),
  version: z.number().int(),
  can: z.object({ revoke: z.boolean() }),
});

export const personView = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['staff', 'external', 'operator', 'service']),
  disabled: z.boolean(),
  /** How far the person has come: `invited` until they have chosen a password, `none` for those who never sign in. */
  account: z.enum(['open', 'invited', 'none']),
  /** The latest invitation; told to administrators only. */
  invitation: z.object({ expiresAt: instantText, mailed: z.boolean(), expired: z.boolean() }).nullable(),
  /** Until when too many failed attempts keep the account locked; told to administrators only. */
  lockedUntil: instantText.nullable(),
  version: z.number().int(),
  grants: z.array(grantView),
  can: z.object({
    grant: z.boolean(),
    disable: z.boolean(),
    invite: z.boolean(),
    unlock: z.boolean(),
    resetSecondFactor: z.boolean(),
  }),
});

export const sessionView = z.object({
  person: z.object({ id, name: z.string(), kind: z.string() }),
  /** Whether this installation is a demo; every page then says so. */
  demo: z.boolean(),
  /** The server's day in UTC, by which grants begin and end. */
  today: date,
  permissions: z.array(z.string()),
  grants: z.array(z.object({ role, siteId: id.nullable(), studyId: id.nullable() })),
});

/** The room's routes. */
export const accessContract = {
  ...accountContract,
  me: question({
    name: 'access.me',
    permission: 'access.self',
    path: '/access/me',
    summary: 'Who is signed in, and what they may do',
    output: sessionView,
  }),
  people: question({
    name: 'access.people',
    permission: 'access.view-people',
    path: '/access/people',
    summary: 'People and their grants',
    output: z.array(personView),
  }),
  person: question({
    name: 'access.person',
    permission: 'access.view-people',
    path: '/access/people/{personId}',
    summary: 'A person and their grants',
    params: { personId: id },
    output: personView,
  }),
  addPerson: command({
    name: 'access.add-person',
    permission: 'access.administer',
    fresh: true,
    path: '/access/people',
    summary: 'Add a person; an invitation to set a password goes to their address',
    body: { name: line(), email: z.email().max(254).toLowerCase(), kind: z.enum(['staff', 'external']) },
    output: personView,
  }),
  invitePerson: command({
    name: 'access.invite-person',
    permission: 'access.administer',
    fresh: true,
    path: '/access/people/{personId}/invitations',
    summary: 'Send another invitation; earlier ones stop working',
    params: { personId: id },
    output: personView,
  }),
  disablePerson: amendment({
    name: 'access.disable-person',
    permission: 'access.administer',
    fresh: true,
    path: '/access/people/{personId}/disabling',
    summary: 'Close a person off at once, open sessions included',
    params: { personId: id },
    body: { reason: prose(2_000) },
    output: personView,
  }),
  giveGrant: command({
    name: 'access.give-grant',
    permission: 'access.administer',
    fresh: true,
    path: '/access/people/{personId}/grants',
    summary: 'Give a role for a site, a study, or both, from a day to a day',
    params: { personId: id },
    body: { role, siteId: id.nullable(), studyId: id.nullable(), validFrom: date, validTo: date.nullable(), reason: prose(2_000) },
    output: grantView,
  }),
  revokeGrant: amendment({
    name: 'access.revoke-grant',
    permission: 'access.administer',
    fresh: true,
    path: '/access/grants/{grantId}/revocation',
    summary: 'Take a grant back at once',
    params: { grantId: id },
    body: { reason: prose(2_000) },
    output: grantView,
  }),
};
