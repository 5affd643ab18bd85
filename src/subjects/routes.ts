// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { changeStatus, consentSubject, recordMilestone } from './actions.ts';
import { subjectsContract } from './contract.ts';
import { findSubjects, funnelOfStudy, identityOfSubject, listSubjects, viewSubject } from './questions.ts';

const os = implement(subjectsContract).$context<RequestContext>().use(guard);

export const subjectsRoutes = os.router({
  list: os.list.handler(({ context, input }) => listSubjects(context.act, input.params.studySiteId)),
  view: os.view.handler(({ context, input }) => viewSubject(context.act, input.params.subjectId)),
  funnel: os.funnel.handler(({ context, input }) => funnelOfStudy(context.act, input.params.studyId)),
  find: os.find.handler(({ context, input }) => findSubjects(context.act, input.params.studySiteId, input.body)),
  identity: os.identity.handler(({ context, input }) => identityOfSubject(context.act, input.params.subjectId, input.query.purpose)),
  consent: os.consent.handler(({ context, input }) =>
    consentSubject(context.act, { ...input.body, studySiteId: input.params.studySiteId }),
  ),
  advance: os.advance.handler(({ context, input }) =>
    changeStatus(context.act, input.params.subjectId, input.headers['if-match'], input.body),
  ),
  reachMilestone: os.reachMilestone.handler(({ context, input }) =>
    recordMilestone(context.act, input.params.subjectId, input.headers['if-match'], input.body),
  ),
});
