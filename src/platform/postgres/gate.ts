// One launcher at a time between "is a server running?" and "it runs": a socket name in the kernel, gone with its process.
import { createServer, type Server } from 'node:net';
import { stat } from 'node:fs/promises';
import { codeOf } from '../error-code.ts';
import { ClusterError } from './failure.ts';

const patienceMs = 180_000;

/**
 * Runs `work` while no other launcher on this machine is in the same section for `folder`. `alone` tells the work whether
 * that is really so: only Linux has such names, elsewhere the work must not remove what another launcher may have made.
 */
export async function throughGate<T>(folder: string, work: (alone: boolean) => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return work(false);
  const { dev, ino } = await stat(folder);
  const gate = await enter(`\0siteward-start-${dev}-${ino}`, folder);
  try {
    return await work(true);
  } finally {
    await new Promise<void>((resolve) => gate.close(() => resolve()));
  }
}

async function enter(name: string, folder: string): Promise<Server> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const gate = await listen(name);
    if (gate) return gate;
    if (performance.now() > giveUpAt)
      throw new ClusterError(
        'in-use',
        `another start of ${folder} has not come to an end for ${patienceMs / 1000} s: look at that one first`,
      );
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function listen(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const gate = createServer((connection) => connection.destroy());
    gate.once('error', (error) => (codeOf(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    gate.listen(name, () => resolve(gate));
  });
}
