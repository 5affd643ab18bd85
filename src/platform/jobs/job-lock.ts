// A lock that says "somebody works on this job": it lives as long as its connection, so a killed worker lets go of it at once.
import type { Database } from '../db/transact.ts';

/** Holds the job's lock while `work` runs; answers null without running it when another connection holds the lock. */
export async function withJobLock<T>(queue: Database, jobId: string, work: () => Promise<T>): Promise<T | null> {
  const client = await queue.connect();
  // A connection that breaks under a long job must not end the program.
  client.on('error', ignore);
  let broken = true;
  try {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 7401)) as locked', [jobId]);
    if (!rows[0]?.locked) {
      broken = false;
      return null;
    }
    const result = await work();
    await client.query('select pg_advisory_unlock(hashtextextended($1, 7401))', [jobId]);
    broken = false;
    return result;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

function ignore(): void {}
