// The two file stores of an installation: what is kept, and what only passes through.
import path from 'node:path';
import type { FileStore } from './contract.ts';
import { openDiskStore } from './disk.ts';
import { type PassingStore, openPassingStore } from './passing.ts';

/** Where the bytes of files are. */
export interface Files {
  readonly kept: FileStore;
  readonly passing: PassingStore;
}

const DAY_MS = 24 * 3_600_000;

/** Opens both in the home's folder of files. What passes through is gone after a day. */
export async function openFiles(folder: string): Promise<Files> {
  return { kept: await openDiskStore(folder), passing: await openPassingStore(path.join(folder, 'passing'), DAY_MS) };
}
