// The words of finance: contracts as rules with versions, what visits earned by them, and why each amount is what it is.
import { z } from 'zod';
import { dryRunHash, dryRunView } from './contract/dry-run.ts';
import { invoicesContract } from './contract/invoices.ts';
import { eventsContract } from './contract/events.ts';
import { explanation } from './contract/explanation.ts';
import { basisPoints, billing, invoiceableTerm, screenFailureTerm, termKey, visitTerm } from './contract/terms.ts';
import { earnNotes, lineKinds, lineStates } from './rules.ts';
import { amendment, amountMinor, command, currency, date, id, instantText, line, page, question } from '#platform/contract';

export { type WindowStageReached, windowStageReached } from './contract/windows.ts';

const rates = {
  effectiveFrom: date,
  overheadBasisPoints: basisPoints(100_000),
  /** Null: nothing is held back. */
  holdback: z.strictObject({ basisPoints: basisPoints(10_000).min(1), of: z.enum(['gross', 'direct']), clause: line(500) }).nullable(),
  /** From when lines may be invoiced, and how many days later they are due (BR-06). */
  billing: billing.default({ clock: 'service-date', termDays: 30 }),
};

export const contractVersionView = z.object({
  id,
  contractId: id,
  number: z.number().int(),
  status: z.enum(['draft', 'live']),
  ...rates,
  billing,
  visitTerms: z.array(visitTerm),
  screenFailure: screenFailureTerm.nullable(),
  invoiceables: z.array(invoiceableTerm),
  version: z.number().int(),
  can: z.object({ edit: z.boolean(), release: z.boolean() }),
});

const contractHead = {
  id,
  studyId: id,
  /** Null: it covers every site of the study. */
  siteId: id.nullable(),
  code: z.string(),
  payerId: id.nullable(),
  currency,
  /** The civil day at the contract's site, in UTC where it covers every site: by it a version is in force. */
  today: date,
  can: z.object({ draft: z.boolean() }),
};

export const contractListed = z.object({
  ...contractHead,
  versions: z.array(z.object({ id, number: z.number().int(), status: z.enum(['draft', 'live']), effectiveFrom: date })),
});

export const contractView = z.object({ ...contractHead, versions: z.array(contractVersionView) });

export const accrualLineView = z.object({
  id,
  contractId: id,
  contractCode: z.string(),
  contractVersion: z.number().int(),
  termKey: z.string(),
  label: z.string(),
  kind: z.enum(lineKinds),
  /** Deferred: at risk, until enrolment makes it payable. Capped: beyond what the contract pays. */
  state: z.enum(lineStates),
  studyId: id,
  siteId: id,
  siteName: z.string(),
  /** The site's, in which the service date is a day. */
  timeZone: z.string(),
  subjectId: id,
  subjectNumber: z.string(),
  /** Null for an event apart from visits. */
  visitId: id.nullable(),
  visitKey: z.string(),
  cycle: z.number().int(),
  repeatNo: z.number().int(),
  generation: z.number().int(),
  serviceDate: date,
  currency,
  amountMinor,
  reversesId: id.nullable(),
  reversedById: id.nullable(),
  recordedAt: instantText,
});

/** Sums of lines, reversals included. `earnedMinor` = payable + held back; what is deferred stands beside it. */
export const earnedTotal = z.object({
  currency,
  earnedMinor: amountMinor,
  payableMinor: amountMinor,
  heldBackMinor: amountMinor,
  deferredMinor: amountMinor,
});

export const earnedPage = page(accrualLineView).extend({ totals: z.array(earnedTotal) });

const nullableAmount = amountMinor.nullable();

/** One row for each study and currency; a study that has earned nothing stands without one. */
export const studiesEarned = page(
  z.object({
    studyId: id,
    code: z.string(),
    name: z.string(),
    currency: currency.nullable(),
    earnedMinor: nullableAmount,
    payableMinor: nullableAmount,
    heldBackMinor: nullableAmount,
    deferredMinor: nullableAmount,
  }),
).extend({ totals: z.array(earnedTotal), count: z.number().int() });

export const whyThisAmount = accrualLineView.extend({
  /** The whole price that the line is a part of. */
  price: z.object({
    directMinor: amountMinor,
    overheadMinor: amountMinor,
    grossMinor: amountMinor,
    payableMinor: amountMinor,
    holdbackMinor: amountMinor,
  }),
  why: explanation,
  /** How the visits and procedures that `why` names by key are called, as far as the reader's reach knows; other keys stand for themselves. */
  names: z.object({ visits: z.record(z.string(), z.string()), activities: z.record(z.string(), z.string()) }),
  journal: z.object({ id, effectiveDate: date, postings: z.array(z.object({ account: z.string(), amountMinor, currency })) }),
});

export const earningsPreview = z.object({
  amounts: z.array(z.object({ currency, earnedMinor: amountMinor, payableMinor: amountMinor, heldBackMinor: amountMinor })),
  note: z.enum(earnNotes),
});

const visit = { visitId: id };
const study = { studyId: id };

/** The room's routes. */
export const financeContract = {
  contracts: question({
    name: 'finance.contracts',
    permission: 'finance.view-terms',
    path: '/studies/{studyId}/contracts',
    summary: 'The contracts of a study',
    params: study,
    output: z.array(contractListed),
  }),
  createContract: command({
    name: 'finance.create-contract',
    permission: 'finance.edit-terms',
    path: '/studies/{studyId}/contracts',
    summary: 'Open a contract for one site of a study, or for all',
    params: study,
    body: { code: termKey, siteId: id.nullable(), payerId: id.nullable(), currency },
    output: contractView,
  }),
  contract: question({
    name: 'finance.contract',
    permission: 'finance.view-terms',
    path: '/contracts/{contractId}',
    summary: 'A contract with its versions and their terms',
    params: { contractId: id },
    output: contractView,
  }),
  draftVersion: command({
    name: 'finance.draft-version',
    permission: 'finance.edit-terms',
    path: '/contracts/{contractId}/versions',
    summary: 'Draft the next version, empty or with the terms of an earlier one',
    params: { contractId: id },
    body: { ...rates, copyTermsOf: id.nullable() },
    output: contractVersionView,
  }),
  saveTerms: amendment({
    name: 'finance.save-terms',
    permission: 'finance.edit-terms',
    method: 'PUT',
    path: '/contract-versions/{versionId}/terms',
    summary: 'Replace the rates and terms of a draft',
    params: { versionId: id },
    body: {
      ...rates,
      visitTerms: z.array(visitTerm).max(500),
      screenFailure: screenFailureTerm.nullable(),
      invoiceables: z.array(invoiceableTerm).max(200).default([]),
    },
    output: contractVersionView,
  }),
  releaseVersion: amendment({
    name: 'finance.release-version',
    permission: 'finance.release-terms',
    path: '/contract-versions/{versionId}/release',
    summary: 'Put a version into force; from then on it never changes. Its dry run must have been seen',
    params: { versionId: id },
    body: { dryRunSha256: dryRunHash },
    output: contractVersionView,
  }),
  dryRun: question({
    name: 'finance.dry-run',
    permission: 'finance.view-terms',
    path: '/contract-versions/{versionId}/dry-run',
    summary: 'What a complete participant, a screen failure and one who leaves half-way would earn by a version, with warnings',
    params: { versionId: id },
    output: dryRunView,
  }),
  earned: question({
    name: 'finance.earned',
    permission: 'finance.view',
    path: '/studies/{studyId}/earned',
    summary: 'What was earned, newest service first, with totals per currency',
    params: study,
    query: {
      siteId: id.optional(),
      subjectId: id.optional(),
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    },
    output: earnedPage,
  }),
  studies: question({
    name: 'finance.studies',
    permission: 'finance.view',
    path: '/money/studies',
    summary: 'What every study in reach has earned, by currency, with totals',
    query: {
      search: line(100).optional(),
      currency: currency.optional(),
      sort: z.enum(['code', 'name', 'earned', 'payable', 'heldBack']).default('code'),
      direction: z.enum(['up', 'down']).default('up'),
      after: z.string().max(10).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    },
    output: studiesEarned,
  }),
  line: question({
    name: 'finance.line',
    permission: 'finance.view',
    path: '/accrual-lines/{lineId}',
    summary: 'Why this amount: clause, version, inputs, arithmetic, reversal and postings',
    params: { lineId: id },
    output: whyThisAmount,
  }),
  visitEarnings: question({
    name: 'finance.visit-earnings',
    // What a visit earned is told where visits are completed; the ledger behind it is for those who keep it.
    permission: 'finance.preview',
    path: '/visits/{visitId}/earnings',
    summary: 'The lines of one visit, reversals included, oldest first',
    params: visit,
    output: z.array(accrualLineView),
  }),
  previewEarnings: question({
    name: 'finance.preview-earnings',
    permission: 'finance.preview',
    path: '/visits/{visitId}/earnings/preview',
    summary: 'What completing the visit on a day would earn; amounts only',
    params: visit,
    query: { serviceDate: date, notDone: z.array(line()).max(200).optional() },
    output: earningsPreview,
  }),
  ...eventsContract,
  ...invoicesContract,
};
