// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { amendEvent, judgeCausality, recordEvent, reportEvent, resolveEvent } from './actions.ts';
import { safetyContract } from './contract.ts';
import { listOfStudySite, listOfSubject, viewEvent } from './questions.ts';

const os = implement(safetyContract).$context<RequestContext>().use(guard);

export const safetyRoutes = os.router({
  ofSubject: os.ofSubject.handler(({ context, input }) => listOfSubject(context.act, input.params.subjectId)),
  ofStudySite: os.ofStudySite.handler(({ context, input }) => listOfStudySite(context.act, input.params.studySiteId, input.query)),
  adverseEvent: os.adverseEvent.handler(({ context, input }) => viewEvent(context.act, input.params.adverseEventId)),
  record: os.record.handler(({ context, input }) => recordEvent(context.act, input.params.subjectId, input.body)),
  amend: os.amend.handler(({ context, input }) =>
    amendEvent(context.act, input.params.adverseEventId, input.headers['if-match'], input.body),
  ),
  resolve: os.resolve.handler(({ context, input }) =>
    resolveEvent(context.act, input.params.adverseEventId, input.headers['if-match'], input.body),
  ),
  judge: os.judge.handler(({ context, input }) =>
    judgeCausality(context.act, input.params.adverseEventId, input.headers['if-match'], input.body),
  ),
  report: os.report.handler(({ context, input }) =>
    reportEvent(context.act, input.params.adverseEventId, input.headers['if-match'], input.body),
  ),
});
