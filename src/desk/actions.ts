// The shell of kept views: everybody's own, fifty of a table at most.
import type { Act } from '#access';
import { Refusal } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { deskContract } from './contract.ts';
import { viewOf } from './questions.ts';
import * as store from './store.ts';

type Routes = typeof deskContract;

/** So many views of one table may be kept. */
const MOST_VIEWS = 50;

/** Keeps a view under its name; the same name replaces. Refuses the fifty-first of a table. */
export async function keepView(act: Act, body: BodyOf<Routes['keepView']>): Promise<AnswerOf<Routes['keepView']>> {
  const { table: tableName, name, view, isDefault } = body;
  if ((await store.countOthers(act.tx, tableName, name)) >= MOST_VIEWS)
    throw new Refusal('too-many-views', { field: 'name', most: MOST_VIEWS });
  return viewOf(await store.keepView(act.tx, { id: act.newId(), personId: act.actor.id, tableName, name, view, isDefault }));
}

/** Forgets a view. Somebody else's is not there. */
export async function forgetView(act: Act, viewId: string): Promise<AnswerOf<Routes['forgetView']>> {
  if (!(await store.forgetView(act.tx, viewId))) throw new Refusal('not-found');
  return { id: viewId };
}
