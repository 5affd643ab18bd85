// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgSchema, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '#platform';
import type { FirstDay, Milestone, Modality, NamedPart, OpenDecision, RepeatingBlock, StudySiteState, TimingRule } from './rules.ts';
import type { Protocol } from './rules/protocol.ts';
import type { ReleasedAs } from './rules/release.ts';

const studies = pgSchema('studies');

export const study = studies.table('study', {
  id: uuid('id').primaryKey(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  title: text('title').notNull(),
  phases: text('phases').array().notNull(),
  therapeuticAreas: text('therapeutic_areas').array().notNull(),
  sponsorId: uuid('sponsor_id'),
  croId: uuid('cro_id'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const protocolVersion = studies.table('protocol_version', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  number: integer('number').notNull(),
  label: text('label').notNull(),
  format: text('format').notNull(),
  fileName: text('file_name'),
  fileSha256: text('file_sha256'),
  content: jsonb('content').$type<Protocol>().notNull(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const scheduleVersion = studies.table('schedule_version', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  protocolVersionId: uuid('protocol_version_id'),
  number: integer('number').notNull(),
  firstDay: smallint('first_day').$type<FirstDay>().notNull(),
  status: text('status').$type<'draft' | 'released'>().notNull(),
  epochs: jsonb('epochs').$type<readonly NamedPart[]>().notNull(),
  arms: jsonb('arms').$type<readonly NamedPart[]>().notNull(),
  decisions: jsonb('decisions').$type<readonly OpenDecision[]>().notNull(),
  blocks: jsonb('blocks').$type<readonly RepeatingBlock[]>().notNull(),
  savedAt: instant('saved_at')
    .notNull()
    .default(sql`now()`),
  savedBy: uuid('saved_by'),
  savedByName: text('saved_by_name'),
  releasedAt: instant('released_at'),
  releasedBy: uuid('released_by'),
  releasedByName: text('released_by_name'),
  releasedAs: text('released_as').$type<ReleasedAs>(),
  reason: text('reason'),
  version: integer('version').notNull().default(1),
});

export const visitDefinition = studies.table('visit_definition', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  scheduleVersionId: uuid('schedule_version_id').notNull(),
  key: text('key').notNull(),
  name: text('name').notNull(),
  timeline: text('timeline').notNull(),
  isMain: boolean('is_main').notNull(),
  position: integer('position').notNull(),
  epoch: text('epoch'),
  arms: text('arms').array(),
  modalities: text('modalities').array().$type<Modality[]>().notNull(),
  carries: text('carries').array().$type<Milestone[]>().notNull(),
  timing: jsonb('timing').$type<TimingRule>(),
});

export const activityDefinition = studies.table('activity_definition', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  scheduleVersionId: uuid('schedule_version_id').notNull(),
  key: text('key').notNull(),
  name: text('name').notNull(),
  groupName: text('group_name'),
  position: integer('position').notNull(),
});

export const visitActivity = studies.table('visit_activity', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  visitDefinitionId: uuid('visit_definition_id').notNull(),
  activityDefinitionId: uuid('activity_definition_id').notNull(),
  validDays: integer('valid_days'),
});

export const usdmExport = studies.table('usdm_export', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  scheduleVersionId: uuid('schedule_version_id').notNull(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  exportedBy: uuid('exported_by').notNull(),
  exportedAt: instant('exported_at').notNull(),
});

export const studySite = studies.table('study_site', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  number: text('number').notNull(),
  status: text('status').$type<StudySiteState>().notNull(),
  heldFrom: text('held_from').$type<StudySiteState>(),
  scheduleVersionId: uuid('schedule_version_id'),
  targetEnrolment: integer('target_enrolment'),
  selectedOn: plainDate('selected_on'),
  openedOn: plainDate('opened_on'),
  enrolmentPlannedFrom: plainDate('enrolment_planned_from'),
  enrolmentPlannedTo: plainDate('enrolment_planned_to'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`now()`),
});

export const studySiteStep = studies.table('study_site_step', {
  id: uuid('id').primaryKey(),
  studySiteId: uuid('study_site_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  fromStatus: text('from_status').$type<StudySiteState>().notNull(),
  toStatus: text('to_status').$type<StudySiteState>().notNull(),
  onDate: plainDate('on_date').notNull(),
  recordedAt: instant('recorded_at')
    .notNull()
    .default(sql`now()`),
});

/** Published: the names of studies, for the rooms to the right. */
export const pubStudy = studies
  .view('pub_study', {
    id: uuid('id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    phases: text('phases').array().notNull(),
    therapeuticAreas: text('therapeutic_areas').array().notNull(),
    sponsorId: uuid('sponsor_id'),
    croId: uuid('cro_id'),
  })
  .existing();

/** Published: study-sites with the names and the clock of their study and site, for the rooms to the right. */
export const pubStudySite = studies
  .view('pub_study_site', {
    id: uuid('id').notNull(),
    studyId: uuid('study_id').notNull(),
    siteId: uuid('site_id').notNull(),
    number: text('number').notNull(),
    status: text('status').$type<StudySiteState>().notNull(),
    scheduleVersionId: uuid('schedule_version_id'),
    targetEnrolment: integer('target_enrolment'),
    selectedOn: plainDate('selected_on'),
    openedOn: plainDate('opened_on'),
    enrolmentPlannedFrom: plainDate('enrolment_planned_from'),
    enrolmentPlannedTo: plainDate('enrolment_planned_to'),
    studyCode: text('study_code').notNull(),
    studyName: text('study_name').notNull(),
    siteName: text('site_name').notNull(),
    timeZone: text('time_zone').notNull(),
  })
  .existing();
