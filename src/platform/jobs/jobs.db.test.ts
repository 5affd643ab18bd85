// Background jobs on a real database: queued with their transaction, run on behalf of the asker, stopped, and taken up after a crash.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { newId } from '#lib';
import { type TestPerson, type World, openWorld } from '../../../tests/support/world.ts';
import type { Tx } from '../db/transact.ts';
import { createLog } from '../log.ts';
import { type JobRun, type Jobs, askToCancel, enqueue, jobOf, openJobs } from './index.ts';
import type { AnyJobKind } from './kinds.ts';

let world: World;
let kirk: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  kirk = await world.person('Kirk Keeper', [{ role: 'network-manager' }]);
});
afterAll(() => world.close());

const connection = () => ({
  host: world.cluster.host,
  port: world.cluster.port,
  user: 'siteward_jobs',
  password: world.passwords.siteward_jobs,
  database: world.databaseName,
});

async function withJobs<T>(
  kinds: readonly AnyJobKind<Tx>[],
  work: (jobs: Jobs) => Promise<T>,
  more: { atOnce?: number; orphanSeconds?: number } = {},
): Promise<T> {
  const actIn = async (tx: Tx) => ((await tx.$client.query('select id from access.actor()')).rowCount === 1 ? tx : null);
  const jobs = await openJobs<Tx>({
    connection: connection(),
    database: world.database,
    kinds,
    actIn,
    log: createLog('silent'),
    pollMs: 20,
    orphanSeconds: 1,
    ...more,
  });
  try {
    return await work(jobs);
  } finally {
    await jobs.stop();
  }
}

const ask = (kind: string, payload: unknown = {}, who = kirk) =>
  who.act('test.ask', (act) => enqueue(act.tx, kind, payload, { askedBy: who.id, jobId: newId() }));
const look = (id: string, who = kirk) => who.act('test.look', (act) => jobOf(act.tx, who.id, id));

async function until(id: string, holds: (job: JobRun) => boolean, who = kirk): Promise<JobRun> {
  for (let left = 400; ; left--) {
    const job = await look(id, who);
    if (job && holds(job)) return job;
    if (left === 0) throw new Error(`the job never came so far: ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
const isOver = (job: JobRun) => ['done', 'failed', 'cancelled'].includes(job.state);
const kindOf = (kind: string, run: AnyJobKind<Tx>['run']): AnyJobKind<Tx> => ({ kind, parse: (payload) => payload, run });
const counted = (text: string, values: unknown[]) => world.superuser.query(text, values).then(({ rows }) => Number(rows[0].count));

// Another process that works on the job, writes in its transaction, says so, and never comes to an end.
const DOOMED_WORKER = `
import { createLog, openDatabase, openJobs } from '#platform';
await openJobs({
  connection: JSON.parse(process.env.AS), database: openDatabase(JSON.parse(process.env.APP)), log: createLog('silent'), pollMs: 20, actIn: async (tx) => tx,
  kinds: [{ kind: 'test.kill', parse: (payload) => payload, run: (work) => work.act(async (tx) => {
    await tx.$client.query("insert into platform.idempotency (actor_id, key, route, request_mac, grants_hash) select id, 'from-killed-job', 'test', '', '' from access.actor()");
    await work.step(1, 2, 'In the middle of it');
    process.stdout.write('in the middle');
    await new Promise(() => {});
  }) }],
});
setInterval(() => {}, 1000);
`;

describe('background jobs', () => {
  it('[JOB-01] a job exists if and only if its transaction commits', async () => {
    await withJobs([kindOf('test.never', async () => null)], async () => {
      await expect(
        kirk.act('test.ask', async (act) => {
          await enqueue(act.tx, 'test.never', {}, { askedBy: kirk.id, jobId: newId() });
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      expect(await counted(`select count(*) from jobs.job where name = $1`, ['test.never'])).toBe(0);
      expect(await counted(`select count(*) from platform.job_run where kind = $1`, ['test.never'])).toBe(0);
    });
  });

  it('[JOB-01] a kind that nobody takes is an error and not a silence', async () => {
    await expect(ask('test.unknown')).rejects.toThrow('no queue takes jobs of kind test.unknown');
  });

  it('[JOB-02] it acts as the person who asked, shows how far it is, and keeps its answer', async () => {
    const kind = kindOf('test.steps', async (work, payload) => {
      await work.step(1, 2, 'Half of it');
      const name = await work.act(
        async (tx) => (await tx.$client.query<{ name: string }>('select name from access.actor()')).rows[0]?.name,
      );
      await work.step(2, 2, 'All of it');
      return { name, payload };
    });
    const id = await withJobs([kind], async () => {
      const asked = await ask('test.steps', { n: 7 });
      expect(await until(asked, isOver)).toMatchObject({
        state: 'done',
        doneSteps: 2,
        totalSteps: 2,
        note: 'All of it',
        result: { name: 'Kirk Keeper', payload: { n: 7 } },
      });
      return asked;
    });
    expect(await counted('select count(*) from access.job_pass where id = $1 and closed_at is not null', [id])).toBe(1);
    expect(await counted('select count(*) from platform.job_payload where id = $1', [id])).toBe(0);
    expect((await world.request(`j:${id}`, 'GET', '/access/me')).status).toBe(401);
  });

  it('[JOB-03] it runs with the grants of the person as they are by then: who is closed off does nothing any more', async () => {
    const leaver = await world.person('Lea Leaver', [{ role: 'network-manager' }]);
    let ran = 0;
    const kind = kindOf('test.leaver', async (work) => {
      await work.act(async () => ran++);
    });
    const id = await withJobs([kind], () => ask('test.leaver', {}, leaver), { atOnce: 0 });
    await world.superuser.query('update access.person set disabled_at = now() where id = $1', [leaver.id]);
    await withJobs([kind], async () => {
      for (let left = 200; left > 0; left--) {
        const { rows } = await world.superuser.query('select state from platform.job_run where id = $1', [id]);
        if (rows[0].state === 'failed') break;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    });
    const { rows } = await world.superuser.query('select state, problem from platform.job_run where id = $1', [id]);
    expect(rows[0]).toEqual({ state: 'failed', problem: 'The person who asked for this job can no longer act here.' });
    expect(ran).toBe(0);
  });

  it('[JOB-08] its pass opens with the run and with nothing else, for twelve hours at most, and never again after its end', async () => {
    const meanwhile: number[] = [];
    const passOf = async (id: string) =>
      (
        await world.superuser.query(
          `select closed_at, extract(epoch from open_until - now()) / 3600 as hours from access.job_pass where id = $1`,
          [id],
        )
      ).rows[0];
    const kind = kindOf('test.pass', async (work) => {
      meanwhile.push((await world.request(`j:${work.jobId}`, 'GET', '/access/me')).status, Number((await passOf(work.jobId)).hours));
    });
    const id = await withJobs([kind], () => ask('test.pass'), { atOnce: 0 });
    const outside = async () => (await world.request(`j:${id}`, 'GET', '/access/me')).status;
    expect([await outside(), await passOf(id)]).toEqual([401, { closed_at: null, hours: null }]);
    await withJobs([kind], () => until(id, isOver));
    expect(meanwhile[0]).toBe(200);
    expect(meanwhile[1]).toBeGreaterThan(11.9);
    expect(meanwhile[1]).toBeLessThanOrEqual(12);
    expect([await outside(), (await passOf(id)).hours]).toEqual([401, null]);
    const forge = (text: string) => kirk.act('test.forge', (act) => act.tx.$client.query(text, [id]));
    await expect(forge(`update access.job_pass set open_until = now() + interval '1 year' where id = $1`)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(forge(`update platform.job_run set state = 'running', cancel_asked = false where id = $1`)).rejects.toMatchObject({
      code: '42501',
    });
    await forge(`update access.job_pass set closed_at = null where id = $1`);
    expect(await outside()).toBe(401);
  });

  it('[JOB-08] a run that outlives its pass acts no more, and says so', async () => {
    const kind = kindOf('test.endless', async (work) => {
      await work.act(async () => undefined);
      await world.superuser.query(`update access.job_pass set open_until = now() where id = $1`, [work.jobId]);
      await work.act(async () => undefined);
    });
    await withJobs([kind], async () => {
      expect(await until(await ask('test.endless'), isOver)).toMatchObject({
        state: 'failed',
        problem: expect.stringMatching(/twelve hours/),
      });
    });
  });

  it('[JOB-04] a running job stops at its next step when asked to, and what it had not committed is undone', async () => {
    const kind = kindOf('test.long', async (work) => {
      await work.act(async (tx) => {
        await tx.$client.query(
          `insert into platform.idempotency (actor_id, key, route, request_mac, grants_hash) select id, 'from-cancelled-job', 'test', '', '' from access.actor()`,
        );
        for (let step = 1; ; step++) {
          await work.step(step, null, 'Still at it');
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      });
    });
    await withJobs([kind], async () => {
      const id = await ask('test.long');
      await until(id, (job) => job.doneSteps > 1);
      expect(await kirk.act('test.cancel', (act) => askToCancel(act.tx, kirk.id, id))).toMatchObject({
        state: 'running',
        cancelAsked: true,
      });
      expect(await until(id, isOver)).toMatchObject({ state: 'cancelled', problem: null });
    });
    expect(await counted(`select count(*) from platform.idempotency where key = $1`, ['from-cancelled-job'])).toBe(0);
  });

  it('[JOB-04] a job that waits is cancelled at once, its pass with it, and never runs', async () => {
    let ran = 0;
    const kind = kindOf('test.waiting', async () => ++ran);
    const id = await withJobs([kind], () => ask('test.waiting'), { atOnce: 0 });
    expect(await kirk.act('test.cancel', (act) => askToCancel(act.tx, kirk.id, id))).toMatchObject({ state: 'cancelled' });
    expect(await counted('select count(*) from access.job_pass where id = $1 and closed_at is not null', [id])).toBe(1);
    await withJobs([kind], () => new Promise((resolve) => setTimeout(resolve, 200)));
    expect([ran, (await look(id))?.state]).toEqual([0, 'cancelled']);
    expect(await counted('select count(*) from platform.job_payload where id = $1', [id])).toBe(0);
  });

  it('[JOB-05] a job whose worker is killed half-way is taken up again', async () => {
    let runs = 0;
    const kind = kindOf('test.crash', async () => ++runs);
    const id = await withJobs([kind], () => ask('test.crash'), { atOnce: 0 });
    // What a killed worker leaves: fetched a while ago, running, and nobody holds its lock.
    await world.superuser.query(`update jobs.job set state = 'active', started_on = now() - interval '1 minute' where id = $1`, [id]);
    await world.superuser.query(`update platform.job_run set state = 'running' where id = $1`, [id]);
    await withJobs([kind], async () => expect(await until(id, isOver)).toMatchObject({ state: 'done', result: 1 }));
  });

  it('[JOB-05] a worker process killed in the middle of a job lets go of it, what it had not committed is gone, and the job runs again', async () => {
    const kind = kindOf('test.kill', async (work) =>
      work.act(async (tx) => (await tx.$client.query('select 1 from platform.idempotency where key = $1', ['from-killed-job'])).rowCount),
    );
    const id = await withJobs([kind], () => ask('test.kill'), { atOnce: 0 });
    const worker = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', DOOMED_WORKER], {
      env: {
        ...process.env,
        AS: JSON.stringify(connection()),
        APP: JSON.stringify({ ...connection(), user: 'siteward_app', password: world.passwords.siteward_app }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(worker.stdout, 'data');
    expect(await look(id)).toMatchObject({ state: 'running', note: 'In the middle of it' });
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    await withJobs([kind], async () => expect(await until(id, isOver)).toMatchObject({ state: 'done', result: 0 }));
  });

  it('[JOB-05] a job is left alone while the lock of its worker is held, however long it takes', async () => {
    const kind = kindOf('test.alive', async () => 'taken over');
    const id = await withJobs([kind], () => ask('test.alive'), { atOnce: 0 });
    await world.superuser.query(`update jobs.job set state = 'active', started_on = now() - interval '1 hour' where id = $1`, [id]);
    await world.superuser.query(`update platform.job_run set state = 'running' where id = $1`, [id]);
    const worker = new pg.Client(connection());
    await worker.connect();
    await worker.query('select pg_advisory_lock(hashtextextended($1, 7401))', [id]);
    await withJobs([kind], async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await look(id)).toMatchObject({ state: 'running' });
      await worker.end();
      expect(await until(id, isOver)).toMatchObject({ state: 'done', result: 'taken over' });
    });
  });

  it('[JOB-05] a fault is tried again, and after the third time said to have failed', async () => {
    let runs = 0;
    const kind = kindOf('test.fault', async () => {
      runs++;
      throw new Error('a defect with a name in it');
    });
    await withJobs([kind], async () => {
      const id = await ask('test.fault');
      const job = await until(id, isOver);
      expect(job).toMatchObject({ state: 'failed', problem: 'Something went wrong in the program; the step it was in changed nothing.' });
      expect(runs).toBe(3);
    });
  });

  it('[JOB-06] a program that stops puts its running job back, and the next start finishes it', async () => {
    let runs = 0;
    const kind = kindOf('test.stop', async (work) => {
      runs++;
      for (let step = 1; runs === 1; step++) {
        await work.step(step, null, 'First run');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return 'second run';
    });
    const id = await withJobs([kind], async () => {
      const asked = await ask('test.stop');
      await until(asked, (job) => job.doneSteps > 1);
      return asked;
    });
    expect(await look(id)).toMatchObject({ state: 'queued', note: 'waits-for-start' });
    await withJobs([kind], async () => expect(await until(id, isOver)).toMatchObject({ state: 'done', result: 'second run' }));
  });

  it('[JOB-07] nobody sees the queue entry, the payload or the job of another person', async () => {
    const other = await world.person('Olga Other', [{ role: 'network-manager' }]);
    const kind = kindOf('test.private', async () => null);
    const id = await withJobs([kind], () => ask('test.private', { secret: 'canary' }), { atOnce: 0 });
    expect(await look(id, other)).toBeNull();
    const counts = await other.act('test.peek', async ({ tx }) => {
      const { rows } = await tx.$client.query<Record<string, number>>(
        `select (select count(*)::int from jobs.job) as jobs, (select count(*)::int from platform.job_payload) as payloads, (select count(*)::int from access.job_pass) as passes`,
      );
      return rows[0];
    });
    expect(counts).toEqual({ jobs: 0, payloads: 0, passes: 0 });
    await expect(
      other.act('test.forge', (act) => enqueue(act.tx, 'test.private', {}, { askedBy: kirk.id, jobId: newId() })),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
