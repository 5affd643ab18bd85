// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { boolean, integer, jsonb, pgSchema, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '#platform';

const market = pgSchema('market');

const added = {
  addedBy: uuid('added_by').notNull(),
  addedByName: text('added_by_name').notNull(),
  addedAt: instant('added_at').notNull(),
};

const saved = {
  savedBy: uuid('saved_by').notNull(),
  savedByName: text('saved_by_name').notNull(),
  savedAt: instant('saved_at').notNull(),
};

const made = {
  kernelVersion: text('kernel_version').notNull(),
  seed: text('seed').notNull(),
  input: jsonb('input').notNull(),
  inputSha256: text('input_sha256').notNull(),
  result: jsonb('result').notNull(),
  resultSha256: text('result_sha256').notNull(),
  madeByName: text('made_by_name').notNull(),
  madeAt: instant('made_at').notNull(),
};

export const evidence = market.table('evidence', {
  id: uuid('id').primaryKey(),
  record: jsonb('record'),
  supersedes: text('supersedes'),
  reason: text('reason'),
  ...added,
});

export const assumptionSet = market.table('assumption_set', {
  id: uuid('id').primaryKey(),
  number: integer('number').notNull(),
  content: jsonb('content').notNull(),
  reason: text('reason').notNull(),
  ...saved,
});

export const scenario = market.table('scenario', {
  id: uuid('id').primaryKey(),
  lineId: uuid('line_id').notNull(),
  number: integer('number').notNull(),
  name: text('name').notNull(),
  note: text('note'),
  changes: jsonb('changes').notNull(),
  retired: boolean('retired').notNull().default(false),
  ...saved,
});

export const activityImport = market.table('activity_import', {
  id: uuid('id').primaryKey(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  files: jsonb('files').notNull(),
  format: text('format').notNull(),
  classifierVersion: text('classifier_version').notNull(),
  counts: jsonb('counts').notNull(),
  warnings: jsonb('warnings').notNull(),
  told: jsonb('told').notNull(),
  cells: jsonb('cells').notNull(),
  cellsSha256: text('cells_sha256').notNull(),
  importedBy: uuid('imported_by').notNull(),
  importedByName: text('imported_by_name').notNull(),
  importedAt: instant('imported_at').notNull(),
});

export const activityChoice = market.table('activity_choice', {
  id: uuid('id').primaryKey(),
  activityImportId: uuid('activity_import_id'),
  reason: text('reason').notNull(),
  chosenBy: uuid('chosen_by').notNull(),
  chosenByName: text('chosen_by_name').notNull(),
  chosenAt: instant('chosen_at').notNull(),
});

export const run = market.table('run', {
  id: uuid('id').primaryKey(),
  scenarioLineId: uuid('scenario_line_id'),
  activityImportId: uuid('activity_import_id'),
  ...made,
  cells: jsonb('cells').notNull(),
  intervals: jsonb('intervals').notNull(),
});

export const note = market.table('note', {
  id: uuid('id').primaryKey(),
  company: text('company'),
  section: text('section').notNull(),
  text: text('text'),
  strength: smallint('strength'),
  source: text('source'),
  sourceDate: text('source_date'),
  evidenceIds: text('evidence_ids').array().notNull(),
  supersedes: text('supersedes'),
  reason: text('reason'),
  ...added,
});

export const newSiteCase = market.table('new_site_case', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  ...made,
});

export const report = market.table('report', {
  id: uuid('id').primaryKey(),
  runId: uuid('run_id').notNull(),
  reportVersion: text('report_version').notNull(),
  content: jsonb('content').notNull(),
  contentSha256: text('content_sha256').notNull(),
  madeByName: text('made_by_name').notNull(),
  madeAt: instant('made_at').notNull(),
});

export const reportFile = market.table('report_file', {
  id: uuid('id').primaryKey(),
  reportId: uuid('report_id').notNull(),
  language: text('language').notNull(),
  format: text('format').notNull(),
  sha256: text('sha256').notNull(),
  sizeBytes: integer('size_bytes').notNull(),
});
