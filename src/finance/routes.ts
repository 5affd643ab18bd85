// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { createContract, draftVersion, releaseVersion, saveTerms } from './actions/contracts.ts';
import { creditInvoice } from './actions/credit-note.ts';
import { recordEvent, withdrawRecordedEvent } from './actions/events.ts';
import { previewRun, runInvoices } from './actions/invoice-run.ts';
import { discardInvoice, removeInvoiceLines, sendInvoice, voidInvoice } from './actions/invoices.ts';
import { issueInvoice, previewIssue } from './actions/issue-invoice.ts';
import { listIssuers, saveIssuer } from './actions/issuers.ts';
import { previewEarnings } from './actions/preview.ts';
import { financeContract } from './contract.ts';
import { listContracts, viewContract } from './questions/contracts.ts';
import { viewDryRun } from './actions/dry-run.ts';
import { explainLine, listEarned, listVisitEarnings } from './questions/earned.ts';
import { listEvents } from './questions/events.ts';
import { listInvoices, readInvoicePdf, viewInvoice } from './questions/invoices.ts';
import { listUninvoiced } from './questions/uninvoiced.ts';
import { listStudiesEarned } from './questions/studies.ts';

const os = implement(financeContract).$context<RequestContext>().use(guard);

export const financeRoutes = os.router({
  contracts: os.contracts.handler(({ context, input }) => listContracts(context.act, input.params.studyId)),
  createContract: os.createContract.handler(({ context, input }) => createContract(context.act, input.params.studyId, input.body)),
  contract: os.contract.handler(({ context, input }) => viewContract(context.act, input.params.contractId)),
  draftVersion: os.draftVersion.handler(({ context, input }) => draftVersion(context.act, input.params.contractId, input.body)),
  saveTerms: os.saveTerms.handler(({ context, input }) =>
    saveTerms(context.act, input.params.versionId, input.headers['if-match'], input.body),
  ),
  releaseVersion: os.releaseVersion.handler(({ context, input }) =>
    releaseVersion(context.act, input.params.versionId, input.headers['if-match'], input.body),
  ),
  dryRun: os.dryRun.handler(({ context, input }) => viewDryRun(context.act, input.params.versionId)),
  earned: os.earned.handler(({ context, input }) => listEarned(context.act, input.params.studyId, input.query)),
  studies: os.studies.handler(({ context, input }) => listStudiesEarned(context.act, input.query)),
  line: os.line.handler(({ context, input }) => explainLine(context.act, input.params.lineId)),
  visitEarnings: os.visitEarnings.handler(({ context, input }) => listVisitEarnings(context.act, input.params.visitId)),
  eventsOfSubject: os.eventsOfSubject.handler(({ context, input }) => listEvents(context.act, input.params.subjectId)),
  recordEvent: os.recordEvent.handler(({ context, input }) => recordEvent(context.act, input.params.subjectId, input.body)),
  withdrawEvent: os.withdrawEvent.handler(({ context, input }) =>
    withdrawRecordedEvent(context.act, input.params.eventId, input.body.reason),
  ),
  uninvoiced: os.uninvoiced.handler(({ context, input }) => listUninvoiced(context.act, input.query)),
  previewRun: os.previewRun.handler(({ context, input }) => previewRun(context.act, input.query)),
  runInvoices: os.runInvoices.handler(({ context, input }) => runInvoices(context.act, input.body)),
  invoices: os.invoices.handler(({ context, input }) => listInvoices(context.act, input.query)),
  invoice: os.invoice.handler(({ context, input }) => viewInvoice(context.act, input.params.invoiceId)),
  invoicePdf: os.invoicePdf.handler(({ context, input }) => readInvoicePdf(context.act, input.params.invoiceId)),
  removeInvoiceLines: os.removeInvoiceLines.handler(({ context, input }) =>
    removeInvoiceLines(context.act, input.params.invoiceId, input.headers['if-match'], input.body.lineIds),
  ),
  discardInvoice: os.discardInvoice.handler(({ context, input }) =>
    discardInvoice(context.act, input.params.invoiceId, input.headers['if-match']),
  ),
  previewIssue: os.previewIssue.handler(({ context, input }) => previewIssue(context.act, input.params.invoiceId)),
  issueInvoice: os.issueInvoice.handler(({ context, input }) =>
    issueInvoice(context.act, input.params.invoiceId, input.headers['if-match'], context.installation.demo),
  ),
  sendInvoice: os.sendInvoice.handler(({ context, input }) =>
    sendInvoice(context.act, input.params.invoiceId, input.headers['if-match'], input.body.sentOn),
  ),
  voidInvoice: os.voidInvoice.handler(({ context, input }) =>
    voidInvoice(context.act, input.params.invoiceId, input.headers['if-match'], input.body.reason),
  ),
  creditInvoice: os.creditInvoice.handler(({ context, input }) =>
    creditInvoice(context.act, input.params.invoiceId, input.headers['if-match'], input.body, context.installation.demo),
  ),
  issuers: os.issuers.handler(({ context }) => listIssuers(context.act)),
  saveIssuer: os.saveIssuer.handler(({ context, input }) =>
    saveIssuer(context.act, input.params.organizationId, input.headers['if-match'], input.body),
  ),
  previewEarnings: os.previewEarnings.handler(({ context, input }) => previewEarnings(context.act, input.params.visitId, input.query)),
});
