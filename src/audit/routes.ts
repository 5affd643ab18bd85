// The room's contract, each route tied to one question.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { auditContract } from './contract.ts';
import { historyOf } from './questions.ts';

const os = implement(auditContract).$context<RequestContext>().use(guard);

export const auditRoutes = os.router({
  history: os.history.handler(({ context, input }) =>
    historyOf(context.act, input.params.recordId, {
      withChildren: input.query.with === 'children',
      timeZone: input.query.timeZone,
      after: input.query.after,
    }),
  ),
});
