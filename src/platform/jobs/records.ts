// The worker's bookkeeping under the queue's own role: state and progress of jobs, their end, jobs left behind.
import type { Database } from '../db/transact.ts';

/** How a job ended. */
export interface JobEnd {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly result?: unknown;
  /** In words, for the person who asked. */
  readonly problem?: string;
}

/** Marks the job as running and answers whether it may: not one that was cancelled or is over. */
export async function begin(queue: Database, jobId: string): Promise<boolean> {
  const { rowCount } = await queue.query(
    `update platform.job_run set state = 'running', done_steps = 0, total_steps = null, note = null, updated_at = now()
     where id = $1 and state in ('queued', 'running') and not cancel_asked`,
    [jobId],
  );
  return rowCount === 1;
}

/** Writes how far the job is; answers whether somebody asked it to stop. */
export async function progress(
  queue: Database,
  jobId: string,
  doneSteps: number,
  totalSteps: number | null,
  note: string,
): Promise<boolean> {
  const { rows } = await queue.query<{ cancel_asked: boolean }>(
    `update platform.job_run set done_steps = $2, total_steps = $3, note = $4, updated_at = now() where id = $1 returning cancel_asked`,
    [jobId, doneSteps, totalSteps, note],
  );
  return rows[0]?.cancel_asked ?? true;
}

/** Whether the job ran so long that its pass is over. */
export async function isPassOver(queue: Database, jobId: string): Promise<boolean> {
  const { rows } = await queue.query<{ over: boolean }>('select platform.is_job_pass_over($1) as over', [jobId]);
  return rows[0]?.over ?? false;
}

/** Ends the job: its state, with which the database closes its pass, and its payload, in one transaction. A job that is over stays as it is. */
export async function end(queue: Database, jobId: string, { state, result, problem }: JobEnd): Promise<void> {
  const client = await queue.connect();
  try {
    await client.query('begin');
    await client.query(
      `update platform.job_run set state = $2, result = $3, problem = $4, updated_at = now() where id = $1 and state in ('queued', 'running')`,
      [jobId, state, result === undefined ? null : JSON.stringify(result), problem ?? null],
    );
    await client.query('delete from platform.job_payload where id = $1', [jobId]);
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Says that the job waits again. */
export async function waitAgain(queue: Database, jobId: string, note: string): Promise<void> {
  await queue.query(`update platform.job_run set state = 'queued', note = $2, updated_at = now() where id = $1 and state = 'running'`, [
    jobId,
    note,
  ]);
}

/** Gives a job back to the queue as if it had not been fetched. */
export async function putBack(queue: Database, kind: string, jobId: string): Promise<void> {
  await queue.query(
    `update jobs.job set state = 'retry', started_on = null, start_after = now() where name = $1 and id = $2 and state = 'active'`,
    [kind, jobId],
  );
}

/** The kinds among these that have work waiting. */
export async function kindsWaiting(queue: Database, kinds: readonly string[]): Promise<string[]> {
  const { rows } = await queue.query<{ name: string }>(
    `select k.name from unnest($1::text[]) k (name)
     where exists (select 1 from jobs.job j where j.name = k.name and j.state < 'active' and j.start_after < now())`,
    [kinds],
  );
  return rows.map((row) => row.name);
}

/** A job that somebody fetched some time ago and that is not over. */
export interface FetchedJob {
  readonly id: string;
  readonly name: string;
  readonly isLast: boolean;
}

/** Jobs fetched longer than `seconds` ago; whether their worker still lives shows the lock it holds. */
export async function fetchedBefore(queue: Database, kinds: readonly string[], seconds: number): Promise<FetchedJob[]> {
  const { rows } = await queue.query<FetchedJob>(
    `select id, name, retry_count >= retry_limit as "isLast" from jobs.job
     where name = any($1) and state = 'active' and started_on < now() - make_interval(secs => $2)`,
    [kinds, seconds],
  );
  return rows;
}
