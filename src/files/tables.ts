// The room's tables as Drizzle sees it; a test compares them with the migrated catalogue.
import { bigint, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#platform';
import type { FileUse } from './rules.ts';

const files = pgSchema('files');

export const file = files.table('file', {
  id: uuid('id').primaryKey(),
  use: text('use').$type<FileUse>().notNull(),
  name: text('name').notNull(),
  declaredType: text('declared_type').notNull(),
  contentType: text('content_type').notNull(),
  sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(),
  siteId: uuid('site_id'),
  studyId: uuid('study_id'),
  uploadedBy: uuid('uploaded_by').notNull(),
  uploadedAt: instant('uploaded_at').notNull(),
});

/** Datasets that somebody still needs: from their record until the work they were sent for is over. */
export const awaited = files.table('awaited', {
  fileId: uuid('file_id').primaryKey(),
  uploadedBy: uuid('uploaded_by').notNull(),
});

/** Bytes that the program made for a record of another room. */
export const held = files.table('held', {
  id: uuid('id').primaryKey(),
  sha256: text('sha256').notNull(),
  recordTable: text('record_table').notNull(),
  recordId: uuid('record_id').notNull(),
  siteId: uuid('site_id'),
  studyId: uuid('study_id'),
});
