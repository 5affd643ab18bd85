// Speed of the enrolment forecast: simulated paths against numpy and R, a curve of 900 days, a whole integrated forecast, and tenfold sizes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Worker } from 'node:worker_threads';
import { type EnrolmentSite, type SiteCount, fitStudy, forecaster, pathBlock, streamOf } from '#stats';
import { scriptWorker } from './calibration.ts';
import type { DrawRequest } from './enrolment/draw-worker.ts';

type Say = (text: string) => void;

const WORKERS = 2;
const ROUNDS = 5;
const AS_OF = 300;

function networkSites(count: number): readonly EnrolmentSite[] {
  const stream = streamOf(20_261_124, 'bench', count);
  return Array.from({ length: count }, (_, at): EnrolmentSite => {
    const id = `S${at}`;
    const openedOn = Math.floor(500 * stream.uniform());
    if (openedOn >= AS_OF)
      return { id, openedOn: null, enrolled: 0, opening: { kind: 'window', from: openedOn, to: openedOn + 60, probability: 0.85 } };
    return { id, openedOn, enrolled: stream.poisson(stream.gamma(1.5, 1.5 / 0.025) * (AS_OF - openedOn)) };
  });
}

const countsOf = (sites: readonly EnrolmentSite[]): readonly SiteCount[] =>
  sites.map(({ openedOn, enrolled }) => ({ size: 1.5 + enrolled, rate: 60 + (openedOn === null ? 0 : AS_OF - openedOn), exposure: 180 }));

const median = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

function medianMs(work: () => void, rounds = ROUNDS): number {
  work();
  return median(
    Array.from({ length: rounds }, () => {
      const startedAt = performance.now();
      work();
      return performance.now() - startedAt;
    }),
  );
}

async function drawOnce(workers: readonly Worker[], sites: readonly SiteCount[], paths: number): Promise<readonly Int32Array[]> {
  const blocks = Array.from({ length: Math.ceil(paths / pathBlock) }, (_, at) => at);
  const parts = workers.map((worker, at) => {
    const mine = blocks.filter((block) => block % workers.length === at);
    const answer = new Promise<readonly Int32Array[]>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    worker.postMessage({ sites, blocks: mine, seed: 7 } satisfies DrawRequest);
    return answer.then((counts) => counts.map((of, index) => ({ block: mine[index] ?? 0, of })));
  });
  const drawn = (await Promise.all(parts)).flat();
  return drawn.sort((one, other) => one.block - other.block).map(({ of }) => of);
}

async function drawMs(sites: readonly SiteCount[], paths: number, count: number): Promise<{ ms: number; counts: readonly number[] }> {
  const workers = Array.from({ length: count }, () => scriptWorker(new URL('./enrolment/draw-worker.ts', import.meta.url)));
  try {
    let counts = await drawOnce(workers, sites, paths);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now();
      counts = await drawOnce(workers, sites, paths);
      times.push(performance.now() - startedAt);
    }
    return { ms: median(times), counts: counts.flatMap((block) => [...block]) };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function isMissing(error: unknown): boolean {
  return (error as { code?: string }).code === 'ENOENT' || (error as { status?: number }).status === 1;
}

interface PeerMs {
  readonly gammaPoisson: number;
  readonly negativeBinomial: number;
}

function numpyMs(sites: readonly SiteCount[], paths: number): PeerMs | null {
  try {
    const said = execFileSync('python3', ['bench/enrolment/peer.py'], {
      input: JSON.stringify({ sites, paths, rounds: ROUNDS }),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const { gammaPoisson, negativeBinomial } = JSON.parse(said) as PeerMs;
    return { gammaPoisson: gammaPoisson * 1_000, negativeBinomial: negativeBinomial * 1_000 };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function rMs(sites: readonly SiteCount[], paths: number): PeerMs | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'siteward-bench-enrolment-'));
  try {
    const file = path.join(folder, 'sites.csv');
    writeFileSync(file, ['size,rate,exposure', ...sites.map((one) => `${one.size},${one.rate},${one.exposure}`)].join('\n'));
    const said = execFileSync('Rscript', ['bench/enrolment/peer.R', file, `${paths}`, `${ROUNDS}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [gammaPoisson = 0, negativeBinomial = 0] = said.trim().split(',').map(Number);
    return { gammaPoisson: gammaPoisson * 1_000, negativeBinomial: negativeBinomial * 1_000 };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function benchPaths(say: Say): Promise<PeerMs | null> {
  const sites = countsOf(networkSites(200));
  say('\nSimulated paths: 200 sites x 10,000 paths to one day');
  const two = await drawMs(sites, 10_000, WORKERS);
  const one = await drawMs(sites, 10_000, 1);
  say(`  here, ${WORKERS} workers                 ${two.ms.toFixed(1)} ms`);
  say(
    `  here, 1 worker                  ${one.ms.toFixed(1)} ms; the same numbers: ${JSON.stringify(one.counts) === JSON.stringify(two.counts)}`,
  );
  const numpy = numpyMs(sites, 10_000);
  if (!numpy) say('  numpy is not installed: no such peer in this run');
  else {
    say(
      `  numpy, gamma and Poisson        ${numpy.gammaPoisson.toFixed(1)} ms; here with 2 workers ${(two.ms / numpy.gammaPoisson).toFixed(3)} of it (aim: at most 0.6)`,
    );
    say(
      `  numpy, negative binomial        ${numpy.negativeBinomial.toFixed(1)} ms; here with 2 workers ${(two.ms / numpy.negativeBinomial).toFixed(3)} of it`,
    );
  }
  const r = rMs(sites, 10_000);
  if (!r) say('  Rscript is not installed: no such peer in this run');
  else {
    say(
      `  R, gamma and Poisson            ${r.gammaPoisson.toFixed(1)} ms; here with 2 workers ${(two.ms / r.gammaPoisson).toFixed(3)} of it`,
    );
    say(
      `  R, rnbinom                      ${r.negativeBinomial.toFixed(1)} ms; here with 2 workers ${(two.ms / r.negativeBinomial).toFixed(3)} of it`,
    );
  }
  const wide = await drawMs(sites, 100_000, WORKERS);
  const large = await drawMs(countsOf(networkSites(2_000)), 10_000, WORKERS);
  say(
    `  ten times the paths             ${wide.ms.toFixed(1)} ms, ${(wide.ms / two.ms).toFixed(1)} times; ten times the sites ${large.ms.toFixed(1)} ms, ${(large.ms / two.ms).toFixed(1)} times`,
  );
  return r ?? numpy;
}

function benchCurve(say: Say, peer: PeerMs | null): void {
  const curve = (count: number) => {
    const fitted = fitStudy({ asOf: AS_OF, sites: networkSites(count) }, { method: 'moment' });
    return medianMs(() => {
      // A forecaster remembers days it was asked for: each round gets a new one.
      const forecast = forecaster(fitted, 15 * count);
      for (let day = AS_OF + 1; day <= AS_OF + 900; day += 1) forecast.reachedBy(day);
    });
  };
  const ms = curve(200);
  const large = curve(2_000);
  say('\nP(target) for each of 900 days, 200 sites, matched negative binomial');
  say(
    `  here                            ${ms.toFixed(2)} ms${peer ? `, ${(ms / peer.negativeBinomial).toFixed(4)} of one negative binomial simulation of the peer (aim: at most 0.03)` : ''}`,
  );
  say(`  ten times the sites             ${large.toFixed(1)} ms, ${(large / ms).toFixed(1)} times`);
}

function benchIntegrated(say: Say): void {
  const whole = (count: number) => {
    const study = { asOf: AS_OF, sites: networkSites(count) };
    return {
      fit: medianMs(() => fitStudy(study)),
      all: medianMs(() => {
        const forecast = forecaster(fitStudy(study), 15 * count);
        for (const ahead of [30, 90, 180, 365]) forecast.at(AS_OF + ahead);
      }),
      finish: ((fitted) => medianMs(() => forecaster(fitted, 15 * count).lastPatientIn()))(fitStudy(study)),
    };
  };
  const ms = whole(200);
  const large = whole(2_000);
  say('\nIntegrated forecast, 200 sites with counts: choice of terms, 13 x 17 grid, four horizons');
  say(`  fit                             ${ms.fit.toFixed(1)} ms`);
  say(`  fit and four horizons           ${ms.all.toFixed(1)} ms (aim: at most 60)`);
  say(`  last patient in                 ${ms.finish.toFixed(1)} ms`);
  say(
    `  ten times the sites             fit ${large.fit.toFixed(1)}, with horizons ${large.all.toFixed(1)} (${(large.all / ms.all).toFixed(1)} times), last patient in ${large.finish.toFixed(1)} ms`,
  );
}

/** Prints the comparisons. */
export async function benchEnrolment(say: Say): Promise<void> {
  const peer = await benchPaths(say);
  benchCurve(say, peer);
  benchIntegrated(say);
}
