// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { assessDeviation, raiseDeviation } from './actions.ts';
import { askForLook } from './actions/ask-look.ts';
import { handleSignal } from './actions/signals.ts';
import { monitoringContract } from './contract.ts';
import { listDeviations, viewDeviation } from './questions.ts';
import { listIndicators, listRows, viewIndicator } from './questions/indicators.ts';
import { listSignals, viewSignal } from './questions/signals.ts';
import { viewSignalsQuality } from './questions/signals-quality.ts';
import { listStudiesQuality } from './questions/studies.ts';
import { viewTrend } from './questions/trend.ts';

const os = implement(monitoringContract).$context<RequestContext>().use(guard);

export const monitoringRoutes = os.router({
  deviations: os.deviations.handler(({ context, input }) => listDeviations(context.act, input.params.studyId, input.query)),
  studies: os.studies.handler(({ context, input }) => listStudiesQuality(context.act, input.query)),
  deviation: os.deviation.handler(({ context, input }) => viewDeviation(context.act, input.params.deviationId)),
  raise: os.raise.handler(({ context, input }) => raiseDeviation(context.act, input.params.subjectId, input.body)),
  assess: os.assess.handler(({ context, input }) =>
    assessDeviation(context.act, input.params.deviationId, input.headers['if-match'], input.body),
  ),
  indicators: os.indicators.handler(({ context, input }) => listIndicators(context.act, input.query)),
  indicator: os.indicator.handler(({ context, input }) => viewIndicator(context.act, input.query)),
  trend: os.trend.handler(({ context, input }) => viewTrend(context.act, input.query)),
  rows: os.rows.handler(({ context, input }) => listRows(context.act, input.query)),
  signals: os.signals.handler(({ context, input }) => listSignals(context.act, input.query)),
  signal: os.signal.handler(({ context, input }) => viewSignal(context.act, input.params.signalId)),
  signalsQuality: os.signalsQuality.handler(({ context }) => viewSignalsQuality(context.act)),
  handleSignal: os.handleSignal.handler(({ context, input }) =>
    handleSignal(context.act, input.params.signalId, input.headers['if-match'], input.body),
  ),
  runIndicators: os.runIndicators.handler(({ context }) => askForLook(context.act)),
});
