// Where the database lives: in the home folder, or, when the server's account cannot get there, under /var/lib/siteward.
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from './account.ts';
import { codeOf } from '../error-code.ts';
import { ClusterError } from './failure.ts';

const pointerName = 'database-lives-in.txt';

/** The folder that holds binaries, data and socket of one home. */
export interface Place {
  readonly folder: string;
  readonly data: string;
}

/** The place a home already uses, if any: what its pointer file says, else the home itself. Creates nothing. */
export async function knownPlace(home: string): Promise<Place> {
  const pointed = await readPointer(home);
  return placeAt(pointed ?? home);
}

/**
 * The place for the database of `home`, created when missing. Where the account cannot pass through the home's parent
 * folders, the place lies under `stateRoot` and a text file in the home says so; that file is followed from then on.
 * @throws {ClusterError} `unreachable` when an existing database became unreachable: an empty second one is never made.
 */
export async function preparePlace(home: string, account: Account, stateRoot = '/var/lib/siteward'): Promise<Place> {
  const pointed = await readPointer(home);
  if (pointed) return open(pointed, account, `the database of ${home}`);
  if (!account.switches || (await barrier(home, account)) === undefined) return open(home, account, 'the database');
  const inHome = placeAt(home);
  if (await exists(inHome.data)) return open(home, account, 'the database');
  const folder = path.join(stateRoot, placeName(home));
  await mkdir(folder, { recursive: true });
  for (const one of [stateRoot, folder]) await chmod(one, 0o755);
  const place = await open(folder, account, `the database of ${home}`);
  await writePointer(home, folder);
  return place;
}

/** The first folder on the way to `folder` that `account` may not pass, or undefined. Access lists beyond the mode bits are not read. */
export async function barrier(folder: string, account: Account): Promise<string | undefined> {
  const steps = [folder];
  while (path.dirname(steps[0] as string) !== steps[0]) steps.unshift(path.dirname(steps[0] as string));
  for (const step of steps) {
    const found = await stat(step);
    const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return step;
  }
  return undefined;
}

/** Gives `target` to the server's account when that is not us. */
export async function giveTo(account: Account, target: string): Promise<void> {
  if (!account.switches) return;
  await chown(target, account.uid, account.gid).catch((cause: unknown) => {
    throw new ClusterError(
      'no-account',
      `cannot give ${target} to the user ${account.name} (${codeOf(cause) ?? 'refused'}): run as an ordinary user or set DATABASE_URL`,
      cause,
    );
  });
}

function placeAt(folder: string): Place {
  return { folder, data: path.join(folder, 'data') };
}

async function open(folder: string, account: Account, what: string): Promise<Place> {
  if (!(await exists(folder))) {
    throw new ClusterError(
      'unreachable',
      `${what} should be in ${folder}, which is not there: restore it, or remove ${pointerName} to begin with an empty database`,
    );
  }
  const closed = account.switches ? await barrier(await realpath(folder), account) : undefined;
  if (closed) {
    throw new ClusterError(
      'unreachable',
      `${what} in ${folder} cannot be reached by the user ${account.name}: let others pass through ${closed} (chmod o+x), or move the folder`,
    );
  }
  return placeAt(await realpath(folder));
}

function placeName(home: string): string {
  const parts = home.split(path.sep).filter((part) => part !== '' && part !== '.siteward');
  const word = (parts.at(-1) ?? 'home').replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 24);
  return `${word}-${createHash('sha256').update(home).digest('hex').slice(0, 10)}`;
}

async function readPointer(home: string): Promise<string | undefined> {
  const text = await readFile(path.join(home, pointerName), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const folder = text
    .split('\n')
    .find((line) => line.startsWith('/'))
    ?.trim();
  if (!folder)
    throw new ClusterError(
      'damaged',
      `${path.join(home, pointerName)} names no folder: it must hold one line with the absolute path of the database folder`,
    );
  return folder;
}

async function writePointer(home: string, folder: string): Promise<void> {
  const file = path.join(home, pointerName);
  const words =
    'The database of this folder lives in\n' +
    `${folder}\n` +
    'because the unprivileged account that PostgreSQL runs under cannot reach this place.\n' +
    'Back up and move both together.\n';
  await writeFile(`${file}.draft`, words);
  await rename(`${file}.draft`, file);
}

async function exists(target: string): Promise<boolean> {
  return stat(target).then(
    () => true,
    () => false,
  );
}
