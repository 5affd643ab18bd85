// The read side of jobs for the people who asked for them, and their wish to stop one.
import type { Tx } from '../db/transact.ts';

/** A job as people see it. */
export interface JobRun {
  readonly id: string;
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly doneSteps: number;
  readonly totalSteps: number | null;
  readonly note: string | null;
  readonly result: unknown;
  readonly problem: string | null;
  readonly cancelAsked: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const COLUMNS = `id, kind, state, done_steps as "doneSteps", total_steps as "totalSteps", note, result, problem, cancel_asked as "cancelAsked",
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt"`;

/** The person's own jobs, the newest first, 100 at most. */
export async function listJobs(tx: Tx, personId: string): Promise<JobRun[]> {
  const { rows } = await tx.$client.query<JobRun>(
    `select ${COLUMNS} from platform.job_run where asked_by = $1 order by created_at desc, id desc limit 100`,
    [personId],
  );
  return rows;
}

/** One job of the person, or null. */
export async function jobOf(tx: Tx, personId: string, jobId: string): Promise<JobRun | null> {
  const { rows } = await tx.$client.query<JobRun>(`select ${COLUMNS} from platform.job_run where asked_by = $1 and id = $2`, [
    personId,
    jobId,
  ]);
  return rows[0] ?? null;
}

/** Asks a job to stop: one that waits is cancelled at once, a running one at its next step, one that is over stays as it is. */
export async function askToCancel(tx: Tx, personId: string, jobId: string): Promise<JobRun | null> {
  const { rows } = await tx.$client.query<JobRun>(
    `update platform.job_run set cancel_asked = true, state = case when state = 'queued' then 'cancelled' else state end, updated_at = now()
     where asked_by = $1 and id = $2 and state in ('queued', 'running') returning ${COLUMNS}`,
    [personId, jobId],
  );
  return rows[0] ?? jobOf(tx, personId, jobId);
}
