// The room's table as Drizzle sees it; a test compares it with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { boolean, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import { instant } from '#platform';
import type { tableView } from './contract/views.ts';

export const savedView = pgSchema('desk').table('saved_view', {
  id: uuid('id').primaryKey(),
  personId: uuid('person_id').notNull(),
  tableName: text('table_name').notNull(),
  name: text('name').notNull(),
  view: jsonb('view').$type<z.infer<typeof tableView>>().notNull(),
  isDefault: boolean('is_default').notNull().default(false),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});
