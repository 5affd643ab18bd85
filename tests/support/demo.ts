// The demo network in the database of a test, loaded as the program loads it, without a program around it.
import { readFile } from 'node:fs/promises';
import { accountPool } from '#access';
import { loadDemoNetwork } from '#demo';
import type { DemoStudy } from '#demo/rules';
import { openAccounts, openDatabase } from '#platform';
import { tell } from '../../src/app/rooms.ts';
import type { World } from './world.ts';

/** What is loaded; `now` is the world's. */
export interface DemoRequest {
  readonly portfolio: readonly DemoStudy[];
  readonly seed: number;
}

/** Loads the network through the real actions; answers how many participants were enrolled. */
export async function loadDemoInto(world: World, { portfolio, seed }: DemoRequest): Promise<number> {
  const { host, port } = world.cluster;
  const login = { host, port, user: 'siteward_auth', password: world.passwords.siteward_auth, database: world.databaseName };
  const authDatabase = openDatabase(login, 2);
  let participants = 0;
  try {
    await loadDemoNetwork({
      operator: (await world.operator()).act,
      database: world.database,
      authDatabase,
      accounts: openAccounts({
        pool: authDatabase,
        ...accountPool.accountHooks(authDatabase),
        secret: 'a secret of thirty-two characters or more, for this test',
        baseUrl: 'http://127.0.0.1:3000',
        demo: true,
      }),
      cipher: world.cipher,
      files: world.files,
      tell,
      protocolFile: (key) => readFile(`examples/protocols/${key.toLowerCase()}.usdm.json`),
      now: world.now,
      seed,
      portfolio,
      progress: (note, done) => (participants = note === 'Enrolling participants' ? done : participants),
    });
  } finally {
    await authDatabase.end();
  }
  return participants;
}
