// Every kind of background job of the program, and the queue opened over them.
import type pg from 'pg';
import { type Act, loadActor, openAct } from '#access';
import { forecastJob } from '#forecasting';
import { sdtmImportJob } from '#interop';
import { type Temporal, newId } from '#lib';
import { activityJob, outlookJob, reportJob } from '#market';
import { indicatorsJob } from '#monitoring';
import { tellJobEnded } from '#notifications';
import { type Cipher, type Database, type Files, type JobKind, type Jobs, type Log, openJobs } from '#platform';
import { tell } from './rooms.ts';

/** The kinds that this program queues and runs. */
// oxlint-disable-next-line no-explicit-any -- payloads are each kind's own business
export const jobKinds: readonly JobKind<Act, any>[] = [sdtmImportJob, indicatorsJob, forecastJob, outlookJob, activityJob, reportJob];

/** What the queue is opened with; `atOnce: 0` only queues (a process that serves pages and runs no jobs). */
export interface AppJobsRequest {
  readonly connection: pg.PoolConfig;
  readonly database: Database;
  readonly now: () => Temporal.Instant;
  readonly cipher: Cipher;
  readonly files: Files;
  readonly log: Log;
  readonly atOnce?: number;
  readonly pollMs?: number;
  // oxlint-disable-next-line no-explicit-any -- payloads are each kind's own business
  readonly kinds?: readonly JobKind<Act, any>[];
}

/** Opens the queue with the act of this program: a job acts for the person who asked, and what it tells is heard by every room. */
export function openAppJobs({ now, cipher, files, kinds = jobKinds, ...request }: AppJobsRequest): Promise<Jobs> {
  return openJobs<Act>({
    ...request,
    kinds,
    onEnded: tellJobEnded,
    actIn: async (tx, jobId) => {
      const actor = await loadActor(tx);
      return actor && openAct({ tx, actor, now: now(), requestId: jobId, newId, cipher, files }, tell);
    },
  });
}
