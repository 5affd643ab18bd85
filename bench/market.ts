// Speed of the market outlook: a fit of 108,000 cells against numpy, mipfp and R's loglin, a thousand refits, and trends judged on simulated histories.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { iterativeProportionalFit, marginOf, streamOf, trendBackTest } from '#stats';
import { makeOutlook } from '../src/market/actions/make-outlook.ts';
import { type OutlookQuestion, completedOutlook, prepareOutlook, refitBlock, shippedQuestion } from '../src/market/rules.ts';
import { median } from './rounds.ts';

type Say = (text: string) => void;

const ROUNDS = 9;
const SHAPE = [10, 30, 6, 60];
const TOLERANCE = 1e-10;
const HISTORIES = 400;

interface Problem {
  readonly seed: Float64Array;
  readonly targets: readonly Float64Array[];
}

function problem(): Problem {
  const stream = streamOf(20_261_124, 'bench', 'fit');
  const cells = SHAPE.reduce((product, size) => product * size, 1);
  const seed = Float64Array.from({ length: cells }, () => stream.gamma(2));
  const truth = seed.map((value) => value * (0.3 + 1.4 * stream.uniform()));
  return { seed, targets: SHAPE.map((_, axis) => marginOf(truth, SHAPE, [axis])) };
}

/** Processor time a call, median of rounds of five: other work on the machine takes turns with this, and is not in it. */
function processorMs(work: () => void): number {
  const round = () => {
    const before = process.cpuUsage();
    for (let again = 0; again < 5; again += 1) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 5_000;
  };
  round();
  return median(Array.from({ length: ROUNDS }, round));
}

function medianMs(work: () => void): number {
  work();
  return median(
    Array.from({ length: ROUNDS }, () => {
      const startedAt = performance.now();
      work();
      return performance.now() - startedAt;
    }),
  );
}

function isMissing(error: unknown): boolean {
  return (error as { code?: string }).code === 'ENOENT' || (error as { status?: number }).status === 1;
}

function numpyFit({ seed, targets }: Problem): { readonly ms: number; readonly table: readonly number[] } | null {
  const input = JSON.stringify({
    shape: SHAPE,
    seed: [...seed],
    targets: targets.map((one) => [...one]),
    rounds: ROUNDS,
    tolerance: TOLERANCE,
  });
  try {
    const said = execFileSync('python3', ['bench/market/fit-peer.py'], {
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1_048_576,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const { seconds, table } = JSON.parse(said) as { seconds: number; table: readonly number[] };
    return { ms: 1_000 * seconds, table };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function rFit({ seed, targets }: Problem): { readonly mipfp: number; readonly loglin: number } | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'siteward-bench-market-'));
  try {
    const file = path.join(folder, 'fit.txt');
    writeFileSync(file, [...seed, ...targets.toReversed().flatMap((one) => [...one])].join('\n'));
    const words = ['bench/market/fit-peer.R', file, SHAPE.toReversed().join(','), `${ROUNDS}`, `${TOLERANCE}`];
    const said = execFileSync('Rscript', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [mipfp = Number.NaN, loglin = Number.NaN] = said.trim().split(',').map(Number);
    return { mipfp: 1_000 * mipfp, loglin: 1_000 * loglin };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function benchFit(say: Say): void {
  const given = problem();
  const margins = given.targets.map((target, axis) => ({ axes: [axis], target }));
  const fit = () => iterativeProportionalFit(given.seed, SHAPE, margins, { tolerance: TOLERANCE });
  const ms = processorMs(() => void fit());
  const fitted = fit();
  if (!fitted.ok) throw new Error(fitted.refusal);
  say(
    `\nProportional fitting: ${SHAPE.join(' x ')} = ${given.seed.length} cells, four margins, to ${TOLERANCE} of the total; processor time`,
  );
  say(`  here                            ${ms.toFixed(2)} ms, ${fitted.value.sweeps} sweeps`);
  const numpy = numpyFit(given);
  const total = fitted.value.table.reduce((sum, value) => sum + value, 0);
  if (!numpy) say('  numpy is not installed: no such peer in this run');
  else {
    const off = Math.max(...numpy.table.map((value, cell) => Math.abs(value - (fitted.value.table[cell] ?? 0)))) / total;
    say(
      `  numpy                           ${numpy.ms.toFixed(2)} ms; here ${(ms / numpy.ms).toFixed(3)} of it; cells differ by ${off.toExponential(1)} of the total`,
    );
  }
  const r = rFit(given);
  if (!r) say('  Rscript is not installed: no such peer in this run');
  else {
    if (Number.isNaN(r.mipfp)) say('  mipfp is not installed (SITEWARD_BENCH_MIPFP names its source): no such peer in this run');
    else say(`  mipfp::Ipfp                     ${r.mipfp.toFixed(2)} ms; here ${(ms / r.mipfp).toFixed(3)} of it (aim: at most 0.5)`);
    say(`  loglin of base R                ${r.loglin.toFixed(2)} ms; here ${(ms / r.loglin).toFixed(3)} of it`);
  }
}

async function benchRefits(say: Say): Promise<void> {
  const claims: OutlookQuestion['claims'] = [2025, 2028].map((year) => {
    return { id: `europe-${year}`, axis: 'region', key: 'Europe', year, share: 0.3, sd: 0.1, tag: 'assumed', reason: 'bench' };
  });
  say('\nThe outlook: 3,600 cells, seven years, 1,000 refits; medians of rounds that take turns');
  for (const [name, question] of [
    ['as shipped', shippedQuestion],
    ['with claims of two years', { ...shippedQuestion, claims }],
  ] as const) {
    const prepared = prepareOutlook(question);
    if (!prepared.ok) throw new Error(prepared.refusal);
    const rest = medianMs(() => void completedOutlook(prepared.value, new Float64Array(0), ''));
    const figures: Record<'one' | 'two', number[]> = { one: [], two: [] };
    for (let round = 0; round < 5; round += 1)
      for (const [which, threads] of [
        ['one', 1],
        ['two', 2],
      ] as const) {
        const startedAt = performance.now();
        await makeOutlook(question, { threads });
        figures[which].push(performance.now() - startedAt);
      }
    const block = processorMs(() => void refitBlock(prepared.value.plan, 'bench', 0, 50));
    say(
      `  ${name.padEnd(30)}  a refit ${(block / 50).toFixed(2)} ms of processor; all with everything else: one thread ${median(figures.one).toFixed(0)} ms, two threads ${median(figures.two).toFixed(0)} ms, their start included; without refits ${rest.toFixed(0)} ms`,
    );
  }
}

function benchTrends(say: Say): void {
  say(`\nTrends on ${HISTORIES} simulated histories of 25 years, forecast one to three years ahead from every origin`);
  say('| truth | method | cover 50 | 80 | 95 | CRPS of logarithms, to the walk with drift |');
  say('| --- | --- | --- | --- | --- | --- |');
  const truths = {
    'walk with drift, 5 % and 3 %': (_at: number, log: number, step: number) => log + 0.05 + 0.03 * step,
    'line with noise of 3 %': (at: number, _log: number, step: number) => 0.05 * at + 0.03 * step,
  };
  for (const [truth, next] of Object.entries(truths)) {
    const sums = new Map<string, number[]>();
    for (let history = 0; history < HISTORIES; history += 1) {
      const stream = streamOf(20_261_124, 'bench', truth, history);
      let log = 0;
      const values = Array.from({ length: 25 }, (_, at) => Math.exp((log = next(at, log, stream.normal()))));
      for (const one of trendBackTest(values).scores) {
        const before = sums.get(one.method) ?? [0, 0, 0, 0];
        const own = [one.covered50, one.covered80, one.covered95, one.crps];
        sums.set(
          one.method,
          before.map((sum, at) => sum + (own[at] ?? 0) / HISTORIES),
        );
      }
    }
    const walk = sums.get('random-walk-with-drift')?.[3] ?? 1;
    for (const [method, [half, eighty, most, crps]] of sums)
      say(
        `| ${truth} | ${method} | ${[half, eighty, most].map((one) => one?.toFixed(3)).join(' | ')} | ${((crps ?? 0) / walk).toFixed(3)} |`,
      );
  }
}

/** Prints the comparisons. */
export async function benchMarket(say: Say): Promise<void> {
  const load = () => `load ${loadavg()[0]?.toFixed(1)} on this machine`;
  say(`\n${load()} at the beginning`);
  benchFit(say);
  await benchRefits(say);
  benchTrends(say);
  say(`${load()} at the end`);
}
