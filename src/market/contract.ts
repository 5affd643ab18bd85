// The words of the market: evidence, assumptions, outlooks, the network's place in it, new sites, companies.
import { activityContract } from './contract/activity-import.ts';
import { assumptionsContract } from './contract/assumptions.ts';
import { companiesContract } from './contract/companies.ts';
import { evidenceContract } from './contract/evidence.ts';
import { newSiteContract } from './contract/new-site.ts';
import { outlookContract } from './contract/outlook.ts';
import { positionContract } from './contract/position.ts';
import { reportContract } from './contract/report.ts';

export { ownAssumptions } from './contract/assumptions.ts';
export { newSiteAnswer, newSiteInput, type NewSiteInput } from './contract/new-site.ts';
export { type OutlookView, outlookView, runView } from './contract/outlook.ts';
export { positionView, recommendationCodes, recommendationView, whiteSpot } from './contract/position.ts';
export * from './contract/words.ts';

/** The room's routes. */
export const marketContract = {
  ...evidenceContract,
  ...assumptionsContract,
  ...outlookContract,
  ...activityContract,
  ...positionContract,
  ...newSiteContract,
  ...companiesContract,
  ...reportContract,
};
