// Makes a new data folder: initdb works aside and the result is renamed into place, so a crash leaves no half database.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runAs, type Account } from './account.ts';
import { codeOf } from '../error-code.ts';
import { ClusterError } from './failure.ts';
import { giveTo, type Place } from './place.ts';

/** Name and password of the database superuser, kept by us in a file of mode 0600. */
export interface Superuser {
  readonly user: string;
  readonly password: string;
}

const superuserFile = 'superuser.json';

/** The superuser of a place, or undefined when none was made yet. */
export async function readSuperuser(place: Place): Promise<Superuser | undefined> {
  const file = path.join(place.folder, superuserFile);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ClusterError('unreachable', `${file} cannot be read (${codeOf(error) ?? 'refused'}): start as the user who made it`, error);
  });
  if (text === undefined) return undefined;
  if (((await stat(file)).mode & 0o077) !== 0)
    throw new ClusterError('damaged', `${file} can be read by others: chmod 600 it, and treat its password as known`);
  try {
    const found = JSON.parse(text) as Partial<Superuser>;
    if (found.user && found.password) return { user: found.user, password: found.password };
  } catch {
    // Falls through to the same sentence as a file without a password.
  }
  throw new ClusterError('damaged', `${file} holds no user and password: restore it from a backup`);
}

/**
 * The superuser of a database that exists or is made now. `durable: false` skips the flushes.
 * @throws {ClusterError} `damaged` when a database is there without its password, or of another major version.
 */
export async function ensureData(
  place: Place,
  binaries: string,
  account: Account,
  options: { durable: boolean; alone: boolean },
): Promise<Superuser> {
  const existing = await readSuperuser(place);
  if (await hasData(place)) {
    if (existing) return existing;
    throw new ClusterError(
      'damaged',
      `${place.data} is there but ${path.join(place.folder, superuserFile)} is not: restore that file from a backup`,
    );
  }
  const superuser = existing ?? (await makeSuperuser(place));
  if (options.alone) await removeDrafts(place);
  await makeData(place, binaries, account, superuser, options.durable);
  return superuser;
}

async function hasData(place: Place): Promise<boolean> {
  const version = await readFile(path.join(place.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    if (await stat(place.data).catch(() => undefined)) {
      throw new ClusterError('damaged', `${place.data} is there but is no database (PG_VERSION is missing): move it away or restore it`);
    }
    return false;
  }
  if (version.trim() !== '18')
    throw new ClusterError(
      'damaged',
      `${place.data} was made by PostgreSQL ${version.trim()}, and this program brings 18: export there and import here`,
    );
  return true;
}

async function makeSuperuser(place: Place): Promise<Superuser> {
  const made: Superuser = { user: 'postgres', password: randomBytes(24).toString('base64url') };
  const file = path.join(place.folder, superuserFile);
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, file);
    return made;
  } catch (error) {
    const other = codeOf(error) === 'EEXIST' ? await readSuperuser(place) : undefined;
    if (other) return other;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeDrafts(place: Place): Promise<void> {
  for (const name of await readdir(place.folder)) {
    if (name.startsWith('new.'))
      await rm(path.join(place.folder, name), { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

async function makeData(place: Place, binaries: string, account: Account, superuser: Superuser, durable: boolean): Promise<void> {
  const draft = path.join(place.folder, `new.${process.pid}.${randomBytes(4).toString('hex')}`);
  const [data, passwordFile] = [path.join(draft, 'data'), path.join(draft, 'password')];
  try {
    for (const folder of [draft, data]) {
      await mkdir(folder, { mode: 0o700 });
      await chmod(folder, 0o700);
      await giveTo(account, folder);
    }
    await writeFile(passwordFile, superuser.password, { mode: 0o600, flag: 'wx' });
    await giveTo(account, passwordFile);
    const words = [
      '-D',
      data,
      `--username=${superuser.user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--data-checksums',
      '--locale=C',
      '--encoding=UTF8',
    ];
    await runInitdb(path.join(binaries, 'bin', 'initdb'), durable ? words : [...words, '--no-sync'], account);
    await rename(data, place.data).catch(async (error: unknown) => {
      if (!(await hasData(place))) throw error;
    });
    if (durable) await flushFolder(place.folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function runInitdb(initdb: string, words: string[], account: Account): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    execFile(initdb, words, runAs(account), (error, stdout, stderr) => {
      if (!error) return resolve();
      const last = `${stdout}\n${stderr}`
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('initdb:') || line.includes('error'))
        .at(-1);
      return reject(
        new ClusterError(
          'not-started',
          `a new database could not be made as user ${account.name}: ${last ?? error.message.split('\n')[0]}`,
          error,
        ),
      );
    });
  });
}

/** A rename is on disk only when its folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
