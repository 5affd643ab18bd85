// Runs one fetched job to its end: in words, with progress, and so that a killed or repeated run is harmless.
import type { Log } from '../log.ts';
import { type Database, type Tx, transact } from '../db/transact.ts';
import { Refusal } from '../refusal.ts';
import { type AnyJobKind, JobCancelled, JobPutBack, type JobWork } from './kinds.ts';
import * as records from './records.ts';

/** What running needs. */
export interface JobRoom<A> {
  /** The pool of the queue's own role. */
  readonly queue: Database;
  /** The program's pool: the work itself runs here, under the walls of the person who asked. */
  readonly database: Database;
  /** The act in a job's transaction, or null when the person who asked can no longer act at all. */
  readonly actIn: (tx: Tx, jobId: string) => Promise<A | null>;
  readonly onEnded?: ((act: A, job: EndedRun) => Promise<void>) | undefined;
  readonly log: Log;
  readonly isStopping: () => boolean;
}

/** A job that is over, and not because somebody stopped it. */
export interface EndedRun {
  readonly jobId: string;
  readonly kind: string;
  readonly state: 'done' | 'failed';
}

/** What to do with the job in the queue. */
export type Verdict = 'over' | 'again' | 'put-back';

const GONE = new Refusal('not-signed-in', { message: 'The person who asked for this job can no longer act here.' });
const TOO_LONG = new Refusal('job-too-long', {
  message: 'It ran for twelve hours, which is the longest a job may; what it had committed stays.',
});

/** Runs the job. `isLast` says that it is not tried again after a fault. */
export async function runJob<A>(room: JobRoom<A>, kind: AnyJobKind<A>, jobId: string, isLast: boolean): Promise<Verdict> {
  const { queue } = room;
  if (!(await records.begin(queue, jobId))) {
    await records.end(queue, jobId, { state: 'cancelled' });
    return 'over';
  }
  try {
    const work = workOf(room, kind, jobId);
    const payload = await inTransaction(room, kind, jobId, (_act, tx) => payloadOf(tx, jobId));
    const result = await kind.run(work, kind.parse(payload));
    await tellEnded(room, kind, jobId, 'done');
    await records.end(queue, jobId, { state: 'done', result: result ?? null });
    return 'over';
  } catch (error) {
    return settle(room, kind, jobId, isLast, error);
  }
}

async function settle<A>(room: JobRoom<A>, kind: AnyJobKind<A>, jobId: string, isLast: boolean, error: unknown): Promise<Verdict> {
  const { queue, log } = room;
  if (error instanceof JobPutBack) {
    await records.waitAgain(queue, jobId, 'waits-for-start');
    return 'put-back';
  }
  if (error instanceof JobCancelled) {
    await records.end(queue, jobId, { state: 'cancelled' });
    return 'over';
  }
  if (error instanceof Refusal) {
    await tellEnded(room, kind, jobId, 'failed');
    await records.end(queue, jobId, { state: 'failed', problem: inWords(error), result: { code: error.code, detail: error.detail } });
    return 'over';
  }
  log.error('job-defect', { job: jobId, kind: kind.kind, error: error instanceof Error ? error : undefined });
  if (isLast) {
    await tellEnded(room, kind, jobId, 'failed');
    await records.end(queue, jobId, {
      state: 'failed',
      problem: 'Something went wrong in the program; the step it was in changed nothing.',
    });
    return 'over';
  }
  await records.waitAgain(queue, jobId, 'tried-again-after-fault');
  return 'again';
}

// While the pass is open, for afterwards nobody acts for the person any more. That nobody could be told changes nothing of the job.
async function tellEnded<A>(room: JobRoom<A>, kind: AnyJobKind<A>, jobId: string, state: EndedRun['state']): Promise<void> {
  const { onEnded } = room;
  if (!onEnded) return;
  try {
    await inTransaction(room, kind, jobId, (act) => onEnded(act, { jobId, kind: kind.kind, state }));
  } catch (error) {
    room.log.warn('job-end-untold', { job: jobId, kind: kind.kind, error: error instanceof Error ? error : undefined });
  }
}

/** A refusal as a sentence; a message in its facts says it best. */
function inWords(refusal: Refusal): string {
  const { message } = refusal.detail;
  if (typeof message === 'string') return message;
  const words = refusal.code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function inTransaction<A, T>(room: JobRoom<A>, kind: AnyJobKind<A>, jobId: string, run: (act: A, tx: Tx) => Promise<T>): Promise<T> {
  return transact(room.database, { credential: `j:${jobId}`, action: kind.kind, requestId: jobId }, async (tx) => {
    const act = await room.actIn(tx, jobId);
    if (act === null) throw (await records.isPassOver(room.queue, jobId)) ? TOO_LONG : GONE;
    return run(act, tx);
  });
}

function workOf<A>(room: JobRoom<A>, kind: AnyJobKind<A>, jobId: string): JobWork<A> {
  return {
    jobId,
    act: (run) => inTransaction(room, kind, jobId, run),
    step: async (doneSteps, totalSteps, note) => {
      const isCancelled = await records.progress(room.queue, jobId, doneSteps, totalSteps, note);
      if (isCancelled) throw new JobCancelled('somebody asked the job to stop');
      if (room.isStopping()) throw new JobPutBack('the program is stopping');
    },
  };
}

async function payloadOf(tx: Tx, jobId: string): Promise<unknown> {
  const { rows } = await tx.$client.query<{ payload: unknown }>('select payload from platform.job_payload where id = $1', [jobId]);
  if (!rows[0]) throw new Error('the job has no payload');
  return rows[0].payload;
}
