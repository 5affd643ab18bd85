// What a served program stands on: built pages.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Builds the pages if they are stale. In a process of its own: a test's environment would make a development build of them. */
export async function buildPages(): Promise<void> {
  const code = `(await import('./bin/prepare.mjs')).prepareProgram({ pages: true })`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `await ${code}`], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
