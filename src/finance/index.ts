// The door of finance: what other rooms may call.
export { createContract, draftVersion, releaseVersion, saveTerms } from './actions/contracts.ts';
export { countConsent, earnVisit, reverseVisit, settleScreening } from './listens.ts';
export { financeRoutes } from './routes.ts';
