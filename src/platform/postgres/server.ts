// One PostgreSQL process over one data folder: find it, start it, wait for it, stop it.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { runAs, type Account } from './account.ts';
import { ClusterError } from './failure.ts';
import { readPidFile, type PidFile } from './pid-file.ts';
import { giveTo, type Place } from './place.ts';
import { canSeeProcesses, isAlive, processesIn } from './processes.ts';

/** PostgreSQL's port number names the socket file; nothing listens on the network. */
export const port = 5432;

/** The longest path a unix socket may have: 107 bytes on Linux, 103 on macOS. */
const socketPathBytes = process.platform === 'darwin' ? 103 : 107;
const startPatienceMs = 120_000;
const stopPatienceMs = 60_000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The live server of a place, or undefined. Left-over backends of a killed postmaster are waited for.
 * @throws {ClusterError} `in-use` when processes stay in the data folder without a postmaster.
 */
export async function findServer(place: Place, account: Account): Promise<PidFile | undefined> {
  const giveUpAt = performance.now() + 15_000;
  for (;;) {
    const file = await readPidFile(place.data);
    if (!canSeeProcesses) return file && isAlive(file.pid) ? file : undefined;
    const inside = await processesIn(place.data, account);
    if (inside.length === 0) return undefined;
    if (file && inside.includes(file.pid)) return file;
    if (performance.now() > giveUpAt) {
      throw new ClusterError(
        'in-use',
        `processes ${inside.join(', ')} still work in ${place.data} though their server is gone: end them, then start again`,
      );
    }
    await pause(50);
  }
}

/**
 * Removes the lock files of a server that no longer exists. Call only through the start gate and after `findServer` found
 * nobody in the data folder: an unreaped zombie makes PostgreSQL refuse because of both files.
 */
export async function removeStaleLocks(place: Place): Promise<void> {
  const file = await readPidFile(place.data);
  const folders = new Set([path.join(place.folder, 'sock'), ...(file && path.isAbsolute(file.socketFolder) ? [file.socketFolder] : [])]);
  for (const folder of folders) {
    if (await answers(path.join(folder, `.s.PGSQL.${port}`))) {
      throw new ClusterError(
        'in-use',
        `a server that this process cannot see answers for ${place.data} (another container on the same volume?): stop that one first`,
      );
    }
  }
  await rm(path.join(place.data, 'postmaster.pid'), { force: true });
  for (const folder of folders) {
    if (folder !== path.join(place.folder, 'sock') && isShortFolder(folder)) await rm(folder, { recursive: true, force: true });
    else for (const name of [`.s.PGSQL.${port}.lock`, `.s.PGSQL.${port}`]) await rm(path.join(folder, name), { force: true });
  }
}

/** Makes the socket folder (0700, the server's own); in the temporary folder when the path would be too long for a socket. */
export async function socketFolder(place: Place, account: Account): Promise<string> {
  let folder = path.join(place.folder, 'sock');
  if (Buffer.byteLength(path.join(folder, `.s.PGSQL.${port}`)) > socketPathBytes) folder = await mkdtemp('/tmp/siteward-sock-');
  await remakeSocketFolder(folder, account);
  return folder;
}

/** Makes a socket folder of a former start again, under the same name: clients that knew it find the new server there. */
export async function remakeSocketFolder(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  await giveTo(account, folder);
}

/** Removes a socket folder that was made outside its place. */
export async function removeShortFolder(folder: string): Promise<void> {
  if (isShortFolder(folder)) await rm(folder, { recursive: true, force: true });
}

const isShortFolder = (folder: string): boolean => /^\/tmp\/siteward-sock-[^/]+$/.test(folder);

/**
 * Starts PostgreSQL and waits until our own child says it is ready; being able to connect proves nothing.
 * @returns its pid, or undefined when it gave way to another server over the same folder.
 * @throws {ClusterError} `not-started` with the last line of its log.
 */
export async function startServer(
  place: Place,
  binaries: string,
  account: Account,
  sockets: string,
  settings: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  const logFile = path.join(place.folder, 'postgres.log');
  const log = await openLog(logFile);
  const logStart = (await log.stat()).size;
  const words = Object.entries({ ...settings, unix_socket_directories: sockets, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  try {
    const child = spawn(path.join(binaries, 'bin', 'postgres'), ['-D', place.data, ...words], {
      ...runAs(account),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const ended = outcomeOf(child);
    child.unref();
    const failure = await Promise.race([ended, ready(place, child)]);
    if (failure === undefined) return child.pid as number;
    const said = (await readFile(logFile, 'utf8')).slice(logStart);
    if (/lock file ".*" already exists/.test(said)) return undefined;
    const reason =
      said
        .trim()
        .split('\n')
        .filter((line) => /FATAL|PANIC|error/i.test(line))
        .at(-1) ?? said.trim().split('\n').at(-1);
    throw new ClusterError('not-started', `PostgreSQL in ${place.data} did not start (${failure}): ${reason || 'it said nothing'}`);
  } finally {
    await log.close();
  }
}

/** Asks the server to end at once and cleanly (SIGINT), and waits until it is gone, and its pid file with it. */
export async function stopServer(place: Place, account: Account, pid: number): Promise<void> {
  const giveUpAt = performance.now() + stopPatienceMs;
  if (!(await isServing(place, account, pid))) return;
  process.kill(pid, 'SIGINT');
  while (await isServing(place, account, pid)) {
    if (performance.now() > giveUpAt)
      throw new ClusterError(
        'not-stopped',
        `PostgreSQL (process ${pid}) has not ended ${stopPatienceMs / 1000} s after it was asked to: it may be writing a large checkpoint`,
      );
    await pause(10);
  }
}

/** A number alone could by now be another process. */
async function isServing(place: Place, account: Account, pid: number): Promise<boolean> {
  if (canSeeProcesses) return (await processesIn(place.data, account)).includes(pid);
  return (await readPidFile(place.data))?.pid === pid && isAlive(pid);
}

async function outcomeOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
}

async function ready(place: Place, child: ChildProcess): Promise<string | undefined> {
  const giveUpAt = performance.now() + startPatienceMs;
  while (performance.now() < giveUpAt) {
    const file = await readPidFile(place.data);
    if (file && file.pid === child.pid && file.status === 'ready') return undefined;
    if (child.exitCode !== null || child.signalCode !== null) return new Promise(() => undefined);
    await pause(5);
  }
  return `not ready after ${startPatienceMs / 1000} s; it goes on recovering, start again later`;
}

/** The log holds no statement and no value (see the settings); past 10 MB the former one is kept once. */
async function openLog(file: string): ReturnType<typeof open> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 10_000_000) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}

async function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
