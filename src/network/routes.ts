// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import * as actions from './actions.ts';
import { networkContract } from './contract.ts';
import { listOrganizations, listSites, viewSiteDetail } from './questions.ts';

const os = implement(networkContract).$context<RequestContext>().use(guard);

export const networkRoutes = os.router({
  organizations: os.organizations.handler(({ context, input }) => listOrganizations(context.act, input.query)),
  createOrganization: os.createOrganization.handler(({ context, input }) => actions.createOrganization(context.act, input.body)),
  amendOrganization: os.amendOrganization.handler(({ context, input }) =>
    actions.amendOrganization(context.act, input.params.organizationId, input.headers['if-match'], input.body),
  ),
  sites: os.sites.handler(({ context }) => listSites(context.act)),
  site: os.site.handler(({ context, input }) => viewSiteDetail(context.act, input.params.siteId)),
  createSite: os.createSite.handler(({ context, input }) => actions.createSite(context.act, input.body)),
  amendSite: os.amendSite.handler(({ context, input }) =>
    actions.amendSite(context.act, input.params.siteId, input.headers['if-match'], input.body),
  ),
  setOpeningHours: os.setOpeningHours.handler(({ context, input }) =>
    actions.setOpeningHours(context.act, input.params.siteId, input.headers['if-match'], input.body),
  ),
  loadHolidays: os.loadHolidays.handler(({ context, input }) =>
    actions.loadHolidays(context.act, input.params.siteId, input.headers['if-match'], input.body),
  ),
  setHolidays: os.setHolidays.handler(({ context, input }) =>
    actions.setHolidays(context.act, input.params.siteId, input.params.year, input.headers['if-match'], input.body),
  ),
});
