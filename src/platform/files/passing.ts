// A store for files that only pass through: read once by the work they were sent for, then gone, and gone in any case after a while.
import type { FileStore } from './contract.ts';
import { openDiskStore } from './disk.ts';

/** A file store that forgets. */
export interface PassingStore extends FileStore {
  /** Removes every file that came longer ago than the store keeps them; answers how many. */
  sweep(): Promise<number>;
}

/** Opens (and makes) a passing store in `folder`. The same bytes sent again count as fresh. */
export async function openPassingStore(folder: string, keepMs: number): Promise<PassingStore> {
  const store = await openDiskStore(folder);
  return {
    ...store,
    sweep: async () => {
      let removed = 0;
      for await (const { sha256 } of store.list({ restedMs: keepMs })) {
        await store.discard(sha256);
        removed += 1;
      }
      return removed;
    },
  };
}
