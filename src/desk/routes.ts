// The desk's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { forgetView, keepView } from './actions.ts';
import { deskContract } from './contract.ts';
import { listSiteHomes, listViews, overview, search, viewPortalStudy, viewSiteHome } from './questions.ts';

const os = implement(deskContract).$context<RequestContext>().use(guard);

export const deskRoutes = os.router({
  network: os.network.handler(({ context }) => overview(context.act, 'desk.network')),
  sites: os.sites.handler(({ context }) => listSiteHomes(context.act)),
  site: os.site.handler(({ context, input }) => viewSiteHome(context.act, input.params.siteId)),
  portal: os.portal.handler(({ context }) => overview(context.act, 'desk.portal')),
  portalStudy: os.portalStudy.handler(({ context, input }) => viewPortalStudy(context.act, input.params.studyId)),
  search: os.search.handler(({ context: { act }, input }) => search(act, input.query)),
  views: os.views.handler(({ context: { act } }) => listViews(act)),
  keepView: os.keepView.handler(({ context: { act }, input }) => keepView(act, input.body)),
  forgetView: os.forgetView.handler(({ context: { act }, input }) => forgetView(act, input.params.viewId)),
});
