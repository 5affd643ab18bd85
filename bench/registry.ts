// Counting a registry's file against bare JSON.parse over the same lines, and the memory it takes as a file or its tables grow tenfold.
import { execFile } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { registryPieceBytes, registryPieces } from '../src/market/actions/registry-bytes.ts';
import { readRegistry } from '../src/market/formats/registry/index.ts';
import { activityCount, activityFaults } from '../src/market/rules.ts';
import { median } from './rounds.ts';

const registry = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'ctgov');
const shared = join(registry, 'studies_api_v2.ndjson.gz');
const tables = ['studies', 'locations', 'conditions'] as const;
const copies = 20;
const tableCopies = 50;
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

/** The shared tables again and again in the same way, a table a file; answers where they lie. */
async function grownTables(folder: string, times: number): Promise<readonly string[]> {
  const texts = await Promise.all(tables.map((table) => readFile(join(registry, 'hfpef', `${table}.csv`), 'utf8')));
  const ncts = [...new Set(texts.flatMap((text) => text.match(/^NCT\d{8}/gm) ?? []))];
  const places = new Map(ncts.map((nct, at) => [nct, at]));
  const paths = tables.map((table) => join(folder, `${table}-${times}.csv`));
  for (const [at, path] of paths.entries()) {
    const [head = '', ...rows] = (texts[at] ?? '').split(/(?<=\n)/);
    const file = await open(path, 'w');
    await file.write(head);
    for (let time = 0; time < times; time += 1)
      await file.write(rows.join('').replaceAll(/^NCT\d{8}/gm, (nct) => `NCT${10_000_000 + time * ncts.length + (places.get(nct) ?? 0)}`));
    await file.close();
  }
  return paths;
}

/** Counts files to their end, as one registry. */
export async function counted(paths: readonly string[]): Promise<number> {
  const count = activityCount();
  const faults = activityFaults();
  for (const path of paths)
    await readRegistry(basename(path), registryPieces(createReadStream(path, { highWaterMark: registryPieceBytes })), { count, faults });
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
      const [parsed, read] = [await timed(() => same.forEach((line) => void JSON.parse(line))), await timed(() => counted([one]))];
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
    for (const paths of [[one], [ten], await grownTables(folder, tableCopies), await grownTables(folder, 10 * tableCopies)]) {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', join('bench', 'registry', 'peak.ts'), ...paths]);
      say(`  ${stdout.trim()}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
