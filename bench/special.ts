// What a call of the distributions costs on R's tables, and how fast random numbers come, as a ratio to Math.random in the same run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parse } from 'csv-parse/sync';
import * as stats from '#stats';
import { median } from './rounds.ts';

const folder = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'reference');
const ROUNDS = 9;
const CALLS_A_ROUND = 50_000;
const DRAWS_A_ROUND = 2_000_000;

type Row = Readonly<Record<string, number>>;

function table(name: string): Row[] {
  const rows = parse(readFileSync(join(folder, name)), { columns: true }) as Record<string, string>[];
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, text]) => [column, Number(text)])));
}

/** What was computed goes somewhere, or the engine would leave the computation out. */
let sink = 0;

function millisecondsOf(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/** Microseconds a call over all rows of a table, median of the rounds after one to warm up. */
function perCall(rows: readonly Row[], call: (row: Row) => number): number {
  const passes = Math.ceil(CALLS_A_ROUND / rows.length);
  const round = () =>
    millisecondsOf(() => {
      let sum = 0;
      for (let pass = 0; pass < passes; pass++) for (const row of rows) sum += call(row);
      sink += sum;
    });
  round();
  return (median(Array.from({ length: ROUNDS }, round)) * 1_000) / (passes * rows.length);
}

/** The named column, which a table of this kind has. */
const at = (row: Row, column: string) => row[column] as number;
const chance = (row: Row) => at(row, 'size') / (at(row, 'size') + at(row, 'mu'));

const onTables: readonly (readonly [name: string, file: string, call: (row: Row) => number])[] = [
  ['gammaCdf', 's_gamma.csv', (r) => stats.gammaCdf(at(r, 'shape') / at(r, 'rate'), at(r, 'shape'), at(r, 'rate'))],
  ['gammaQuantile', 's_gamma.csv', (r) => stats.gammaQuantile(at(r, 'p'), at(r, 'shape'), at(r, 'rate'))],
  ['betaCdf', 's_beta.csv', (r) => stats.betaCdf(at(r, 'a') / (at(r, 'a') + at(r, 'b')), at(r, 'a'), at(r, 'b'))],
  ['betaQuantile', 's_beta.csv', (r) => stats.betaQuantile(at(r, 'p'), at(r, 'a'), at(r, 'b'))],
  ['negativeBinomialCdf', 's_nbinom.csv', (r) => stats.negativeBinomialCdf(at(r, 'q'), at(r, 'size'), chance(r))],
  ['negativeBinomialMass', 's_nbinom.csv', (r) => stats.negativeBinomialMass(at(r, 'q'), at(r, 'size'), chance(r))],
  ['negativeBinomialQuantile', 's_nbinom.csv', (r) => stats.negativeBinomialQuantile(at(r, 'p'), at(r, 'size'), chance(r))],
  ['poissonQuantile', 's_nbinom.csv', (r) => stats.poissonQuantile(at(r, 'p'), at(r, 'mu'))],
  ['crpsNegativeBinomial', 's_crps.csv', (r) => stats.crpsNegativeBinomial(at(r, 'size'), chance(r), at(r, 'y'))],
  ['crpsPoisson', 's_crps.csv', (r) => stats.crpsPoisson(at(r, 'mu'), at(r, 'y'))],
];

// Each loop is written out: one loop that takes the draw as an argument would measure the call, not the draw.
const draws: Readonly<Record<string, (stream: stats.RandomStream) => number>> = {
  'Math.random': () => {
    let sum = 0;
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) sum += Math.random();
    return sum;
  },
  uint32: (stream) => {
    let sum = 0;
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) sum += stream.uint32();
    return sum;
  },
  'uniform, 53 bits': (stream) => {
    let sum = 0;
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) sum += stream.uniform();
    return sum;
  },
  normal: (stream) => {
    let sum = 0;
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) sum += stream.normal();
    return sum;
  },
  'gamma(6.4)': (stream) => {
    let sum = 0;
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) sum += stream.gamma(6.4);
    return sum;
  },
  'Poisson(3)': (stream) => {
    let sum = 0;
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) sum += stream.poisson(3);
    return sum;
  },
  'Poisson(12)': (stream) => {
    let sum = 0;
    for (let draw = 0; draw < DRAWS_A_ROUND; draw++) sum += stream.poisson(12);
    return sum;
  },
};

/** Prints microseconds per call on the shared tables, and millions of draws a second with their ratio to Math.random. */
export function benchSpecial(say: (text: string) => void): Promise<void> {
  say('\nDistributions and scores on tables of R, median of rounds (aim: 30 µs at most)');
  for (const [name, file, call] of onTables) {
    if (existsSync(join(folder, file))) say(`${name.padEnd(28)}${perCall(table(file), call).toFixed(2).padStart(8)} µs`);
    else say(`${name.padEnd(28)} skipped: ${file} is not in ${folder} (set SITEWARD_TEST_DATA)`);
  }
  const millis = new Map(Object.keys(draws).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, draw] of Object.entries(draws)) {
      const took = millisecondsOf(() => {
        sink += draw(stats.streamOf(round, name));
      });
      if (round > 0) millis.get(name)?.push(took);
    }
  }
  const ownOf = (name: string) => DRAWS_A_ROUND / median(millis.get(name) ?? []) / 1_000;
  say(`\nRandom numbers, one thread, ${DRAWS_A_ROUND.toLocaleString('en')} a round, taking turns`);
  for (const name of Object.keys(draws))
    say(`${name.padEnd(28)}${ownOf(name).toFixed(1).padStart(8)} M/s   ${(ownOf(name) / ownOf('Math.random')).toFixed(2)}x Math.random`);
  if (Number.isNaN(sink)) throw new Error('a call answered no number');
  return Promise.resolve();
}
