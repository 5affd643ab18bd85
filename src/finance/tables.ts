// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { instant, minor, plainDate } from '#platform';
import type { BillingClock, EventTrigger, KeptExplanation, LineKind, LineState, Trigger, WindowStage } from './rules.ts';

const finance = pgSchema('finance');

export const contract = finance.table('contract', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id'),
  code: text('code').notNull(),
  payerId: uuid('payer_id'),
  currency: text('currency').notNull(),
  version: integer('version').notNull().default(1),
});

export const contractVersion = finance.table('contract_version', {
  id: uuid('id').primaryKey(),
  contractId: uuid('contract_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id'),
  number: integer('number').notNull(),
  effectiveFrom: plainDate('effective_from').notNull(),
  status: text('status').$type<'draft' | 'live'>().notNull(),
  overheadBasisPoints: integer('overhead_basis_points').notNull(),
  holdbackBasisPoints: integer('holdback_basis_points').notNull(),
  holdbackBase: text('holdback_base').$type<'gross' | 'direct'>().notNull(),
  holdbackClause: text('holdback_clause').notNull(),
  billingClock: text('billing_clock').$type<BillingClock>().notNull(),
  termDays: integer('term_days').notNull(),
  version: integer('version').notNull().default(1),
});

export const paymentTerm = finance.table('payment_term', {
  id: uuid('id').primaryKey(),
  contractVersionId: uuid('contract_version_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id'),
  key: text('key').notNull(),
  kind: text('kind').$type<'visit' | 'screen-failure' | 'invoiceable'>().notNull(),
  visitKey: text('visit_key'),
  label: text('label').notNull(),
  clause: text('clause').notNull(),
  directMinor: minor('direct_minor').notNull(),
  withOverhead: boolean('with_overhead').notNull(),
  withHoldback: boolean('with_holdback').notNull(),
  partialVisit: text('partial_visit').$type<'full' | 'all-or-nothing' | 'pro-rata'>(),
  requiredActivities: text('required_activities').array(),
  activityPrices: jsonb('activity_prices').$type<Record<string, string>>(),
  screenFailure: jsonb('screen_failure').$type<KeptScreenFailure>(),
  trigger: text('trigger').$type<Trigger>(),
  activityKey: text('activity_key'),
  submitWithinDays: integer('submit_within_days'),
  maxPerSubject: integer('max_per_subject'),
  maxPerSite: integer('max_per_site'),
  maxMinorPerSite: minor('max_minor_per_site'),
  position: integer('position').notNull(),
});

/** What a screen-failure term keeps beside its price: whether it pays a flat amount, for which visits, and how many. */
export interface KeptScreenFailure {
  readonly visitKeys: string[];
  readonly pays: 'visits-gross' | 'flat';
  readonly rule:
    | { kind: 'all' | 'none' }
    | { kind: 'ratio'; initial: number; pay: number; perEnrolled: number; max: number | null }
    | { kind: 'percent-of-enrolled' | 'percent-of-screened'; basisPoints: number };
}

export const screeningEvent = finance.table('screening_event', {
  id: uuid('id').primaryKey(),
  subjectId: uuid('subject_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  kind: text('kind').$type<'screened' | 'enrolled' | 'failed' | 'issued-in-error'>().notNull(),
  onDate: plainDate('on_date').notNull(),
  recordedAt: instant('recorded_at')
    .notNull()
    .default(sql`now()`),
});

/** What happened to a participant apart from visits and may be invoiceable. */
export const invoiceableEvent = finance.table('invoiceable_event', {
  id: uuid('id').primaryKey(),
  subjectId: uuid('subject_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  trigger: text('trigger').$type<EventTrigger>().notNull(),
  adverseEventId: uuid('adverse_event_id'),
  contractId: uuid('contract_id'),
  termKey: text('term_key'),
  onDate: plainDate('on_date').notNull(),
  note: text('note'),
  withdrawnOn: plainDate('withdrawn_on'),
  recordedAt: instant('recorded_at')
    .notNull()
    .default(sql`now()`),
});

export const accrualLine = finance.table('accrual_line', {
  id: uuid('id').primaryKey(),
  contractId: uuid('contract_id').notNull(),
  contractVersionId: uuid('contract_version_id').notNull(),
  termKey: text('term_key').notNull(),
  kind: text('kind').$type<LineKind>().notNull(),
  state: text('state').$type<LineState>().notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  subjectId: uuid('subject_id').notNull(),
  visitId: uuid('visit_id'),
  eventId: uuid('event_id'),
  visitKey: text('visit_key').notNull(),
  cycle: integer('cycle').notNull(),
  procedureId: uuid('procedure_id'),
  repeatNo: integer('repeat_no').notNull(),
  generation: integer('generation').notNull(),
  correction: integer('correction').notNull(),
  reversesId: uuid('reverses_id'),
  serviceDate: plainDate('service_date').notNull(),
  currency: text('currency').notNull(),
  amountMinor: minor('amount_minor').notNull(),
  directMinor: minor('direct_minor').notNull(),
  overheadMinor: minor('overhead_minor').notNull(),
  grossMinor: minor('gross_minor').notNull(),
  payableMinor: minor('payable_minor').notNull(),
  holdbackMinor: minor('holdback_minor').notNull(),
  explanation: jsonb('explanation').$type<KeptExplanation>().notNull(),
  recordedAt: instant('recorded_at')
    .notNull()
    .default(sql`now()`),
});

export const journal = finance.table('journal', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  currency: text('currency').notNull(),
  effectiveDate: plainDate('effective_date').notNull(),
  sourceType: text('source_type').notNull(),
  sourceId: uuid('source_id').notNull(),
  recordedAt: instant('recorded_at')
    .notNull()
    .default(sql`now()`),
});

export const posting = finance.table('posting', {
  id: uuid('id').primaryKey(),
  journalId: uuid('journal_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  currency: text('currency').notNull(),
  account: text('account').notNull(),
  amountMinor: minor('amount_minor').notNull(),
});

export const issuer = finance.table('issuer', {
  id: uuid('id').primaryKey(),
  organizationId: uuid('organization_id').notNull(),
  legalName: text('legal_name').notNull(),
  address: text('address').notNull(),
  taxNumber: text('tax_number'),
  bankDetails: text('bank_details'),
  timeZone: text('time_zone').notNull(),
  invoiceFormat: text('invoice_format').notNull(),
  creditNoteFormat: text('credit_note_format').notNull(),
  taxLabel: text('tax_label'),
  taxBasisPoints: integer('tax_basis_points').notNull(),
  logoFileId: uuid('logo_file_id'),
  logoSha256: text('logo_sha256'),
  version: integer('version').notNull().default(1),
});

export const numberRange = finance.table('number_range', {
  id: uuid('id').primaryKey(),
  issuerId: uuid('issuer_id').notNull(),
  kind: text('kind').$type<'invoice' | 'credit-note'>().notNull(),
  year: integer('year').notNull(),
  lastNumber: integer('last_number').notNull(),
});

export const invoice = finance.table('invoice', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<'invoice' | 'credit-note'>().notNull(),
  status: text('status').$type<'draft' | 'issued' | 'sent' | 'voided' | 'credited'>().notNull(),
  issuerId: uuid('issuer_id').notNull(),
  contractId: uuid('contract_id').notNull(),
  payerId: uuid('payer_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id'),
  currency: text('currency').notNull(),
  cutOffOn: plainDate('cut_off_on').notNull(),
  taxLabel: text('tax_label'),
  taxBasisPoints: integer('tax_basis_points').notNull(),
  creditsId: uuid('credits_id'),
  reason: text('reason'),
  number: text('number'),
  numberYear: integer('number_year'),
  numberInYear: integer('number_in_year'),
  issuedOn: plainDate('issued_on'),
  dueOn: plainDate('due_on'),
  sentOn: plainDate('sent_on'),
  totalMinor: minor('total_minor'),
  taxMinor: minor('tax_minor'),
  printed: jsonb('printed').$type<Printed>(),
  pdfSha256: text('pdf_sha256'),
  version: integer('version').notNull().default(1),
});

/** What stands on an invoice and lives elsewhere, as it was on the day of issue. */
export interface Printed {
  readonly issuer: { name: string; address: string; taxNumber: string | null; bankDetails: string | null; logoSha256: string | null };
  readonly payer: string;
  readonly study: string;
  readonly contract: string;
  readonly site: string | null;
  /** The number of the invoice that a credit note credits. */
  readonly credits: string | null;
  readonly isDemo: boolean;
}

export const invoiceLine = finance.table('invoice_line', {
  id: uuid('id').primaryKey(),
  invoiceId: uuid('invoice_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  currency: text('currency').notNull(),
  accrualLineId: uuid('accrual_line_id').notNull(),
  position: integer('position').notNull(),
  subjectNumber: text('subject_number').notNull(),
  visitKey: text('visit_key').notNull(),
  /** As the participant's schedule calls it; empty for what happened apart from visits. */
  visitName: text('visit_name').notNull(),
  label: text('label').notNull(),
  serviceDate: plainDate('service_date').notNull(),
  amountMinor: minor('amount_minor').notNull(),
  taxMinor: minor('tax_minor').notNull(),
  creditsLineId: uuid('credits_line_id'),
  frees: boolean('frees').notNull().default(false),
});

export const invoiceClaim = finance.table('invoice_claim', {
  id: uuid('id').primaryKey(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  accrualLineId: uuid('accrual_line_id').notNull(),
  invoiceLineId: uuid('invoice_line_id').notNull(),
  claimedAt: instant('claimed_at')
    .notNull()
    .default(sql`now()`),
});

export const windowNotice = finance.table('window_notice', {
  id: uuid('id').primaryKey(),
  accrualLineId: uuid('accrual_line_id').notNull(),
  studyId: uuid('study_id').notNull(),
  siteId: uuid('site_id').notNull(),
  stage: text('stage').$type<WindowStage>().notNull(),
  toldOn: plainDate('told_on').notNull(),
});
