// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, integer, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '#platform';
import type {
  DeviationCategory,
  DeviationState,
  Dimension,
  Direction,
  Figures,
  FoundBy,
  IndicatorKey,
  LookSummary,
  SignalDimension,
  SignalOutcome,
  SignalState,
} from './rules.ts';

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

export const indicatorRun = monitoring.table('indicator_run', {
  id: uuid('id').primaryKey(),
  asOf: plainDate('as_of').notNull(),
  inputSha256: text('input_sha256').notNull(),
  kernelVersion: text('kernel_version').notNull(),
  summary: jsonb('summary').$type<LookSummary>().notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const indicatorResult = monitoring.table('indicator_result', {
  id: uuid('id').primaryKey(),
  runId: uuid('run_id').notNull(),
  dimension: text('dimension').$type<Dimension>().notNull(),
  siteId: uuid('site_id').notNull(),
  studyId: uuid('study_id'),
  personId: uuid('person_id'),
  figures: jsonb('figures').$type<Figures>().notNull(),
});

export const signal = monitoring.table('signal', {
  id: uuid('id').primaryKey(),
  indicator: text('indicator').$type<IndicatorKey>().notNull(),
  dimension: text('dimension').$type<SignalDimension>().notNull(),
  siteId: uuid('site_id').notNull(),
  studyId: uuid('study_id'),
  direction: text('direction').$type<Direction>().notNull(),
  foundBy: text('found_by').$type<FoundBy>().notNull().default('limit'),
  state: text('state').$type<SignalState>().notNull(),
  ownerId: uuid('owner_id'),
  outcome: text('outcome').$type<SignalOutcome>(),
  comment: text('comment'),
  runId: uuid('run_id').notNull(),
  openedOn: plainDate('opened_on').notNull(),
  since: plainDate('since'),
  numerator: integer('numerator').notNull(),
  denominator: doublePrecision('denominator').notNull(),
  expected: doublePrecision('expected').notNull(),
  score: doublePrecision('score').notNull(),
  flag: integer('flag').notNull(),
  closedOn: plainDate('closed_on'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const knownProblem = monitoring.table('known_problem', {
  id: uuid('id').primaryKey(),
  key: text('key').notNull(),
  siteId: uuid('site_id'),
  studyId: uuid('study_id'),
  sentence: text('sentence').notNull(),
  sentenceEs: text('sentence_es').notNull(),
  indicators: text('indicators').array().$type<IndicatorKey[]>().notNull(),
});
