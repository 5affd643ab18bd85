// The door of finance: what other rooms may call.
import './contract/trail-words.ts';
export { createContract, draftVersion, releaseVersion, saveTerms } from './actions/contracts.ts';
export { earnImported, earnVisit, reverseVisit } from './actions/settle.ts';
export { countConsent, financeListeners, settleScreening } from './listens.ts';
export { earnedByMonth, earnedOfSites, type MonthEarned, type SiteEarned } from './questions/sites.ts';
export { contractedWorth, type ContractedWorth } from './questions/contracted.ts';
export { creditInvoice } from './actions/credit-note.ts';
export { watchWindows } from './actions/watch-windows.ts';
export { sendInvoice } from './actions/invoices.ts';
export { issueInvoice } from './actions/issue-invoice.ts';
export { previewRun, runInvoices } from './actions/invoice-run.ts';
export { listIssuers, saveIssuer } from './actions/issuers.ts';
export { listInvoices, viewInvoice } from './questions/invoices.ts';
export { financeRoutes } from './routes.ts';
