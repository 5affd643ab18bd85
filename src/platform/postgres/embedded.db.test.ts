// The embedded database under kills, double starts, closed folders and long paths, with real PostgreSQL processes.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asSuperuser } from './ownership.ts';
import { findEmbedded, startEmbedded, type Cluster, type EmbeddedOptions } from './embedded.ts';
import { readPidFile } from './pid-file.ts';
import { barrier } from './place.ts';
import { processesIn } from './processes.ts';
import { serverAccount } from './account.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534, name: 'nobody', switches: true };
const checkoutIsOpen = (await barrier(process.cwd(), nobody)) === undefined;
const launcherFile = path.resolve('tests/support/launch-cluster.ts');

let root: string;
let home: string;
let stopping: (() => Promise<unknown>)[];

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'siteward-embedded-')));
  await chmod(root, 0o755);
  home = path.join(root, 'home');
  stopping = [];
});

afterEach(async () => {
  for (const stop of stopping.reverse()) await stop();
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Cluster> {
  const cluster = await startEmbedded({ home, durable: true, stateRoot: path.join(root, 'state'), ...options });
  stopping.push(() => cluster.stop());
  return cluster;
}

async function launch(folder: string, words: string[] = [], account: object = {}): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', launcherFile, folder, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...account,
  });
  stopping.push(async () => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout! });
  const said = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(() => 'ended without a word'),
  ]);
  return { child, said };
}

async function killLauncher(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function query(cluster: Pick<Cluster, 'host' | 'port' | 'superuser'>, text: string): Promise<Record<string, unknown>[]> {
  return asSuperuser(cluster, cluster.superuser, async (client) => (await client.query(text)).rows as Record<string, unknown>[]);
}

async function serverPid(data = path.join(home, 'data')): Promise<number> {
  return (await readPidFile(data))?.pid ?? Number.NaN;
}

describe('the embedded database', () => {
  it('[EMA-06] starts durable with checksums, over a closed socket only, and keeps its records over a restart', async () => {
    const first = await start();
    const settings = await query(
      first,
      "select name, setting from pg_settings where name in ('fsync','full_page_writes','data_checksums','listen_addresses','synchronous_commit')",
    );
    expect(Object.fromEntries(settings.map((row) => [row['name'], row['setting']]))).toEqual({
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      synchronous_commit: 'on',
    });
    expect(
      await query(first, "select pg_encoding_to_char(encoding) as encoding, datcollate from pg_database where datname = 'postgres'"),
    ).toEqual([{ encoding: 'UTF8', datcollate: 'C' }]);
    await query(first, 'create table kept (id int)');
    expect((await stat(first.host)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(home, 'data'))).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(home, 'superuser.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(home, 'data'))).uid).not.toBe(0);
    const links = (await readdir(path.join(home, 'pg-18.4.0-beta.17', 'lib'))).filter((name) => /^libicu\w+\.so\.60$/.test(name));
    if (process.platform === 'linux')
      for (const link of links) expect((await lstat(path.join(home, 'pg-18.4.0-beta.17', 'lib', link))).isSymbolicLink()).toBe(true);
    await first.stop();
    expect(await readPidFile(path.join(home, 'data'))).toBeUndefined();
    const again = await start();
    expect(again.adopted).toBe(false);
    expect(await query(again, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }]);
  });

  it('logs nothing of a failing statement', async () => {
    const cluster = await start();
    await expect(query(cluster, "select 'Jane Roe, born 1970'::date")).rejects.toThrow(/invalid input syntax/);
    await expect(query(cluster, "do $$ begin raise exception 'subject Jane Roe'; end $$")).rejects.toThrow(/subject/);
    await cluster.stop();
    expect(await readFile(path.join(home, 'postgres.log'), 'utf8')).not.toContain('Jane');
  });

  it('refuses a second start on the same folder in words, and the first one goes on', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(/another siteward process already runs the database in .*home: stop that one first/);
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await findEmbedded(home)).toEqual({ host: first.host, port: 5432, superuser: first.superuser });
  });

  it('lets one of two simultaneous first starts win and refuses the other', async () => {
    const results = await Promise.allSettled([start(), start()]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(refused.map((result) => (result.reason as { fault?: string }).fault)).toEqual(['in-use']);
  });

  it('holds its ground when its connections are cut: a second start is still refused', async () => {
    const first = await start();
    await query(
      first,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'siteward launcher' and pid <> pg_backend_pid()",
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    await expect(start()).rejects.toThrow(/already runs/);
  });

  it('answers no address where nothing runs', async () => {
    expect(await findEmbedded(path.join(root, 'nowhere'))).toBeUndefined();
    const cluster = await start();
    await cluster.stop();
    await cluster.stop();
    expect(await findEmbedded(home)).toBeUndefined();
  });
});

describe('a server left behind', () => {
  it('is adopted after its launcher was killed, never doubled, and then stopped by its new owner', async () => {
    const { child, said } = await launch(home);
    expect(said).toBe('ready started');
    const pid = await serverPid();
    await expect(start()).rejects.toThrow(/already runs/);
    await killLauncher(child);
    const adopted = await start();
    expect(adopted.adopted).toBe(true);
    expect(await serverPid()).toBe(pid);
    await expect(start()).rejects.toThrow(/already runs/);
    await adopted.stop();
    expect(await processesIn(path.join(home, 'data'), await serverAccount(path.join(home, 'data')))).toEqual([]);
  });

  it('that was killed too leaves lock files which are removed, and committed rows survive', async () => {
    const { child } = await launch(home);
    const address = await findEmbedded(home);
    await query(address!, 'create table kept (id int)');
    await query(address!, 'insert into kept select generate_series(1, 1000)');
    const pid = await serverPid();
    await killLauncher(child);
    process.kill(pid, 'SIGKILL');
    const cluster = await start();
    expect(cluster.adopted).toBe(false);
    expect(await query(cluster, 'select count(*)::int as rows from kept')).toEqual([{ rows: 1000 }]);
  });

  it('whose lock files name a process that is not in the data folder does not block the next start', async () => {
    const cluster = await start();
    const pidFile = await readFile(path.join(home, 'data', 'postmaster.pid'), 'utf8');
    await cluster.stop();
    const { uid, gid } = await stat(path.join(home, 'data'));
    // PostgreSQL believes any living process of its own account; only its working folder tells that it is no server.
    const bystander = spawn('/bin/sleep', ['60'], { cwd: '/', stdio: 'ignore', ...(isRoot ? { uid, gid } : {}) });
    stopping.push(async () => bystander.kill('SIGKILL'));
    const stale = pidFile.replace(/^\d+/, String(bystander.pid));
    for (const file of [path.join(home, 'data', 'postmaster.pid'), path.join(home, 'sock', '.s.PGSQL.5432.lock')]) {
      await writeFile(file, stale, { mode: 0o600 });
      await chown(file, uid, gid);
    }
    const again = await start();
    expect(again.adopted).toBe(false);
    expect(await serverPid()).not.toBe(bystander.pid);
  });

  it('with weakened settings is refused for real records', async () => {
    const { child, said } = await launch(home, ['throw-away']);
    expect(said).toBe('ready started');
    await killLauncher(child);
    await expect(start()).rejects.toThrow(/would not survive a crash: fsync is off/);
    expect(await findEmbedded(home)).toBeUndefined();
  });
});

describe('the folder of the database', () => {
  it('survives a crash in the middle of its making', async () => {
    await mkdir(path.join(home, 'new.4194305.dead', 'data', 'base'), { recursive: true });
    await mkdir(path.join(home, 'pg-18.4.0-beta.17.4194305.dead', 'bin'), { recursive: true });
    await mkdir(path.join(home, 'pg-18.4.0-beta.17', 'bin'), { recursive: true });
    const cluster = await start();
    expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(home)).filter((name) => name.includes('dead'))).toEqual([]);
  });

  it('may have a path too long for a socket', async () => {
    home = path.join(root, 'a'.repeat(60), 'b'.repeat(60));
    const cluster = await start();
    expect(cluster.host).toMatch(/^\/tmp\/siteward-sock-/);
    expect((await stat(cluster.host)).mode & 0o777).toBe(0o700);
    expect(await findEmbedded(home)).toMatchObject({ host: cluster.host });
    expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
    await cluster.stop();
    await expect(stat(cluster.host)).rejects.toThrow(/ENOENT/);
  });

  it('is never overwritten: a folder that is no database, or whose password is lost, is refused by name', async () => {
    const cluster = await start();
    await cluster.stop();
    const file = path.join(home, 'superuser.json');
    const password = await readFile(file, 'utf8');
    await rm(file);
    await expect(start()).rejects.toThrow(/superuser\.json is not: restore that file/);
    await writeFile(file, JSON.stringify({ user: 'postgres', password: 'another' }), { mode: 0o600 });
    await expect(start()).rejects.toThrow(/does not accept the password/);
    await writeFile(file, password, { mode: 0o600 });
    await chmod(file, 0o644);
    await expect(start()).rejects.toThrow(/can be read by others/);
    await chmod(file, 0o600);
    await rm(path.join(home, 'data', 'PG_VERSION'));
    await expect(start()).rejects.toThrow(/is no database/);
  });

  it.runIf(isRoot)('lies elsewhere when only root may pass to the home, which says so in words', async () => {
    await mkdir(path.join(root, 'checkout'), { mode: 0o700 });
    home = path.join(root, 'checkout', '.siteward');
    const lines: string[] = [];
    const cluster = await start({ log: (line) => lines.push(line) });
    await query(cluster, 'create table kept (id int)');
    const pointer = await readFile(path.join(home, 'database-lives-in.txt'), 'utf8');
    expect(pointer).toMatch(/\/state\/checkout-[0-9a-f]{10}\n/);
    expect(lines[0]).toMatch(/^the database lives in .*\/state\/checkout-/);
    await cluster.stop();
    const again = await start();
    expect(await query(again, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }]);
    await again.stop();
    await rm(path.join(root, 'state'), { recursive: true });
    await expect(start()).rejects.toThrow(/which is not there: restore it/);
  });

  it.runIf(isRoot)('that became unreachable is refused, not replaced by an empty one', async () => {
    const cluster = await start();
    await cluster.stop();
    await chmod(root, 0o700);
    await expect(start()).rejects.toThrow(/cannot be reached by the user \w+: let others pass through/);
    await chmod(root, 0o755);
  });

  it.runIf(isRoot && checkoutIsOpen)('works for an ordinary user', async () => {
    await mkdir(home);
    await chown(home, nobody.uid, nobody.gid);
    const { child, said } = await launch(home, [], { uid: nobody.uid, gid: nobody.gid });
    expect(said).toBe('ready started');
    expect((await stat(path.join(home, 'superuser.json'))).uid).toBe(nobody.uid);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    const asRoot = await start();
    expect(await query(asRoot, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.runIf(isRoot && checkoutIsOpen)('tells a user without a line in the user list what to do', async () => {
    await mkdir(home);
    await chown(home, 54_321, 54_321);
    const { said } = await launch(home, [], { uid: 54_321, gid: 54_321 });
    expect(said).toMatch(/^refused uid 54321 has no line in \/etc\/passwd/);
  });
});
