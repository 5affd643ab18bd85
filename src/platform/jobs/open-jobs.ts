// The queue and its workers over pg-boss: several at once, over any number of processes, each job on one of them at a time.
import PgBoss from 'pg-boss';
import type pg from 'pg';
import type { Log } from '../log.ts';
import { type Database, type Tx, openDatabase } from '../db/transact.ts';
import { withJobLock } from './job-lock.ts';
import type { AnyJobKind } from './kinds.ts';
import * as records from './records.ts';
import { type EndedRun, type JobRoom, runJob } from './run-job.ts';

/** What to open. */
export interface JobsRequest<A> {
  /** A login as siteward_jobs. */
  readonly connection: pg.PoolConfig;
  /** The program's own pool. */
  readonly database: Database;
  readonly kinds: readonly AnyJobKind<A>[];
  readonly actIn: (tx: Tx, jobId: string) => Promise<A | null>;
  /** Told in a transaction of the person who asked when a job is done or has failed for good, before its pass closes. */
  readonly onEnded?: (act: A, job: EndedRun) => Promise<void>;
  readonly log: Log;
  /** Jobs run by this process at the same time; 0 only queues. Default 2. */
  readonly atOnce?: number;
  /** How often the queue is looked at when it is empty, in milliseconds. */
  readonly pollMs?: number;
  /** Seconds after which a fetched job is asked whether its worker still lives. */
  readonly orphanSeconds?: number;
}

/** An open queue. */
export interface Jobs {
  /** Takes no further job, asks the running ones to step back, waits for them, and closes the queue's pool. */
  readonly stop: () => Promise<void>;
}

// A run is never declared dead by its age: only by the lock that its worker's connection holds.
const NEVER_EXPIRES_HOURS = 23;
const RETRIES = 2;

/** Opens the queue, makes the queues of these kinds, and starts working. Migrations make the schema, never this. */
export async function openJobs<A>(request: JobsRequest<A>): Promise<Jobs> {
  const { kinds, log, atOnce = 2, pollMs = 500, orphanSeconds = 10 } = request;
  const queue = openDatabase(request.connection, atOnce * 2 + 2);
  const boss = await openQueues(queue, kinds, atOnce > 0, log);
  const wake = new AbortController();
  const { signal } = wake;
  const room: JobRoom<A> = {
    queue,
    database: request.database,
    actIn: request.actIn,
    onEnded: request.onEnded,
    log,
    isStopping: () => signal.aborted,
  };
  const loops = Array.from({ length: atOnce }, () => loop({ signal, log, pauseMs: pollMs }, () => workOnce(room, boss, kinds)));
  if (atOnce > 0) {
    const pauseMs = Math.max(pollMs, (orphanSeconds * 1_000) / 2);
    loops.push(loop({ signal, log, pauseMs }, () => reviveOrphans(room, boss, kinds, orphanSeconds)));
  }
  return {
    stop: async () => {
      wake.abort();
      await Promise.all(loops);
      await boss.stop({ graceful: false });
      await queue.end();
    },
  };
}

/** Starts pg-boss over the pool and makes the queues; closes the pool when that fails. */
async function openQueues(queue: Database, kinds: readonly { readonly kind: string }[], supervise: boolean, log: Log): Promise<PgBoss> {
  const db = { executeSql: (text: string, values: unknown[]) => queue.query(text, values) };
  const boss = new PgBoss({ db, schema: 'jobs', migrate: false, supervise, schedule: false });
  boss.on('error', (error: Error) => log.warn('queue', { error }));
  const policy = { retryLimit: RETRIES, retryDelay: 1, retryBackoff: true, expireInHours: NEVER_EXPIRES_HOURS };
  try {
    await boss.start();
    for (const { kind } of kinds) await boss.createQueue(kind, { name: kind, ...policy });
    return boss;
  } catch (error) {
    await queue.end();
    throw error;
  }
}

/** Does `turn` again and again until the end, at once while there is work, else after a pause. */
async function loop(
  { signal, log, pauseMs }: { readonly signal: AbortSignal; readonly log: Log; readonly pauseMs: number },
  turn: () => Promise<boolean>,
): Promise<void> {
  while (!signal.aborted) {
    const worked = await turn().catch((error: unknown) => {
      log.warn('queue', { error: error instanceof Error ? error : undefined });
      return false;
    });
    if (!worked) await sleep(pauseMs, signal);
  }
}

/** Fetches one job and runs it; answers whether there was one. */
async function workOnce<A>(room: JobRoom<A>, boss: PgBoss, kinds: readonly AnyJobKind<A>[]): Promise<boolean> {
  const waiting = await records.kindsWaiting(
    room.queue,
    kinds.map(({ kind }) => kind),
  );
  for (const kind of kinds.filter((one) => waiting.includes(one.kind))) {
    const [job] = await boss.fetch(kind.kind, { includeMetadata: true, batchSize: 1 });
    if (!job) continue;
    await withJobLock(room.queue, job.id, async () => {
      const verdict = await runJob(room, kind, job.id, job.retryCount >= job.retryLimit);
      if (verdict === 'over') await boss.complete(kind.kind, job.id);
      if (verdict === 'again') await boss.fail(kind.kind, job.id);
      if (verdict === 'put-back') await records.putBack(room.queue, kind.kind, job.id);
    });
    return true;
  }
  return false;
}

/** Gives jobs back whose worker was killed; one that killed its worker too often has failed. Never asks to be called at once. */
async function reviveOrphans<A>(room: JobRoom<A>, boss: PgBoss, kinds: readonly AnyJobKind<A>[], seconds: number): Promise<boolean> {
  const fetched = await records.fetchedBefore(
    room.queue,
    kinds.map(({ kind }) => kind),
    seconds,
  );
  for (const { id, name, isLast } of fetched) {
    await withJobLock(room.queue, id, async () => {
      if (isLast)
        await records.end(room.queue, id, {
          state: 'failed',
          problem: 'The program ended several times while it ran; it is not tried again.',
        });
      else await records.waitAgain(room.queue, id, 'tried-again-after-end');
      await boss.fail(name, id);
    });
  }
  return false;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wakeUp = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wakeUp);
      resolve();
    };
    const timer = setTimeout(wakeUp, ms);
    signal.addEventListener('abort', wakeUp);
    if (signal.aborted) wakeUp();
  });
}
