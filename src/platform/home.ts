// The home folder: where everything of one installation lives, marked from its first day as a demo or as the real thing.
import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Temporal } from '#lib';
import { z } from 'zod';
import { codeOf, reasonOf } from './error-code.ts';

/** A demo holds synthetic people only and can never become real; a real home can never become a demo. */
export type HomeKind = 'demo' | 'real';

/** An opened home folder. Secrets and files are closed to others; the folder itself only lets the database's account pass. */
export interface Home {
  readonly folder: string;
  readonly kind: HomeKind;
  readonly createdAt: string;
  /** Version of the program that made the home. */
  readonly madeBy: string;
  /** True when this call made it. */
  readonly isNew: boolean;
  readonly filesFolder: string;
  readonly mailFolder: string;
  readonly anchorsFolder: string;
  readonly backupsFolder: string;
  readonly secretsFile: string;
}

/** Thrown when a folder may not be used as the home that was asked for; the message is for the person at the terminal. */
export class HomeError extends Error {
  override readonly name = 'HomeError';
}

/** What to open. */
export interface HomeRequest {
  readonly folder: string;
  readonly kind: HomeKind;
  /** Version of this program, written into a new home. */
  readonly version: string;
  readonly now: Temporal.Instant;
}

const markerName = 'siteward.json';
const marker = z.strictObject({ kind: z.enum(['demo', 'real']), createdAt: z.iso.datetime(), version: z.string().min(1) });

/**
 * Opens a home folder, making it when it is missing or empty.
 * @throws {HomeError} when the folder holds other things, is of the other kind, or its marker is damaged.
 */
export async function openHome(request: HomeRequest): Promise<Home> {
  const asked = path.resolve(request.folder);
  try {
    // Root's database runs under another account, which must be able to pass through.
    const made = await mkdir(asked, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    const folder = await realpath(asked);
    const existing = await readMarker(folder);
    if (!existing && made === undefined) await refuseForeign(folder);
    const found = existing ?? (await writeMarker(folder, request));
    if (found.kind !== request.kind) throw new HomeError(otherKind(folder, found.kind));
    const places = placesIn(folder);
    for (const place of [places.filesFolder, places.mailFolder, places.anchorsFolder, places.backupsFolder])
      await mkdir(place, { recursive: true, mode: 0o700 });
    return { folder, kind: found.kind, createdAt: found.createdAt, madeBy: found.version, isNew: existing === undefined, ...places };
  } catch (error) {
    if (error instanceof HomeError) throw error;
    throw new HomeError(`the home folder ${asked} cannot be used: ${reasonOf(error)}`, { cause: error });
  }
}

/** What the folder is marked as, or undefined when it is no home yet. Changes nothing. */
export async function homeKind(folder: string): Promise<HomeKind | undefined> {
  return (await readMarker(path.resolve(folder)))?.kind;
}

function placesIn(folder: string) {
  return {
    filesFolder: path.join(folder, 'files'),
    mailFolder: path.join(folder, 'mail'),
    anchorsFolder: path.join(folder, 'anchors'),
    backupsFolder: path.join(folder, 'backups'),
    secretsFile: path.join(folder, 'secrets.json'),
  };
}

function otherKind(folder: string, kind: HomeKind): string {
  return kind === 'demo'
    ? `${folder} is a demo and can never hold real records: choose another home folder (SITEWARD_HOME)`
    : `${folder} holds real records and is not touched by a demo: choose another home folder (SITEWARD_HOME)`;
}

async function readMarker(folder: string): Promise<z.infer<typeof marker> | undefined> {
  const file = path.join(folder, markerName);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return marker.parse(JSON.parse(text));
  } catch {
    throw new HomeError(`${file} is damaged, so nobody can say whether this home is a demo: restore it from a backup`);
  }
}

async function refuseForeign(folder: string): Promise<void> {
  const found = await readdir(folder);
  const others = found.filter((name) => !name.startsWith(`${markerName}.`));
  if (others.length > 0) {
    throw new HomeError(
      `${folder} is not empty and no home of siteward (it has no ${markerName}): choose an empty or new folder (SITEWARD_HOME)`,
    );
  }
}

/** Linked into place, so that a crash leaves no half marker and of two first starts one wins. */
async function writeMarker(folder: string, request: HomeRequest): Promise<z.infer<typeof marker>> {
  const file = path.join(folder, markerName);
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  const words = { kind: request.kind, createdAt: request.now.toString(), version: request.version };
  await writeFile(draft, `${JSON.stringify(words)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const written = await readMarker(folder);
  if (!written) throw new HomeError(`${file} could not be written`);
  return written;
}
