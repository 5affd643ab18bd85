// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '#platform';
import type { Meaning, Method } from './rules.ts';

const signatures = pgSchema('signatures');

export const signature = signatures.table('signature', {
  id: uuid('id').primaryKey(),
  signingId: uuid('signing_id').notNull(),
  recordKind: text('record_kind').notNull(),
  recordTable: text('record_table').notNull(),
  recordId: uuid('record_id').notNull(),
  recordVersion: integer('record_version').notNull(),
  siteId: uuid('site_id'),
  studyId: uuid('study_id'),
  content: text('content').notNull(),
  contentSha256: text('content_sha256').notNull(),
  meaning: text('meaning').$type<Meaning>().notNull(),
  statementKey: text('statement_key').notNull(),
  signerId: uuid('signer_id').notNull(),
  signerName: text('signer_name').notNull(),
  method: text('method').$type<Method>().notNull(),
  demo: boolean('demo').notNull(),
  proofId: uuid('proof_id'),
  provedAt: instant('proved_at').notNull(),
  signedAt: instant('signed_at').notNull(),
  timeZone: text('time_zone').notNull(),
  happenedOn: plainDate('happened_on'),
  recordEntry: bigint('record_entry', { mode: 'bigint' }).notNull(),
  recordEntrySha256: text('record_entry_sha256').notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const recordReturn = signatures.table('record_return', {
  id: uuid('id').primaryKey(),
  recordKind: text('record_kind').notNull(),
  recordId: uuid('record_id').notNull(),
  recordVersion: integer('record_version').notNull(),
  siteId: uuid('site_id'),
  studyId: uuid('study_id'),
  reason: text('reason').notNull(),
  returnedBy: uuid('returned_by').notNull(),
  returnedByName: text('returned_by_name').notNull(),
  returnedAt: instant('returned_at').notNull(),
});
