// Asking for a look at the indicators over the API: done by a job, because it counts the whole network.
import { type Act, requireMay } from '#access';
import { enqueue } from '#platform';

/** The kind of the job that looks at the indicators. */
export const indicatorsJobKind = 'monitoring.run-indicators';

/** Queues a look and answers its job. Refuses whoever may not have the whole network looked at. */
export async function askForLook(act: Act): Promise<{ jobId: string }> {
  requireMay(act, 'monitoring.run-indicators', { siteId: null, studyId: null });
  return { jobId: await enqueue(act.tx, indicatorsJobKind, null, { askedBy: act.actor.id, jobId: act.newId() }) };
}
