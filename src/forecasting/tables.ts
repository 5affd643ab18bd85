// The room's table as Drizzle sees it; a test compares it with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '#platform';

const forecasting = pgSchema('forecasting');

export const run = forecasting.table('run', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id'),
  siteId: uuid('site_id'),
  partOf: uuid('part_of'),
  asOf: plainDate('as_of').notNull(),
  origin: text('origin').$type<'present' | 'look-back'>().notNull(),
  kernelVersion: text('kernel_version').notNull(),
  seed: text('seed').notNull(),
  input: jsonb('input'),
  inputSha256: text('input_sha256').notNull(),
  result: jsonb('result').notNull(),
  resultSha256: text('result_sha256').notNull(),
  madeAt: instant('made_at').notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});
