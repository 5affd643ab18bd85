// The words of background jobs for the people who asked for them: see one, list them, stop one.
import { z } from 'zod';
import { command, id, instantText, question } from '#platform/contract';

export const jobView = z.object({
  id,
  /** `room.verb`, the action's name in the trail. */
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  doneSteps: z.number().int(),
  totalSteps: z.number().int().nullable(),
  note: z
    .string()
    .nullable()
    .meta({ description: 'What it is at: a code, and a number where it counts something', examples: ['taking-subjects 254'] }),
  /** What the work answered; of a job that was refused, the refusal's `code` and `detail`. */
  result: z.unknown(),
  problem: z.string().nullable(),
  createdAt: instantText,
  updatedAt: instantText,
  can: z.object({ cancel: z.boolean() }),
});

/** The routes of jobs. */
export const jobContract = {
  jobs: question({
    name: 'platform.jobs',
    permission: 'platform.own-jobs',
    path: '/jobs',
    summary: 'Your background jobs, the newest first',
    output: z.array(jobView),
  }),
  job: question({
    name: 'platform.job',
    permission: 'platform.own-jobs',
    path: '/jobs/{jobId}',
    summary: 'How far one of your jobs is, and what it answered',
    params: { jobId: id },
    output: jobView,
  }),
  cancelJob: command({
    name: 'platform.cancel-job',
    permission: 'platform.own-jobs',
    path: '/jobs/{jobId}/cancel',
    summary: 'Stop one of your jobs; what it has not committed is undone',
    params: { jobId: id },
    output: jobView,
  }),
};
