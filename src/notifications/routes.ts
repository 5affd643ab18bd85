// The room's contract, each route tied to one question or action.
import { implement } from '@orpc/server';
import { type RequestContext, guard } from '#access';
import { markRead } from './actions.ts';
import { notificationsContract } from './contract.ts';
import { countUnread, listNotifications } from './questions.ts';

const os = implement(notificationsContract).$context<RequestContext>().use(guard);

export const notificationsRoutes = os.router({
  list: os.list.handler(({ context: { act }, input }) => listNotifications(act, input.query)),
  count: os.count.handler(({ context: { act } }) => countUnread(act)),
  markRead: os.markRead.handler(({ context: { act }, input }) => markRead(act, input.body)),
});
