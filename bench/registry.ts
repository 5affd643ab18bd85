// Counting a registry's file against bare JSON.parse over the same lines, and the memory it takes as the file grows tenfold.
import { execFile } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { registryPieceBytes, registryPieces } from '../src/market/actions/registry-bytes.ts';
import { readRegistry } from '../src/market/formats/registry/index.ts';
import { activityCount, activityFaults } from '../src/market/rules.ts';
import { median } from './rounds.ts';

const shared = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'ctgov/studies_api_v2.ndjson.gz');
const copies = 20;
const rounds = 5;
const run = promisify(execFile);

/** The shared studies again and again, each time under numbers of their own. */
async function grown(path: string, lines: readonly string[], times: number): Promise<void> {
  const file = await open(path, 'w');
  let nct = 10_000_000;
  for (let time = 0; time < times; time += 1)
    await file.write(lines.map((line) => `${line.replace(/NCT\d{8}/, () => `NCT${(nct += 1)}`)}\n`).join(''));
  await file.close();
}

/** Counts one file to its end. */
export async function counted(path: string): Promise<number> {
  const count = activityCount();
  const faults = activityFaults();
  await readRegistry('bench.ndjson', registryPieces(createReadStream(path, { highWaterMark: registryPieceBytes })), { count, faults });
  return count.result(faults).studies;
}

async function timed(work: () => unknown): Promise<{ readonly wall: number; readonly cpu: number }> {
  const [from, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - from, cpu: (user + system) / 1_000 };
}

/** Prints milliseconds, their ratio and the peak of memory. */
export async function benchRegistry(say: (text: string) => void): Promise<void> {
  if (!existsSync(shared)) return say('\nRegistry: skipped, SITEWARD_TEST_DATA has no ctgov');
  const lines = (await promisify(gunzip)(await readFile(shared))).toString().trim().split('\n');
  const folder = await mkdtemp(join(tmpdir(), 'siteward-registry-'));
  const [one, ten] = [join(folder, 'one.ndjson'), join(folder, 'ten.ndjson')];
  try {
    await grown(one, lines, copies);
    await grown(ten, lines, 10 * copies);
    const same = (await readFile(one, 'utf8')).trimEnd().split('\n');
    const megabytes = (await readFile(one)).length / 1e6;
    const bare: { wall: number; cpu: number }[] = [];
    const ours: typeof bare = [];
    for (let round = 0; round <= rounds; round += 1) {
      const [parsed, read] = [await timed(() => same.forEach((line) => void JSON.parse(line))), await timed(() => counted(one))];
      if (round === 0) continue;
      bare.push(parsed);
      ours.push(read);
    }
    const middle = (of: typeof bare, by: 'wall' | 'cpu') => median(of.map((time) => time[by]));
    say(`\nRegistry: ${same.length} studies, ${megabytes.toFixed(0)} MB, medians of ${rounds} rounds`);
    for (const by of ['wall', 'cpu'] as const) {
      const [parse, read] = [middle(bare, by), middle(ours, by)];
      say(
        `  ${by}: JSON.parse ${parse.toFixed(0)} ms, reading and counting ${read.toFixed(0)} ms, ${(read / parse).toFixed(2)}x (aim 1.5x)`,
      );
    }
    for (const path of [one, ten]) {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', join('bench', 'registry', 'peak.ts'), path]);
      say(`  ${stdout.trim()}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
