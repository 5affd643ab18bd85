// A stage for browser tests: the real program with its built pages on a free port, over a database of its own and a clock that stands still.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountPool } from '#access';
import type { DemoStudy } from '#demo/rules';
import {
  type FixedClock,
  type HomeKind,
  createLog,
  fixedClock,
  freePort,
  openAccounts,
  openDatabase,
  openHome,
  readConfig,
} from '#platform';
import { loadDemo } from '../../src/app/demo.ts';
import type { Installation } from '../../src/app/installation.ts';
import { serveInstallation } from '../../src/app/serve.ts';
import { type World, openWorld } from '../support/world.ts';

/** A served installation. */
export interface Stage {
  readonly world: World;
  readonly installation: Installation;
  readonly clock: FixedClock;
  /** Where the pages are. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** What to serve. */
export interface StageRequest {
  readonly kind: HomeKind;
  /** The frozen instant; J1's Monday morning in Austin if left out. */
  readonly now?: string;
  /** Served under a name, without which a browser makes no passkeys. */
  readonly named?: true;
}

/** Serves an empty installation of this kind. */
export async function openStage({ kind, now = '2026-04-13T14:00:00Z', named }: StageRequest): Promise<Stage> {
  const [world, port, folder] = await Promise.all([openWorld(now), freePort(), mkdtemp(join(tmpdir(), 'siteward-stage-'))]);
  // Pages of its own, so that a build by somebody else does not take them away under a running test.
  await cp('dist/web', join(folder, 'program/dist/web'), { recursive: true });
  const installation = await installationOf(world, { kind, now, port, folder, named });
  const serving = await serveInstallation(installation);
  return {
    world,
    installation,
    clock: installation.clock as FixedClock,
    address: serving.address,
    close: async () => {
      await serving.stop();
      await installation.stop();
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Serves the demo network's sites and people with the study NLX-301: three study-sites, contract C1, and 101-007 seen up to V2. Other
 * studies of the portfolio come along where they are asked for.
 */
export async function openDemoStage(now?: string, studies: readonly DemoStudy[] = []): Promise<Stage> {
  const stage = await openStage({ kind: 'demo', ...(now ? { now } : {}) });
  if (studies.length > 0)
    await cp('examples/protocols', join(stage.installation.programFolder, 'examples', 'protocols'), { recursive: true });
  await loadDemo(stage.installation, () => undefined, studies);
  return stage;
}

async function installationOf(
  world: World,
  { kind, now, port, folder, named }: { kind: HomeKind; now: string; port: number; folder: string; named: true | undefined },
): Promise<Installation> {
  const clock = fixedClock(now);
  const config = readConfig({
    env: { PORT: String(port), SITEWARD_HOME: join(folder, 'home'), ...(named ? { BASE_URL: `http://localhost:${port}` } : {}) },
    cwd: folder,
  });
  const home = await openHome({ folder: config.home, kind, version: 'test', now: clock.now() });
  const sessionSecret = 'a secret of thirty-two characters or more, for browser tests';
  const connectionOf = (user: keyof World['passwords']) => ({
    host: world.cluster.host,
    port: world.cluster.port,
    user,
    password: world.passwords[user],
    database: world.databaseName,
  });
  const authDatabase = openDatabase(connectionOf('siteward_auth'), 4);
  const accounts = openAccounts({
    pool: authDatabase,
    ...accountPool.accountHooks(authDatabase),
    secret: sessionSecret,
    baseUrl: config.baseUrl,
    demo: kind === 'demo',
  });
  return {
    config,
    home,
    clock,
    accounts,
    authDatabase,
    connectionOf,
    secrets: { ...testKeys(), sessionSecret, databasePasswords: world.passwords },
    log: createLog('error'),
    programFolder: join(folder, 'program'),
    database: world.database,
    cipher: world.cipher,
    files: world.files,
    macKey: randomBytes(32),
    operatorToken: randomBytes(32).toString('base64url'),
    stop: () => authDatabase.end(),
  };
}

function testKeys(): Pick<Installation['secrets'], 'vaultKeys' | 'blindIndexKey' | 'anchorKey'> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    vaultKeys: [{ version: 1, key: randomBytes(32) }],
    blindIndexKey: randomBytes(32),
    anchorKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
