// The real program as a child process: bundled once, started over a home of its own, killed by the test, and never anything else killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import pg from 'pg';
import { findEmbedded, startEmbedded } from '../../src/platform/postgres/embedded.ts';
import { readPidFile } from '../../src/platform/postgres/pid-file.ts';
import { knownPlace } from '../../src/platform/postgres/place.ts';
import { processesIn } from '../../src/platform/postgres/processes.ts';
import { serverAccount } from '../../src/platform/postgres/account.ts';
import { buildPages } from '../browser/ground.ts';

/** A copy of the program that later edits of the sources do not reach. */
export interface Built {
  readonly folder: string;
  readonly entry: string;
  readonly remove: () => Promise<void>;
}

/** Bundles the program as its command does, into a folder with its migrations, the protocols of its demo and, where asked for, its pages. */
export async function buildProgram({ pages = false }: { readonly pages?: boolean } = {}): Promise<Built> {
  const folder = await mkdtemp(path.join(tmpdir(), 'siteward-program-'));
  const entry = path.join(folder, 'dist', 'siteward.mjs');
  await mkdir(path.dirname(entry));
  for (const name of ['migrations', 'examples/protocols', 'package.json']) await cp(name, path.join(folder, name), { recursive: true });
  if (pages) {
    await buildPages();
    await cp(path.join('dist', 'web'), path.join(folder, 'dist', 'web'), { recursive: true });
  }
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  await build({
    entryPoints: JSON.parse(await readFile('bin/entries.json', 'utf8')) as Record<string, string>,
    outdir: path.dirname(entry),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return { folder, entry, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A started program. */
export interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has said so far. */
  readonly said: () => string;
}

/** How a program that ended by itself ended. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function launch(entry: string, words: readonly string[]): { child: ChildProcess; said: () => string } {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: process.env['TZ'] };
  const child = spawn(process.execPath, [entry, ...words], { env, cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => parts.push(part.toString()));
  return { child, said: () => parts.join('') };
}

/** Runs the program until it ends by itself. */
export async function runProgram(entry: string, words: readonly string[]): Promise<Ended> {
  const { child, said } = launch(entry, words);
  const patience = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(patience);
  return { code, said: said() };
}

/** Starts the program and waits until it serves; port 0 is one of its own choice. */
export async function startProgram(entry: string, home: string, port: number, command = 'start'): Promise<Running> {
  const startedAt = performance.now();
  const { child, said } = launch(entry, [command, '--home', home, '--port', String(port)]);
  const address = () => (port === 0 ? / is at (http\S+)/.exec(said())?.[1] : `http://127.0.0.1:${port}`);
  let url = address();
  while (!url || !(await isHealthy(url))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the program ended (${child.exitCode ?? child.signalCode}): ${said()}`);
    if (performance.now() - startedAt > 60_000) {
      child.kill('SIGKILL');
      throw new Error(`the program does not serve after a minute: ${said()}`);
    }
    await pause(40);
    url = address();
  }
  return { child, url, said };
}

/** Whether the program answers that it and its database are well. */
export async function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => (await response.text(), response.ok),
    () => false,
  );
}

/** Ends the program the hard way and waits until it is gone. */
export async function killProgram(running: Running): Promise<void> {
  if (running.child.exitCode !== null || running.child.signalCode !== null) return;
  const gone = once(running.child, 'exit');
  running.child.kill('SIGKILL');
  await gone;
}

/** Ends the program as Ctrl-C does and answers its exit code. */
export async function stopProgram(running: Running, signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
  const { child } = running;
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  const [code] = (await gone) as [number | null];
  return code;
}

/** The server of a home: its postmaster, and all its processes. */
export async function serverOf(home: string): Promise<{ postmaster: number | undefined; backends: number[] }> {
  const place = await knownPlace(home);
  const file = await readPidFile(place.data);
  const all = await processesIn(place.data, await serverAccount(place.data));
  const postmaster = file && all.includes(file.pid) ? file.pid : undefined;
  return { postmaster, backends: all.filter((pid) => pid !== postmaster) };
}

/** Kills processes that `serverOf` named; one that has just ended by itself is no fault. */
export function killAll(pids: readonly (number | undefined)[]): void {
  for (const pid of pids) {
    try {
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as { code?: string }).code !== 'ESRCH') throw error;
    }
  }
}

/** A superuser's connection to the program's database, for set-up and for looking. */
export async function asSuperuser<T>(home: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const address = await findEmbedded(home);
  if (!address) throw new Error(`no database runs in ${home}`);
  const client = new pg.Client({ host: address.host, port: address.port, ...address.superuser, database: 'siteward' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A folder for homes; `remove` first stops whatever database a killed program left behind in them. */
export async function homes(): Promise<{ make: () => Promise<string>; remove: () => Promise<void> }> {
  const root = await mkdtemp(path.join(tmpdir(), 'siteward-faults-'));
  await chmod(root, 0o755);
  const made: string[] = [];
  return {
    make: async () => {
      const home = path.join(root, `home-${made.length + 1}`);
      made.push(home);
      return home;
    },
    remove: async () => {
      for (const home of made) {
        if (await findEmbedded(home).catch(() => undefined)) await startEmbedded({ home, durable: true }).then((cluster) => cluster.stop());
      }
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What an operator's command answers, asked at the program's own door. */
export async function askOperator(
  running: Running,
  home: string,
  name: string,
): Promise<{ ok: boolean; message?: string; output?: { entries: number } }> {
  const { token } = JSON.parse(await readFile(path.join(home, 'running.json'), 'utf8')) as { token: string };
  const response = await fetch(`${running.url}/operator/commands`, {
    method: 'POST',
    headers: { authorization: `Operator ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, input: {}, osUser: 'faults' }),
  });
  return (await response.json()) as { ok: boolean; message?: string; output?: { entries: number } };
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
