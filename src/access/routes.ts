// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { addPerson, disablePerson, giveGrant, invitePerson, revokeGrant } from './actions.ts';
import { accessContract } from './contract.ts';
import { type RequestContext, guard } from './guard.ts';
import { listPeople, sessionOf, viewPerson } from './questions.ts';

const os = implement(accessContract).$context<RequestContext>().use(guard);

export const accessRoutes = os.router({
  me: os.me.handler(({ context }) => sessionOf(context.act, context.installation.demo)),
  people: os.people.handler(({ context }) => listPeople(context.act)),
  person: os.person.handler(({ context, input }) => viewPerson(context.act, input.params.personId)),
  addPerson: os.addPerson.handler(({ context, input }) => addPerson(context.act, context.macKey, input.body)),
  invitePerson: os.invitePerson.handler(({ context, input }) => invitePerson(context.act, context.macKey, input.params.personId)),
  disablePerson: os.disablePerson.handler(({ context, input }) =>
    disablePerson(context.act, input.params.personId, input.headers['if-match']),
  ),
  giveGrant: os.giveGrant.handler(({ context, input }) => giveGrant(context.act, input.params.personId, input.body)),
  revokeGrant: os.revokeGrant.handler(({ context, input }) => revokeGrant(context.act, input.params.grantId, input.headers['if-match'])),
});
