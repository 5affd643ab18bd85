// A store for files that only pass through: read once by the work they were sent for, then gone, and gone in any case after a while.
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../error-code.ts';
import type { FileStore } from './contract.ts';
import { openDiskStore } from './disk.ts';

/** A file store that forgets. */
export interface PassingStore extends FileStore {
  /** Removes a file; one that is not there is no error. */
  discard(sha256: string): Promise<void>;
  /** Removes every file that came longer ago than the store keeps them; answers how many. */
  sweep(): Promise<number>;
}

/** Opens (and makes) a passing store in `folder`. The same bytes sent again count as fresh. */
export async function openPassingStore(folder: string, keepMs: number): Promise<PassingStore> {
  const store = await openDiskStore(folder);
  const pathOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
  return {
    ...store,
    discard: async (sha256) => {
      if (/^[0-9a-f]{64}$/.test(sha256)) await rm(pathOf(sha256), { force: true });
    },
    sweep: () => sweep(folder, keepMs),
  };
}

async function sweep(folder: string, keepMs: number): Promise<number> {
  let removed = 0;
  for (const shelf of (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const name of await readdir(path.join(folder, shelf))) {
      const file = path.join(folder, shelf, name);
      const found = await stat(file).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      });
      if (!found || Date.now() - found.mtimeMs < keepMs) continue;
      await rm(file, { force: true });
      removed += 1;
    }
  }
  return removed;
}
