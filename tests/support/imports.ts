// What the tests of imports share: a world in which jobs run, datasets sent over the API, and waiting for a job.
import { type Jobs, createLog } from '#platform';
import { openAppJobs } from '../../src/app/jobs.ts';
import type { TestPerson, World } from './world.ts';

/** Takes up the jobs of a world until it is stopped. */
export function startJobs(world: World): Promise<Jobs> {
  return openAppJobs({
    connection: {
      host: world.cluster.host,
      port: world.cluster.port,
      user: 'siteward_jobs',
      password: world.passwords.siteward_jobs,
      database: world.databaseName,
    },
    database: world.database,
    now: () => world.now,
    cipher: world.cipher,
    files: world.files,
    log: createLog('silent'),
    pollMs: 20,
  });
}

/** The job once it is over, as the person sees it. */
export async function until(jobId: string, person: TestPerson, looks = 400): Promise<Record<string, unknown>> {
  for (let left = looks; left > 0; left--) {
    const { body } = await person.api('GET', `/jobs/${jobId}`);
    if (['done', 'failed', 'cancelled'].includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the job never ended');
}

/** Sends texts as datasets; answers the ids under which they are kept. */
export async function sent(person: TestPerson, files: readonly { name: string; text: string }[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, text } of files) {
    const { status, body } = await person.send('dataset', name, text);
    if (status !== 200) throw new Error(`${name} was answered ${status} ${body?.code}`);
    ids.push(body.id);
  }
  return ids;
}
