// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { boolean, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '#platform';
import type { Modality } from '#studies/rules';
import type { VisitState } from './rules.ts';

const visits = pgSchema('visits');

/** Where a record comes from: entered here, or taken over from elsewhere. */
export type Source = 'program' | 'imported';

export const visitOccurrence = visits.table('visit_occurrence', {
  id: uuid('id').primaryKey(),
  subjectId: uuid('subject_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  studySiteId: uuid('study_site_id').notNull(),
  scheduleVersionId: uuid('schedule_version_id'),
  visitDefinitionId: uuid('visit_definition_id'),
  visitKey: text('visit_key').notNull(),
  name: text('name').notNull(),
  position: integer('position').notNull(),
  cycle: integer('cycle').notNull().default(1),
  repeatNo: integer('repeat_no').notNull().default(0),
  state: text('state').$type<VisitState>().notNull(),
  anchorDate: plainDate('anchor_date'),
  target: plainDate('target'),
  targetTo: plainDate('target_to'),
  earliest: plainDate('earliest'),
  latest: plainDate('latest'),
  provisional: boolean('provisional').notNull().default(false),
  rebookNeeded: boolean('rebook_needed').notNull().default(false),
  bookedFor: plainDate('booked_for'),
  actualDate: plainDate('actual_date'),
  modality: text('modality').$type<Modality>(),
  outByDays: integer('out_by_days'),
  reasonCode: text('reason_code'),
  reason: text('reason'),
  source: text('source').$type<Source>().notNull(),
  occurredAt: instant('occurred_at'),
  completedBy: uuid('completed_by'),
  generation: integer('generation').notNull().default(0),
  excludedReason: text('excluded_reason'),
  version: integer('version').notNull().default(1),
});

export const activityOccurrence = visits.table('activity_occurrence', {
  id: uuid('id').primaryKey(),
  visitId: uuid('visit_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  activityKey: text('activity_key').notNull(),
  name: text('name').notNull(),
  position: integer('position').notNull(),
  done: boolean('done'),
  notDoneReason: text('not_done_reason'),
});

/** Published: visits with their windows, for the rooms to the right. */
export const pubVisit = visits
  .view('pub_visit', {
    id: uuid('id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    studyId: uuid('study_id').notNull(),
    siteId: uuid('site_id').notNull(),
    studySiteId: uuid('study_site_id').notNull(),
    visitDefinitionId: uuid('visit_definition_id'),
    visitKey: text('visit_key').notNull(),
    name: text('name').notNull(),
    cycle: integer('cycle').notNull(),
    repeatNo: integer('repeat_no').notNull(),
    state: text('state').$type<VisitState>().notNull(),
    target: plainDate('target'),
    earliest: plainDate('earliest'),
    latest: plainDate('latest'),
    bookedFor: plainDate('booked_for'),
    actualDate: plainDate('actual_date'),
    outByDays: integer('out_by_days'),
    source: text('source').$type<Source>().notNull(),
    generation: integer('generation').notNull(),
  })
  .existing();
