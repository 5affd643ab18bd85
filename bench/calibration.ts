// Calibration of the enrolment forecast: simulated trials under six kinds of truth, openings estimated, nothing given.
import { Worker } from 'node:worker_threads';
import { aimLines } from './calibration/aims.ts';
import { type TrialScores, methods } from './calibration/judge.ts';
import { type Truth, asOf, horizon, settings } from './calibration/scenarios.ts';
import type { Piece } from './calibration/worker.ts';

const SEED = 20_261_124;
const WORKERS = 2;
const PIECE = 25;

/** Trials per scenario and setting; `SITEWARD_BENCH_TRIALS` says another number. */
function trialsAsked(): number {
  const asked = Number(process.env['SITEWARD_BENCH_TRIALS'] ?? 2_000);
  if (!Number.isInteger(asked) || asked < 1) throw new Error('SITEWARD_BENCH_TRIALS is a whole number of at least 1');
  return asked;
}

/** A worker on a TypeScript file: a thread does not inherit the loader, it registers its own before it reads the script. */
export function scriptWorker(script: URL): Worker {
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); });`;
  return new Worker(start, { eval: true });
}

// Every trial draws from its own stream, so the scores do not depend on who judges which piece.
async function judgeAll(truth: Truth, trials: number): Promise<readonly TrialScores[]> {
  const pieces = Array.from({ length: Math.ceil(trials / PIECE) }, (_, at): Piece => {
    return { truth, from: at * PIECE, to: Math.min(trials, (at + 1) * PIECE), seed: SEED };
  });
  const answers = new Map<number, readonly TrialScores[]>();
  let next = 0;
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const worker = scriptWorker(new URL('./calibration/worker.ts', import.meta.url));
      try {
        while (next < pieces.length) {
          const mine = next++;
          const answer = new Promise<readonly TrialScores[]>((resolve, reject) => {
            worker.once('message', resolve);
            worker.once('error', reject);
          });
          worker.postMessage(pieces[mine]);
          answers.set(mine, await answer);
          worker.removeAllListeners('error');
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return pieces.flatMap((_, at) => answers.get(at) ?? []);
}

interface Line {
  readonly method: (typeof methods)[number];
  readonly covered: readonly number[];
  readonly crps: number;
  readonly crpsError: number;
  readonly bias: number;
}

function lineOf(method: (typeof methods)[number], judged: readonly TrialScores[]): Line {
  const mean = (of: (one: TrialScores) => number) => judged.reduce((sum, one) => sum + of(one), 0) / judged.length;
  const crps = mean((one) => one.scores[method].crps);
  const spread = Math.sqrt(mean((one) => (one.scores[method].crps - crps) ** 2));
  return {
    method,
    covered: [0, 1, 2].map((level) => mean((one) => one.scores[method].covered[level] ?? 0)),
    crps,
    crpsError: spread / Math.sqrt(judged.length),
    bias: mean((one) => one.scores[method].error),
  };
}

function termsIn(judged: readonly TrialScores[]): string {
  const counts = new Map<string, number>();
  for (const { terms } of judged) counts.set(terms, (counts.get(terms) ?? 0) + 1);
  const sorted = [...counts].sort((one, other) => other[1] - one[1]);
  return sorted.map(([name, count]) => `${name} ${Math.round((100 * count) / judged.length)} %`).join(', ');
}

/** Judges every scenario of every setting and prints a table each. */
export async function benchCalibration(say: (text: string) => void): Promise<void> {
  const trials = trialsAsked();
  say(`\nCalibration of the enrolment forecast: ${trials} trials each, as-of day ${asOf}, forecast for day ${horizon}, seed ${SEED}`);
  say(
    `standard error of a coverage of 95 %: ${(100 * Math.sqrt((0.95 * 0.05) / trials)).toFixed(1)} points; openings are estimated from the start-ups`,
  );
  for (const [at, setting] of settings.entries()) {
    say(`\n${setting.name}`);
    say('| scenario | method | cover 50 | 80 | 95 | CRPS | +- | to pooled | bias |');
    say('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    for (const truth of setting.truths) {
      const judged = await judgeAll(truth, trials);
      const lines = methods.map((method) => lineOf(method, judged));
      const pooled = lines.find(({ method }) => method === 'pooled Poisson')?.crps ?? 1;
      for (const { method, covered, crps, crpsError, bias } of lines)
        say(
          `| ${truth.scenario} | ${method} | ${covered.map((one) => one.toFixed(3)).join(' | ')} | ${crps.toFixed(2)} | ${crpsError.toFixed(2)} | ${(crps / pooled).toFixed(3)} | ${bias.toFixed(1)} |`,
        );
      const integrated = lines.find(({ method }) => method === 'integrated');
      if (at === 0 && integrated)
        for (const line of aimLines(truth.scenario, { covered: integrated.covered, ofPooled: integrated.crps / pooled })) say(line);
      const even = [0, 1, 2].map(
        (level) => judged.reduce((sum, one) => sum + (one.scores.integrated.evened[level] ?? 0), 0) / judged.length,
      );
      say(`  ${truth.scenario}: integrated, with the ends of intervals split (PIT): ${even.map((one) => one.toFixed(3)).join(' / ')}`);
      say(
        `  ${truth.scenario}: terms chosen: ${termsIn(judged)}${judged.length < trials ? `; ${trials - judged.length} trials had nobody enrolled` : ''}`,
      );
    }
  }
}
