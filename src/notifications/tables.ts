// The room's table as Drizzle sees it; a test compares it with the migrated catalogue.
import { jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#platform';
import type { NotificationKind } from './rules.ts';

/** Codes, ids, numbers and days. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

export const notification = pgSchema('notifications').table('notification', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  kind: text('kind').$type<NotificationKind>().notNull(),
  siteId: uuid('site_id'),
  studyId: uuid('study_id'),
  recordId: uuid('record_id'),
  facts: jsonb('facts').$type<Facts>().notNull(),
  at: instant('at').notNull(),
  readAt: instant('read_at'),
});
