// The trail's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { bigint, boolean, integer, jsonb, pgSchema, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '#platform';

const audit = pgSchema('audit');

export const head = audit.table('head', {
  id: smallint('id').primaryKey(),
  era: integer('era').notNull(),
  linkId: bigint('link_id', { mode: 'bigint' }).notNull(),
  sealedAt: instant('sealed_at').notNull(),
  hash: bytes('hash').notNull(),
});

export const entry = audit.table('entry', {
  id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  era: integer('era').notNull(),
  xid: bigint('xid', { mode: 'bigint' }).notNull(),
  at: instant('at').notNull(),
  op: text('op').$type<'insert' | 'update' | 'delete'>().notNull(),
  recordTable: text('record_table').notNull(),
  recordId: uuid('record_id').notNull(),
  parentId: uuid('parent_id'),
  siteId: uuid('site_id'),
  studyId: uuid('study_id'),
  actorId: uuid('actor_id'),
  actorName: text('actor_name').notNull(),
  action: text('action').notNull(),
  reason: text('reason'),
  requestId: text('request_id'),
  source: text('source').$type<'program' | 'sql'>().notNull(),
  before: jsonb('before').$type<Record<string, unknown>>(),
  after: jsonb('after').$type<Record<string, unknown>>(),
  payloadHash: bytes('payload_hash').notNull(),
  callsSeal: boolean('calls_seal').notNull().default(true),
});

export const link = audit.table('link', {
  id: bigint('id', { mode: 'bigint' }).primaryKey(),
  era: integer('era').notNull(),
  xid: bigint('xid', { mode: 'bigint' }).notNull(),
  fromEntry: bigint('from_entry', { mode: 'bigint' }).notNull(),
  toEntry: bigint('to_entry', { mode: 'bigint' }).notNull(),
  entries: integer('entries').notNull(),
  hash: bytes('hash').notNull(),
  sealedAt: instant('sealed_at').notNull(),
});

export const restoreDeclaration = audit.table('restore_declaration', {
  id: uuid('id').primaryKey(),
  reason: text('reason').notNull(),
  declaredBy: uuid('declared_by').notNull(),
  lostAnchors: integer('lost_anchors').notNull(),
  backToLink: bigint('back_to_link', { mode: 'bigint' }).notNull(),
});
