// The shell of notifications: having read them, and telling somebody that their job has ended.
import type { Act } from '#access';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { notificationsContract } from './contract.ts';
import { countUnread } from './questions.ts';
import { newsSince } from './rules.ts';
import * as store from './store.ts';

type Routes = typeof notificationsContract;

/** Marks the actor's notifications as read; those of others are left alone in silence. What is no news any more is forgotten. */
export async function markRead(act: Act, { ids, upTo }: BodyOf<Routes['markRead']>): Promise<AnswerOf<Routes['markRead']>> {
  await store.markRead(act.tx, ids, upTo ?? null, act.now);
  await store.forgetBefore(act.tx, newsSince(act.now));
  return countUnread(act);
}

/** How a job ended. */
export interface EndedJob {
  readonly jobId: string;
  readonly kind: string;
  readonly state: 'done' | 'failed';
}

/** Tells the person for whom a job ran that it has ended. A job that runs again after a crash may tell it again. */
export async function tellJobEnded(act: Act, { jobId, kind, state }: EndedJob): Promise<void> {
  const news = { kind: 'job-ended' as const, siteId: null, studyId: null, recordId: jobId, facts: { job: kind, state }, at: act.now };
  await store.tellPerson(act.tx, news, act.actor.id, act.newId());
}
