// The room's contract, tied to its action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { askSdtmImport } from './actions.ts';
import { interopContract } from './contract.ts';

const os = implement(interopContract).$context<RequestContext>().use(guard);

export const interopRoutes = os.router({
  importSdtm: os.importSdtm.handler(({ context, input }) => askSdtmImport(context.act, input.params.studyId, input.body)),
});
