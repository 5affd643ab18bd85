// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#platform';
import type { Causality, EventOutcome, KeptCriterion, ReportedContent, Severity, TreatmentAction } from './rules.ts';

const safety = pgSchema('safety');

export const adverseEvent = safety.table('adverse_event', {
  id: uuid('id').primaryKey(),
  subjectId: uuid('subject_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  studySiteId: uuid('study_site_id').notNull(),
  source: text('source').$type<'program' | 'imported'>().notNull(),
  sourceRef: text('source_ref'),
  term: text('term').notNull(),
  codedTerm: text('coded_term'),
  startedOn: text('started_on'),
  endedOn: text('ended_on'),
  severity: text('severity').$type<Severity>(),
  grade: integer('grade'),
  serious: boolean('serious'),
  criteria: text('criteria').array().$type<KeptCriterion[]>().notNull().default([]),
  causality: text('causality').$type<Causality>(),
  causalityReason: text('causality_reason'),
  judgedBy: uuid('judged_by'),
  judgedByName: text('judged_by_name'),
  judgedAt: instant('judged_at'),
  outcome: text('outcome').$type<EventOutcome>(),
  actionTaken: text('action_taken').$type<TreatmentAction>(),
  awareAt: instant('aware_at'),
  seriousAwareAt: instant('serious_aware_at'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const saeReport = safety.table('sae_report', {
  id: uuid('id').primaryKey(),
  adverseEventId: uuid('adverse_event_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  number: integer('number').notNull(),
  sentAt: instant('sent_at').notNull(),
  sentTo: text('sent_to').notNull(),
  content: jsonb('content').$type<ReportedContent>().notNull(),
  eventVersion: integer('event_version').notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});
