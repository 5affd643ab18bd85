// Asking for forecasts over the API: checked here, made by a job.
import { type Act, requireMay } from '#access';
import { Refusal, enqueue, found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { forecastingContract } from '../contract.ts';
import { wholeNetwork, wholeStudy } from '../policy.ts';
import { studyNamed } from '../questions.ts';
import { presentDay } from '../rules.ts';

type Routes = typeof forecastingContract;

/** The kind of the job that makes forecasts. */
export const forecastKind = 'forecasting.run';

/** Queues forecasts of a study and answers their job. Refuses days that have not come, naming the place. */
export async function askStudyForecast(act: Act, studyId: string, body: BodyOf<Routes['runStudy']>): Promise<AnswerOf<Routes['runStudy']>> {
  found(await studyNamed(act, studyId));
  requireMay(act, 'forecasting.run', wholeStudy(studyId));
  return queue(act, { studyId, days: checkedDays(act, body.days) });
}

/** Queues forecasts of every study and of the network and answers their job. Refuses days that have not come, naming the place. */
export async function askNetworkForecast(act: Act, body: BodyOf<Routes['runNetwork']>): Promise<AnswerOf<Routes['runNetwork']>> {
  requireMay(act, 'forecasting.run', wholeNetwork);
  return queue(act, { studyId: null, days: checkedDays(act, body.days) });
}

function checkedDays(act: Act, days: readonly string[]): readonly string[] {
  const today = presentDay(act.now);
  const at = days.findIndex((day) => day > today);
  if (at !== -1)
    throw new Refusal('future-date', { path: `body.days.${at}`, message: 'A forecast is made from a day that has come.', today });
  return [...new Set(days)].toSorted();
}

async function queue(act: Act, payload: { readonly studyId: string | null; readonly days: readonly string[] }): Promise<{ jobId: string }> {
  return { jobId: await enqueue(act.tx, forecastKind, payload, { askedBy: act.actor.id, jobId: act.newId() }) };
}
