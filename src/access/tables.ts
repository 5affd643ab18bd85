// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { boolean, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, plainDate } from '#platform';
import type { AccountEventKind } from './contract.ts';

const access = pgSchema('access');

export const person = access.table('person', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<'staff' | 'external' | 'operator' | 'service'>().notNull(),
  name: text('name').notNull(),
  email: text('email'),
  accountId: uuid('account_id'),
  secondFactor: text('second_factor').$type<'required' | 'waived'>().notNull().default('required'),
  disabledAt: instant('disabled_at'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const grant = access.table('grant', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  role: text('role').notNull(),
  siteId: uuid('site_id'),
  studyId: uuid('study_id'),
  validFrom: plainDate('valid_from').notNull(),
  validTo: plainDate('valid_to'),
  givenBy: uuid('given_by').notNull(),
  reason: text('reason').notNull(),
  revokedAt: instant('revoked_at'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

/** The program reads everything but the digest. */
export const apiKey = access.table('api_key', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  name: text('name').notNull(),
  start: text('start').notNull(),
  secretSha256: bytes('secret_sha256').notNull(),
  grantIds: uuid('grant_ids').array().notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const accountEvent = access.table('account_event', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  kind: text('kind').$type<AccountEventKind>().notNull(),
  at: instant('at')
    .notNull()
    .default(sql`now()`),
  address: text('address'),
  until: instant('until'),
  mailDue: boolean('mail_due').notNull().default(false),
  mailedAt: instant('mailed_at'),
});

/** Administrators read neither the digest nor anything of the setup token; see the policies. */
export const invitation = access.table('invitation', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id'),
  secretSha256: bytes('secret_sha256').notNull(),
  expiresAt: instant('expires_at').notNull(),
  mailedAt: instant('mailed_at'),
  usedAt: instant('used_at'),
});
