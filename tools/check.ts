// `npm run check`: format, lint, types, walls, sizes, map, trace, the entry's budget and fast tests, two at a time, each named and timed; those that are named, or with `--without` all others.
import { spawn } from 'node:child_process';
import { isProgram } from './source.ts';

/** One check: a program of Node's with its arguments. */
export interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

/** How a check ended. */
export interface Ended {
  readonly name: string;
  readonly isPassed: boolean;
  readonly seconds: number;
  readonly output: string;
}

const tsx = ['--import', 'tsx'];
const closing = ['--reporter=default', '--reporter=./tools/closing-line.ts'];

/** Longest first, so that the last to end is a short one. */
const CHECKS: readonly Check[] = [
  { name: 'fast tests', args: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'fast', ...closing] },
  { name: 'types', args: ['node_modules/typescript7/bin/tsc', '-p', '.'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '--quiet'] },
  { name: 'walls', args: [...tsx, 'tools/check-walls.ts'] },
  { name: 'sizes', args: [...tsx, 'tools/check-sizes.ts'] },
  { name: 'budget', args: [...tsx, 'tools/check-budget.ts'] },
  { name: 'trace', args: [...tsx, 'tools/trace.ts', '--strict'] },
  { name: 'map', args: [...tsx, 'tools/check-map.ts'] },
  { name: 'format', args: ['node_modules/oxfmt/bin/oxfmt', '--check'] },
];

/** Runs one check to its end; a program that cannot start or is killed has failed. */
export function run(check: Check): Promise<Ended> {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...check.args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => (output += chunk.toString('utf8'));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = (isPassed: boolean) => resolve({ name: check.name, isPassed, seconds: (performance.now() - began) / 1000, output });
    child.on('error', (cause) => {
      output += cause.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** Runs all checks, `width` at a time, and tells each one's end to `tell`. */
export async function runAll(checks: readonly Check[], width: number, tell: (ended: Ended) => void): Promise<Ended[]> {
  const waiting = [...checks];
  const ended: Ended[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const one = await run(next);
      ended.push(one);
      tell(one);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return ended;
}

function tellEnd({ name, isPassed, seconds, output }: Ended): void {
  console.log(`${isPassed ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s`);
  if (!isPassed) console.log(`${output.trimEnd()}\n`);
}

if (isProgram(import.meta.url)) {
  const began = performance.now();
  const [first, ...others] = process.argv.slice(2);
  const isNamed = ({ name }: Check) => name === first || others.includes(name);
  const chosen = first === undefined ? CHECKS : CHECKS.filter((check) => isNamed(check) !== (first === '--without'));
  const ended = await runAll(chosen, 2, tellEnd);
  const failed = ended.filter((one) => !one.isPassed).map((one) => one.name);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (ended.length === 0) console.log(`no such check; there are: ${CHECKS.map((check) => check.name).join(', ')}`);
  else
    console.log(
      failed.length === 0 ? `check: all ${ended.length} passed in ${seconds} s` : `check: failed: ${failed.join(', ')} (${seconds} s)`,
    );
  process.exitCode = failed.length === 0 && ended.length > 0 ? 0 : 1;
}
