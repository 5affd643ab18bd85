// The routes of jobs, each tied to one question about the actor's own jobs.
import { implement } from '@orpc/server';
import type { z } from 'zod';
import { type RequestContext, guard } from '#access';
import { type JobRun, askToCancel, found, jobOf, listJobs } from '#platform';
import { jobContract, type jobView } from './job-contract.ts';

const os = implement(jobContract).$context<RequestContext>().use(guard);

function viewJob({ cancelAsked, ...run }: JobRun): z.infer<typeof jobView> {
  return { ...run, can: { cancel: !cancelAsked && (run.state === 'queued' || run.state === 'running') } };
}

export const jobRoutes = os.router({
  jobs: os.jobs.handler(async ({ context: { act } }) => (await listJobs(act.tx, act.actor.id)).map(viewJob)),
  job: os.job.handler(async ({ context: { act }, input }) => viewJob(found(await jobOf(act.tx, act.actor.id, input.params.jobId)))),
  cancelJob: os.cancelJob.handler(async ({ context: { act }, input }) =>
    viewJob(found(await askToCancel(act.tx, act.actor.id, input.params.jobId))),
  ),
});
