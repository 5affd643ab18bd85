// The words of invoicing: what is earned and not invoiced, invoice runs, invoices, credit notes and who issues them.
import { z } from 'zod';
import { isTimeZone } from '#lib';
import { amendment, amountMinor, command, currency, date, id, line, page, prose, question } from '#platform/contract';
import { billingStates, isNumberFormat, leftOutReasons, submissionStandings } from '../rules.ts';

const invoiceStatus = z.enum(['draft', 'issued', 'sent', 'voided', 'credited']);
const named = (max = 200) => line(max);
const numberFormat = z
  .string()
  .refine(isNumberFormat, 'needs {year} and {number}, such as SW-{year}-{number:5}')
  .meta({ examples: ['SW-{year}-{number:5}'] });

/** What was earned, and where it stands on its way to an invoice. */
export const uninvoicedLine = z.object({
  id,
  state: z.enum(billingStates),
  studyId: id,
  studyCode: z.string(),
  siteId: id,
  siteName: z.string(),
  contractId: id,
  contractCode: z.string(),
  payerId: id.nullable(),
  payer: z.string().nullable(),
  subjectNumber: z.string(),
  visitKey: z.string(),
  label: z.string(),
  serviceDate: date,
  /** From when the line may be invoiced. */
  billableOn: date,
  /** The last day on which the payer takes it on an invoice, and how the window stands; null: there is no window. */
  submission: z.object({ by: date, standing: z.enum(submissionStandings) }).nullable(),
  currency,
  amountMinor,
  invoiceId: id.nullable(),
});

/** Sums of lines of one state, by payer and currency; states are never added together. */
export const uninvoicedTotal = z.object({
  state: z.enum(billingStates),
  payerId: id.nullable(),
  payer: z.string().nullable(),
  currency,
  count: z.number().int(),
  amountMinor,
});

/** What a run would put on one invoice. */
export const runGroup = z.object({
  contractId: id,
  contractCode: z.string(),
  studyId: id,
  studyCode: z.string(),
  siteId: id.nullable(),
  payerId: id,
  payer: z.string(),
  currency,
  lineCount: z.number().int(),
  totalMinor: amountMinor,
  can: z.object({ draft: z.boolean() }),
});

export const runPreview = z.object({
  groups: z.array(runGroup),
  /** The first lines of the run, at most 500. */
  lines: z.array(uninvoicedLine),
  /** In the order of the reasons, and within one in that of the codes of currencies. */
  leftOut: z.array(z.object({ reason: z.enum(leftOutReasons), currency, count: z.number().int(), amountMinor })),
});

export const invoiceListed = z.object({
  id,
  kind: z.enum(['invoice', 'credit-note']),
  status: invoiceStatus,
  number: z.string().nullable(),
  studyId: id,
  studyCode: z.string(),
  contractCode: z.string(),
  payer: z.string(),
  currency,
  lineCount: z.number().int(),
  netMinor: amountMinor,
  totalMinor: amountMinor,
  issuedOn: date.nullable(),
  dueOn: date.nullable(),
});

export const invoiceView = invoiceListed.extend({
  contractId: id,
  payerId: id,
  siteId: id.nullable(),
  issuerId: id,
  issuer: z.string(),
  cutOffOn: date,
  sentOn: date.nullable(),
  taxLabel: z.string().nullable(),
  taxBasisPoints: z.number().int(),
  taxMinor: amountMinor,
  reason: z.string().nullable(),
  /** The invoice that a credit note credits. */
  credits: z.object({ id, number: z.string() }).nullable(),
  creditNotes: z.array(z.object({ id, number: z.string(), totalMinor: amountMinor })),
  pdfSha256: z.string().nullable(),
  lines: z.array(
    z.object({
      id,
      accrualLineId: id,
      position: z.number().int(),
      subjectNumber: z.string(),
      visitKey: z.string(),
      /** As the participant's schedule calls it. */
      visitName: z.string(),
      label: z.string(),
      serviceDate: date,
      amountMinor,
      taxMinor: amountMinor,
      /** The credit note on which it was taken back. */
      creditedById: id.nullable(),
    }),
  ),
  version: z.number().int(),
  can: z.object({ edit: z.boolean(), issue: z.boolean(), send: z.boolean(), void: z.boolean(), credit: z.boolean() }),
});

export const issuePreview = z.object({
  /** The next of the range, unless another invoice is issued before. */
  number: z.string(),
  /** The format of the range. */
  range: z.string(),
  issuedOn: date,
  dueOn: date,
  /** The issuer's, in which it is issued on a day. */
  timeZone: z.string(),
  lineCount: z.number().int(),
  currency,
  netMinor: amountMinor,
  taxMinor: amountMinor,
  totalMinor: amountMinor,
  /** Of the draft that was looked at. */
  version: z.number().int(),
});

/** More would push everything else off the first page of an invoice. */
const MOST_ADDRESS_LINES = 10;

const issuerWords = {
  legalName: named(),
  address: prose(1_000).refine((text) => text.split('\n').length <= MOST_ADDRESS_LINES, `must be at most ${MOST_ADDRESS_LINES} lines`),
  taxNumber: named(64).nullable(),
  bankDetails: prose(1_000).nullable(),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'is not a time zone known here')
    .meta({ examples: ['America/Chicago'] }),
  invoiceFormat: numberFormat,
  creditNoteFormat: numberFormat,
  /** Null: no tax on its invoices. */
  tax: z.strictObject({ label: named(64), basisPoints: z.number().int().min(1).max(10_000) }).nullable(),
  logoFileId: id.nullable(),
};

export const issuerView = z.object({
  id: id.nullable(),
  organizationId: id,
  organization: z.string(),
  particulars: z.object(issuerWords).nullable(),
  /** The civil day in the time zone of its particulars; null until they are known. */
  today: date.nullable(),
  /** 0 until its particulars are known. */
  version: z.number().int(),
  can: z.object({ edit: z.boolean() }),
});

const chosen = { studyId: id.optional(), siteId: id.optional(), contractId: id.optional(), payerId: id.optional() };
const invoice = { invoiceId: id };

/** Routes of invoicing. */
export const invoicesContract = {
  uninvoiced: question({
    name: 'finance.uninvoiced',
    permission: 'finance.view',
    path: '/money/uninvoiced',
    summary:
      'What was earned in all studies in reach and where it stands on its way to an invoice, with totals by state, payer and currency',
    query: {
      ...chosen,
      currency: currency.optional(),
      state: z.enum(billingStates).optional(),
      /** Only items of whose submission window half or more is gone. */
      watched: z.enum(['true']).optional(),
      asOf: date.optional(),
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    },
    output: page(uninvoicedLine).extend({ totals: z.array(uninvoicedTotal), asOf: date }),
  }),
  previewRun: question({
    name: 'finance.preview-invoice-run',
    permission: 'finance.issue-invoice',
    path: '/invoice-runs/preview',
    summary: 'Which lines a run up to a day would invoice, and what it leaves out and why',
    query: { ...chosen, cutOff: date },
    output: runPreview,
  }),
  runInvoices: command({
    name: 'finance.run-invoices',
    permission: 'finance.issue-invoice',
    path: '/invoice-runs',
    summary: 'Draft one invoice for each contract chosen, as previewed',
    body: {
      issuerId: id,
      cutOff: date,
      siteId: id.nullable(),
      invoices: z
        .array(z.strictObject({ contractId: id, lineCount: z.number().int().min(1).max(5_000), totalMinor: amountMinor }))
        .min(1)
        .max(200),
    },
    output: z.array(invoiceListed),
  }),
  invoices: question({
    name: 'finance.invoices',
    permission: 'finance.view',
    path: '/invoices',
    summary: 'Invoices and credit notes in reach, newest first',
    query: {
      studyId: id.optional(),
      status: invoiceStatus.optional(),
      search: line(100).optional(),
      after: id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    },
    output: page(invoiceListed).extend({ count: z.number().int() }),
  }),
  invoice: question({
    name: 'finance.invoice',
    permission: 'finance.view',
    path: '/invoices/{invoiceId}',
    summary: 'An invoice with its lines',
    params: invoice,
    output: invoiceView,
  }),
  invoicePdf: question({
    name: 'finance.invoice-pdf',
    permission: 'finance.view',
    path: '/invoices/{invoiceId}/pdf',
    summary: 'An issued invoice as tagged PDF, the same bytes every time',
    params: invoice,
    output: z.file(),
  }),
  removeInvoiceLines: amendment({
    name: 'finance.remove-invoice-lines',
    permission: 'finance.issue-invoice',
    path: '/invoices/{invoiceId}/removal',
    summary: 'Take lines off a draft; they may be invoiced later',
    params: invoice,
    body: { lineIds: z.array(id).min(1).max(5_000) },
    output: invoiceView,
  }),
  discardInvoice: amendment({
    name: 'finance.discard-invoice',
    permission: 'finance.issue-invoice',
    path: '/invoices/{invoiceId}/discarding',
    summary: 'Throw a draft away; its lines may be invoiced later',
    params: invoice,
    output: z.object({ id }),
  }),
  previewIssue: question({
    name: 'finance.preview-issue',
    permission: 'finance.issue-invoice',
    path: '/invoices/{invoiceId}/issue/preview',
    summary: 'What issuing a draft would do now: the number it would take, its days and its sums',
    params: invoice,
    output: issuePreview,
  }),
  issueInvoice: amendment({
    name: 'finance.issue-invoice',
    path: '/invoices/{invoiceId}/issue',
    summary: 'Give a draft its number, post it and lock it',
    params: invoice,
    output: invoiceView,
  }),
  sendInvoice: amendment({
    name: 'finance.send-invoice',
    permission: 'finance.issue-invoice',
    path: '/invoices/{invoiceId}/sending',
    summary: 'Record that an issued invoice was sent',
    params: invoice,
    /** Left out: today where the issuer is. */
    body: { sentOn: date.optional() },
    output: invoiceView,
  }),
  voidInvoice: amendment({
    name: 'finance.void-invoice',
    permission: 'finance.issue-invoice',
    path: '/invoices/{invoiceId}/voiding',
    summary: 'Void an issued invoice before it is sent; its number stays taken and its lines may be invoiced again',
    params: invoice,
    body: { reason: line(500) },
    output: invoiceView,
  }),
  creditInvoice: amendment({
    name: 'finance.credit-invoice',
    permission: 'finance.issue-invoice',
    path: '/invoices/{invoiceId}/credit-notes',
    summary: 'Issue a credit note over an invoice or some of its lines, to the cent',
    params: invoice,
    body: {
      /** Null: every line that is not credited yet. */
      lineIds: z.array(id).min(1).max(5_000).nullable(),
      reason: line(500),
      /** Whether what is credited may be invoiced again; otherwise it is given up. */
      frees: z.boolean(),
    },
    output: invoiceView,
  }),
  issuers: question({
    name: 'finance.issuers',
    permission: 'finance.view',
    path: '/issuers',
    summary: 'The organizations of the network that issue invoices, or could',
    output: z.array(issuerView),
  }),
  saveIssuer: amendment({
    name: 'finance.save-issuer',
    permission: 'finance.edit-issuer',
    method: 'PUT',
    path: '/issuers/{organizationId}',
    summary: 'Say what stands on the invoices of an organization of the network',
    params: { organizationId: id },
    body: issuerWords,
    output: issuerView,
  }),
};
