// Which processes live in a folder: the only sound ground for calling a lock file stale.
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { codeOf } from '../error-code.ts';
import { runAs, type Account } from './account.ts';

/** Whether this system lets us look (Linux). Elsewhere lock files are left to PostgreSQL's own judgement. */
export const canSeeProcesses = process.platform === 'linux';

/**
 * The pids whose working directory is `folder`; each PostgreSQL backend's is its data folder. A zombie has none.
 * Asks as the server's account where root itself may not look (containers without the ptrace capability); a process of that
 * account which still cannot be asked counts as living there, so nothing is ever removed on a guess.
 */
export async function processesIn(folder: string, account: Account): Promise<number[]> {
  const home = await stat(folder).catch(() => undefined);
  if (!home) return [];
  const inside: number[] = [];
  const hidden: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const place = await stat(`/proc/${name}/cwd`);
      if (place.dev === home.dev && place.ino === home.ino) inside.push(Number(name));
    } catch (error) {
      if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM') continue;
      const owner = await stat(`/proc/${name}`).catch(() => undefined);
      if (owner?.uid === account.uid) hidden.push(Number(name));
    }
  }
  return [...inside, ...(await askAs(account, folder, hidden))];
}

/** Whether a pid answers at all; a zombie does too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function askAs(account: Account, folder: string, pids: readonly number[]): Promise<number[]> {
  if (pids.length === 0) return [];
  const script =
    'd=$1; shift; for p; do if [ "/proc/$p/cwd" -ef "$d" ]; then echo "$p in"; elif [ -e "/proc/$p/cwd" ] || [ ! -e "/proc/$p" ]; then echo "$p out"; fi; done';
  const answer = await new Promise<string>((resolve) => {
    execFile('/bin/sh', ['-c', script, 'sh', folder, ...pids.map(String)], runAs(account), (_error, stdout) => resolve(stdout));
  });
  const outside = new Set(answer.split('\n').flatMap((line) => (line.endsWith(' out') ? [Number.parseInt(line, 10)] : [])));
  const stillThere = await Promise.all(pids.map(async (pid) => !outside.has(pid) && (await hasWorkingFolder(pid))));
  return pids.filter((_, index) => stillThere[index]);
}

/** A zombie's working directory cannot be asked by anyone: its state says so. */
async function hasWorkingFolder(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const state = status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3);
  return state !== '' && state !== 'Z' && state !== 'X';
}
