// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { askNetworkForecast, askStudyForecast } from './actions.ts';
import { forecastingContract } from './contract.ts';
import { viewNetworkForecast, viewStudyForecast } from './questions.ts';

const os = implement(forecastingContract).$context<RequestContext>().use(guard);

export const forecastingRoutes = os.router({
  study: os.study.handler(({ context, input }) => viewStudyForecast(context.act, input.params.studyId)),
  network: os.network.handler(({ context }) => viewNetworkForecast(context.act)),
  runStudy: os.runStudy.handler(({ context, input }) => askStudyForecast(context.act, input.params.studyId, input.body)),
  runNetwork: os.runNetwork.handler(({ context, input }) => askNetworkForecast(context.act, input.body)),
});
