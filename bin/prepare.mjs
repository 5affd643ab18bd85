// Installs dependencies when they are missing or stale, and builds what is older than its sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(folder, ...parts);
// The program, and the threads it starts: from bundles of their own, as the whole program would take longer to read than most of their work.
const entries = JSON.parse(readFileSync(at('bin', 'entries.json'), 'utf8'));
const say = (text) => process.stderr.write(`${text}\n`);

/** Brings the checkout into a state that runs; `pages` also builds the browser program. */
export async function prepareProgram({ pages }) {
  installIfStale();
  const sources = digestOf(['src', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']);
  const stale = (name) => !existsSync(at('dist', name)) || readStamp(name) !== sources;
  if (stale('siteward.mjs') || Object.keys(entries).some((name) => !existsSync(at('dist', `${name}.mjs`)))) {
    say('Building the program');
    const { build } = await import('esbuild');
    await build({
      entryPoints: Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, at(source)])),
      outdir: at('dist'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: true,
      logLevel: 'warning',
      absWorkingDir: folder,
    });
    stamp('siteward.mjs', sources);
  }
  if (pages && stale('web')) {
    say('Building the pages');
    const { build } = await import('vite');
    await build({ root: undefined, configFile: at('vite.config.ts'), logLevel: 'warn' });
    stamp('web', sources);
  }
}

function installIfStale() {
  const lock = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
  const marker = at('node_modules', '.siteward-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  if (!existsSync(at('node_modules', 'esbuild'))) {
    say('Installing dependencies (npm ci)');
    const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (run.status !== 0) {
      say('npm ci failed; see its message above.');
      process.exit(1);
    }
  }
  writeFileSync(marker, lock);
}

function readStamp(name) {
  const file = at('dist', `.${name}.stamp`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function stamp(name, sources) {
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(at('dist', `.${name}.stamp`), sources);
}

// Names, sizes and times are enough to see a change, and reading them takes milliseconds.
function digestOf(names) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const found = statSync(path);
    if (found.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(`${path.slice(folder.length)} ${found.size} ${found.mtimeMs}\n`);
  };
  for (const name of names) visit(at(name));
  return hash.digest('hex');
}
