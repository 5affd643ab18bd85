// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { boolean, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '#platform';
import type { DeviationCategory, DeviationState } from './rules.ts';

const monitoring = pgSchema('monitoring');

export const deviation = monitoring.table('deviation', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  subjectId: uuid('subject_id').notNull(),
  visitId: uuid('visit_id'),
  visitKey: text('visit_key'),
  activityKey: text('activity_key'),
  adverseEventId: uuid('adverse_event_id'),
  correction: integer('correction').notNull().default(0),
  category: text('category').$type<DeviationCategory>().notNull(),
  state: text('state').$type<DeviationState>().notNull(),
  detectedBy: text('detected_by').$type<'rule' | 'staff' | 'monitor' | 'audit'>().notNull(),
  occurredOn: plainDate('occurred_on').notNull(),
  daysOut: integer('days_out'),
  reasonCode: text('reason_code'),
  reason: text('reason'),
  summary: text('summary').notNull(),
  important: boolean('important'),
  reportableTo: text('reportable_to').array().notNull().default([]),
  rootCause: text('root_cause'),
  voidedReason: text('voided_reason'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});
