// Reads postmaster.pid, the file in which a running PostgreSQL says who it is and whether it is ready.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What a postmaster wrote about itself. */
export interface PidFile {
  readonly pid: number;
  /** Folder of its socket, empty until it is made. */
  readonly socketFolder: string;
  /** `starting`, `ready`, `stopping`, `standby` or empty. */
  readonly status: string;
}

/** The pid file of a data folder, or undefined when there is none or it is not written yet. */
export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4] ?? '', status: lines[7] ?? '' };
}
