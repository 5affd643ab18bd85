// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '#platform';
import type { IdentityField } from './rules.ts';

const vault = pgSchema('vault');

export const person = vault.table('person', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  studyId: uuid('study_id').notNull(),
  wrappedKey: bytes('wrapped_key'),
  keyVersion: integer('key_version').notNull(),
  erasedAt: instant('erased_at'),
  version: integer('version').notNull().default(1),
});

export const identity = vault.table('identity', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  siteId: uuid('site_id').notNull(),
  studyId: uuid('study_id').notNull(),
  field: text('field').$type<IdentityField>().notNull(),
  ciphertext: bytes('ciphertext').notNull(),
  version: integer('version').notNull().default(1),
});

export const blindIndex = vault.table('blind_index', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  siteId: uuid('site_id').notNull(),
  studyId: uuid('study_id').notNull(),
  field: text('field').$type<IdentityField>().notNull(),
  digest: bytes('digest').notNull(),
});

export const readEvent = vault.table('read_event', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  siteId: uuid('site_id').notNull(),
  studyId: uuid('study_id').notNull(),
  actorId: uuid('actor_id').notNull(),
  purpose: text('purpose').notNull(),
  fields: text('fields').array().notNull(),
  at: instant('at').notNull(),
});

export const searchEvent = vault.table('search_event', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  studyId: uuid('study_id').notNull(),
  actorId: uuid('actor_id').notNull(),
  purpose: text('purpose').notNull(),
  field: text('field').$type<IdentityField>().notNull(),
  found: integer('found').notNull(),
  at: instant('at').notNull(),
});
