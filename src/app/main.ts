// The program's entry: hands the process's surroundings to the command line.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { runCommandLine } from './cli.ts';

const here = dirname(fileURLToPath(import.meta.url));
// From the bundle `dist/siteward.mjs`, or in development from `src/app/main.ts`.
const programFolder = here.endsWith('dist') ? join(here, '..') : join(here, '..', '..');
const { version } = JSON.parse(await readFile(join(programFolder, 'package.json'), 'utf8')) as { version: string };

// A reader that has seen enough (`| head`) closes the pipe; that is not our failure.
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runCommandLine({
  words: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  programFolder,
  version,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
