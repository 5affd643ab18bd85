// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '#platform';
import type { Milestone } from '#studies/rules';
import type { SubjectState, WithdrawalScope } from './rules.ts';

const subjects = pgSchema('subjects');

/** Where a record comes from: entered here, or taken over from elsewhere. */
export type Source = 'program' | 'imported';

export const numberSeries = subjects.table('number_series', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  lastIssued: integer('last_issued').notNull(),
});

export const subject = subjects.table('subject', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  studySiteId: uuid('study_site_id').notNull(),
  number: text('number').notNull(),
  status: text('status').$type<SubjectState>().notNull(),
  arm: text('arm'),
  scheduleVersionId: uuid('schedule_version_id'),
  personId: uuid('person_id'),
  consentedOn: plainDate('consented_on'),
  source: text('source').$type<Source>().notNull(),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const statusEvent = subjects.table('status_event', {
  id: uuid('id').primaryKey(),
  subjectId: uuid('subject_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  step: integer('step').notNull(),
  fromStatus: text('from_status').$type<SubjectState>(),
  toStatus: text('to_status').$type<SubjectState>().notNull(),
  onDate: plainDate('on_date'),
  reason: text('reason'),
  withdrawnFrom: text('withdrawn_from').array().$type<WithdrawalScope[]>().notNull().default([]),
  lastDoseOn: plainDate('last_dose_on'),
  source: text('source').$type<Source>().notNull(),
  recordedAt: instant('recorded_at')
    .notNull()
    .default(sql`now()`),
});

export const milestone = subjects.table('milestone', {
  id: uuid('id').primaryKey(),
  subjectId: uuid('subject_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  kind: text('kind').$type<Milestone>().notNull(),
  onDate: plainDate('on_date').notNull(),
  source: text('source').$type<Source>().notNull(),
  version: integer('version').notNull().default(1),
});

/** Published: subjects by number, for the rooms to the right. */
export const pubSubject = subjects
  .view('pub_subject', {
    id: uuid('id').notNull(),
    studyId: uuid('study_id').notNull(),
    siteId: uuid('site_id').notNull(),
    studySiteId: uuid('study_site_id').notNull(),
    number: text('number').notNull(),
    status: text('status').$type<SubjectState>().notNull(),
    consentedOn: plainDate('consented_on'),
    scheduleVersionId: uuid('schedule_version_id'),
    source: text('source').$type<Source>().notNull(),
  })
  .existing();
