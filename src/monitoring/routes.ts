// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { assessDeviation, raiseDeviation } from './actions.ts';
import { monitoringContract } from './contract.ts';
import { listDeviations, viewDeviation } from './questions.ts';
import { listStudiesQuality } from './questions/studies.ts';

const os = implement(monitoringContract).$context<RequestContext>().use(guard);

export const monitoringRoutes = os.router({
  deviations: os.deviations.handler(({ context, input }) => listDeviations(context.act, input.params.studyId, input.query)),
  studies: os.studies.handler(({ context, input }) => listStudiesQuality(context.act, input.query)),
  deviation: os.deviation.handler(({ context, input }) => viewDeviation(context.act, input.params.deviationId)),
  raise: os.raise.handler(({ context, input }) => raiseDeviation(context.act, input.params.subjectId, input.body)),
  assess: os.assess.handler(({ context, input }) =>
    assessDeviation(context.act, input.params.deviationId, input.headers['if-match'], input.body),
  ),
});
