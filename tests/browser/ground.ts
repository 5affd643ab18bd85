// What a served program stands on: built pages, and a port that nothing listens on.
import { execFile } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { promisify } from 'node:util';

/** Builds the pages if they are stale. In a process of its own: a test's environment would make a development build of them. */
export async function buildPages(): Promise<void> {
  const code = `(await import('./bin/prepare.mjs')).prepareProgram({ pages: true })`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `await ${code}`], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/** Asks the system for a free port. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
