// The door of visits: planning, completing and taking over visits, and what follows from what subjects tell.
import { offersToSign } from '#signatures';
import './contract/trail-words.ts';
import { visitSource } from './questions/source.ts';

export {
  bookVisit,
  completeVisit,
  importVisits,
  importVisitsOfStudy,
  planVisits,
  planVisitsOf,
  recordVisits,
  reopenVisit,
  skipVisit,
} from './actions.ts';
export type { ToldVisit } from './actions.ts';
export type { ImportedVisitInput, ImportedVisits } from './actions/import.ts';
export { visitsListeners } from './listens.ts';
export { performedVisits, reportWindows, viewOneVisit, visitsOfSubject } from './questions.ts';
export {
  complianceByMonth,
  complianceOfSites,
  visitsByWeek,
  type MonthOfCompliance,
  type SiteCompliance,
  type WeekOfVisits,
} from './questions/compliance.ts';
export { visitsRoutes } from './routes.ts';
export { pubVisit } from './tables.ts';

offersToSign(visitSource);
