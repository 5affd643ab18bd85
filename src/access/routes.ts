// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { addPerson, disablePerson, giveGrant, invitePerson, revokeGrant } from './actions.ts';
import { createKey, endOtherSessions, endSession, removePasskey, resetSecondFactor, revokeKey, unlockPerson } from './actions/account.ts';
import { accessContract } from './contract.ts';
import { type RequestContext, guard } from './guard.ts';
import { administeredEvents, viewAccount } from './questions/account.ts';
import { listPeople, sessionOf, viewPerson } from './questions.ts';

const os = implement(accessContract).$context<RequestContext>().use(guard);

export const accessRoutes = os.router({
  me: os.me.handler(({ context }) => sessionOf(context.act, context.installation.demo)),
  account: os.account.handler(({ context }) => viewAccount(context.act)),
  createKey: os.createKey.handler(({ context, input }) => createKey(context.act, input.body)),
  revokeKey: os.revokeKey.handler(({ context, input }) => revokeKey(context.act, input.params.keyId)),
  endSession: os.endSession.handler(({ context, input }) => endSession(context.act, input.params.sessionId)),
  endOtherSessions: os.endOtherSessions.handler(({ context }) => endOtherSessions(context.act)),
  removePasskey: os.removePasskey.handler(({ context, input }) => removePasskey(context.act, input.params.passkeyId)),
  events: os.events.handler(({ context, input }) => administeredEvents(context.act, input.query.personId)),
  unlockPerson: os.unlockPerson.handler(({ context, input }) => unlockPerson(context.act, input.params.personId)),
  resetSecondFactor: os.resetSecondFactor.handler(({ context, input }) => resetSecondFactor(context.act, input.params.personId)),
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
