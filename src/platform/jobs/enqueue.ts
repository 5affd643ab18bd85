// Queues a job inside the caller's transaction: it exists if and only if the transaction commits.
import PgBoss from 'pg-boss';
import type { Tx } from '../db/transact.ts';

// Only builds statements; each one runs on the caller's own connection, so it never needs to be started.
const sender = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error('a job is queued on the connection of its transaction')) },
  schema: 'jobs',
  migrate: false,
});

/** Who asks, and the id the job shall have. */
export interface Asking {
  readonly askedBy: string;
  readonly jobId: string;
}

/**
 * Queues a job of a kind with its payload (JSON) and answers its id; the database opens its pass. The worker runs it with the grants that the person who asked
 * holds by then. Throws when nobody runs jobs of this kind here: a job that is queued nowhere would be lost in silence.
 */
export async function enqueue(tx: Tx, kind: string, payload: unknown, { askedBy, jobId }: Asking): Promise<string> {
  const client = tx.$client;
  await client.query({
    name: 'queue-job-run',
    text: `insert into platform.job_run (id, kind, asked_by, state) values ($1, $2, $3, 'queued')`,
    values: [jobId, kind, askedBy],
  });
  await client.query({
    name: 'queue-job-payload',
    text: 'insert into platform.job_payload (id, payload) values ($1, $2)',
    values: [jobId, JSON.stringify(payload ?? null)],
  });
  const sent = await sender.send({ name: kind, options: { id: jobId, db: { executeSql: (text, values) => client.query(text, values) } } });
  if (sent === null) throw new Error(`no queue takes jobs of kind ${kind}`);
  return sent;
}
