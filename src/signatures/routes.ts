// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { returnRecord, sign } from './actions.ts';
import { signaturesContract } from './contract.ts';
import { listReturned, listToSign, viewRecord } from './questions.ts';

const os = implement(signaturesContract).$context<RequestContext>().use(guard);

export const signaturesRoutes = os.router({
  toSign: os.toSign.handler(({ context }) => listToSign(context.act)),
  returned: os.returned.handler(({ context }) => listReturned(context.act)),
  record: os.record.handler(({ context, input }) => viewRecord(context.act, input.query.kind, input.params.recordId)),
  sign: os.sign.handler(({ context, input }) => sign(context.act, input.body)),
  returnRecord: os.returnRecord.handler(({ context, input }) =>
    returnRecord(context.act, input.params.recordId, input.headers['if-match'], input.body),
  ),
});
