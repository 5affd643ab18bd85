// The embedded database: starts a PostgreSQL of our own in the home folder, adopts one left behind, and never runs two.
import path from 'node:path';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { serverAccount, type Account } from './account.ts';
import { installBinaries, postgresBinaries, removeOldBinaries } from './binaries.ts';
import { codeOf } from '../error-code.ts';
import { ClusterError } from './failure.ts';
import { throughGate } from './gate.ts';
import { ensureData, readSuperuser, type Superuser } from './initial.ts';
import { asSuperuser, explainRefusal, takeOwnership, type Address, type Ownership } from './ownership.ts';
import { knownPlace, preparePlace, type Place } from './place.ts';
import {
  findServer,
  port,
  remakeSocketFolder,
  removeShortFolder,
  removeStaleLocks,
  socketFolder,
  startServer,
  stopServer,
} from './server.ts';
import { canSeeProcesses } from './processes.ts';
import { serverSettings, unsafeSettings } from './settings.ts';

/** How to start. */
export interface EmbeddedOptions {
  /** Folder for binaries, data and socket; made when missing. */
  readonly home: string;
  /** False only for throw-away test clusters: no flushes, no autovacuum. */
  readonly durable: boolean;
  /** Told one line per step; never a value from the database. */
  readonly log?: ((line: string) => void) | undefined;
  /** Told when the server was lost while it was ours, and when it is back. */
  readonly warn?: ((line: string) => void) | undefined;
  /** Where a database goes whose home the server's account cannot reach; `/var/lib/siteward` unless told. */
  readonly stateRoot?: string | undefined;
}

/** A running cluster that this process owns. */
export interface Cluster {
  /** Folder of the unix socket; nothing listens on the network. */
  readonly host: string;
  readonly port: 5432;
  readonly superuser: Superuser;
  /** True when a server left behind by a killed launcher was taken over instead of started. */
  readonly adopted: boolean;
  /** Ends the server cleanly and waits until it is gone. Safe to call twice. */
  stop(): Promise<void>;
}

/** What a second process needs to work with a cluster that another one owns. */
export type ClusterAddress = Pick<Cluster, 'host' | 'port' | 'superuser'>;

/**
 * Starts, or takes over, the database of a home folder.
 * @throws {ClusterError} with a sentence for the person at the terminal: in use by another launcher, no binaries, no account,
 * unreachable, damaged, or durable settings that do not read back as on.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Cluster> {
  try {
    await mkdir(options.home, { recursive: true });
    return await startIn(await realpath(options.home), options);
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof ClusterError || code === undefined) throw error;
    throw new ClusterError('not-started', `the database of ${options.home} cannot be started: ${code}${placeOf(error)}`, error);
  }
}

/** The call and the path of a system error; connection errors have neither. */
function placeOf(error: unknown): string {
  const { syscall, path: where } = error as { syscall?: unknown; path?: unknown };
  return typeof syscall === 'string' ? ` (${syscall}${typeof where === 'string' ? ` ${where}` : ''})` : '';
}

async function startIn(home: string, options: EmbeddedOptions): Promise<Cluster> {
  const log = options.log ?? (() => undefined);
  const warn = options.warn ?? log;
  const binaries = await postgresBinaries();
  return throughGate(home, async (alone) => {
    const known = await knownPlace(home);
    const account = await serverAccount(known.data);
    const place = await preparePlace(home, account, options.stateRoot);
    if (place.folder !== home) log(`the database lives in ${place.folder}`);
    const installed = await installBinaries(place.folder, binaries);
    const superuser = await ensureData(place, installed, account, { durable: options.durable, alone });
    const running = await runOne({ home, place, account, installed, superuser, durable: options.durable, log, warn });
    if (!running.adopted && alone) await removeOldBinaries(place.folder, installed);
    return running;
  });
}

/** Whether a home has a database, running or not. A first start that was killed on its way to one left none. */
export async function hasEmbedded(home: string): Promise<boolean> {
  const place = await knownPlace(await realpath(home));
  return stat(place.data).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );
}

/** The address of a cluster that some process runs for this home, or undefined; takes no ownership and starts nothing. */
export async function findEmbedded(home: string): Promise<ClusterAddress | undefined> {
  const place = await realpath(home).then(knownPlace, () => undefined);
  if (!place) return undefined;
  const superuser = await readSuperuser(place);
  if (!superuser) return undefined;
  const server = await findServer(place, await serverAccount(place.data));
  return server?.status === 'ready' ? { host: server.socketFolder, port, superuser } : undefined;
}

interface Launch {
  readonly home: string;
  readonly place: Place;
  readonly account: Account;
  readonly installed: string;
  readonly superuser: Superuser;
  readonly durable: boolean;
  readonly log: (line: string) => void;
  readonly warn: (line: string) => void;
}

async function runOne(launch: Launch): Promise<Cluster> {
  const { place, account, log } = launch;
  const giveUpAt = performance.now() + 120_000;
  const adoptBy = performance.now() + 15_000;
  while (performance.now() < giveUpAt) {
    const found = await findServer(place, account);
    if (!found) {
      if (canSeeProcesses) await removeStaleLocks(place);
      const sockets = await socketFolder(place, account);
      const pid = await startServer(place, launch.installed, account, sockets, serverSettings(launch.durable)).catch(
        async (error: unknown) => {
          await removeShortFolder(sockets);
          throw error;
        },
      );
      if (pid !== undefined) return own(launch, { host: sockets, port }, pid, false);
      await removeShortFolder(sockets);
    } else if (found.status === 'ready') {
      log('found a running database server, trying to take it over');
      try {
        return await own(launch, { host: found.socketFolder, port }, found.pid, true);
      } catch (error) {
        // A connection that breaks belongs to a server that is just going away: look again.
        if (error instanceof ClusterError || performance.now() > adoptBy) throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new ClusterError(
    'not-started',
    `the server over ${place.data} neither came up nor went away within two minutes: see ${path.join(place.folder, 'postgres.log')}`,
  );
}

/**
 * Starts the server again behind the same socket when it is gone. It comes through the start gate like every start, so
 * that another launcher and this one never start two.
 */
async function revive(launch: Launch, address: Address): Promise<number | undefined> {
  const { home, place, account, installed, durable } = launch;
  return throughGate(home, async () => {
    const found = await findServer(place, account);
    if (found) return found.pid;
    if (canSeeProcesses) await removeStaleLocks(place);
    await remakeSocketFolder(address.host, account);
    return startServer(place, installed, account, address.host, serverSettings(durable));
  });
}

async function own(launch: Launch, address: Address, startedAs: number, adopted: boolean): Promise<Cluster> {
  const { place, account, superuser, log, warn } = launch;
  let pid = startedAs;
  const bringBack = async (): Promise<void> => {
    pid = (await revive(launch, address)) ?? pid;
  };
  const ownership = await takeOwnership(address, superuser, { log, warn, revive: bringBack }).catch(async (error: unknown) => {
    if (!adopted) await stopServer(place, account, pid);
    throw explainRefusal(error, place.folder);
  });
  if (!ownership) {
    throw new ClusterError(
      'in-use',
      `another siteward process already runs the database in ${place.folder}: stop that one first, or use another home folder`,
    );
  }
  const stop = stopOnce(launch, address, () => pid, ownership);
  const reading = launch.durable ? asSuperuser(address, superuser, unsafeSettings) : Promise.resolve([]);
  const unsafe = await reading.catch(async (error: unknown) => {
    await (adopted ? ownership.release() : stop());
    throw error;
  });
  if (unsafe.length > 0) {
    await stop();
    throw new ClusterError(
      'not-durable',
      `the database in ${place.folder} would not survive a crash: ${unsafe.join(', ')}; siteward does not start on it`,
    );
  }
  log(adopted ? `took over the database server (process ${pid})` : `database server started (process ${pid}, user ${account.name})`);
  return { host: address.host, port, superuser, adopted, stop };
}

function stopOnce(launch: Launch, address: Address, pid: () => number, ownership: Ownership): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    if (ownership.isLost()) return;
    await ownership.letGo();
    const gone = stopServer(launch.place, launch.account, pid());
    await gone.finally(() => ownership.release());
    await removeShortFolder(address.host);
    launch.log('database server stopped');
  };
  return () => (stopping ??= stop());
}
