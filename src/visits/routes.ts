// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { addUnscheduled, bookVisit, completeVisit, reopenVisit, skipVisit } from './actions.ts';
import { visitsContract } from './contract.ts';
import { dueEverywhere, dueVisits, reportWindows, viewOneVisit, visitsOfSubject } from './questions.ts';

const os = implement(visitsContract).$context<RequestContext>().use(guard);

export const visitsRoutes = os.router({
  ofSubject: os.ofSubject.handler(({ context, input }) => visitsOfSubject(context.act, input.params.subjectId)),
  view: os.view.handler(({ context, input }) => viewOneVisit(context.act, input.params.visitId)),
  due: os.due.handler(({ context, input }) => dueVisits(context.act, input.params.studySiteId, input.query)),
  dueList: os.dueList.handler(({ context, input }) => dueEverywhere(context.act, input.query)),
  windows: os.windows.handler(({ context, input }) => reportWindows(context.act, input.params.studyId, input.query)),
  complete: os.complete.handler(({ context, input }) =>
    completeVisit(context.act, input.params.visitId, input.body, input.headers['if-match']),
  ),
  book: os.book.handler(({ context, input }) => bookVisit(context.act, input.params.visitId, input.body, input.headers['if-match'])),
  correct: os.correct.handler(({ context, input }) =>
    reopenVisit(context.act, input.params.visitId, input.body, input.headers['if-match']),
  ),
  miss: os.miss.handler(({ context, input }) =>
    skipVisit(context.act, input.params.visitId, 'missed', input.body, input.headers['if-match']),
  ),
  cancel: os.cancel.handler(({ context, input }) =>
    skipVisit(context.act, input.params.visitId, 'cancelled', input.body, input.headers['if-match']),
  ),
  addUnscheduled: os.addUnscheduled.handler(({ context, input }) => addUnscheduled(context.act, input.params.subjectId, input.body)),
});
