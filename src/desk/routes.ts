// The desk's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { deskContract } from './contract.ts';
import { search } from './questions.ts';

const os = implement(deskContract).$context<RequestContext>().use(guard);

export const deskRoutes = os.router({
  search: os.search.handler(({ context: { act }, input }) => search(act, input.query)),
});
