// Indicators: speed beside R where it is installed, cost as sites grow tenfold, and whether planted sites are found.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Method,
  type Occurrence,
  type Subject,
  analyse,
  denominatorGrid,
  fisherP,
  groupCounts,
  indicated,
  limitsOf,
  streamOf,
  subjectCounts,
  summarised,
  thresholdsOf,
} from '#stats';
import { benchLead } from './indicator-lead.ts';
import { benchPower } from './indicator-power.ts';
import { median } from './rounds.ts';

type Say = (text: string) => void;

interface Study {
  readonly subjects: readonly (Subject & { readonly days: number })[];
  readonly events: readonly (Occurrence & { readonly serious: boolean; readonly grade: number })[];
  readonly days: readonly Occurrence[];
  readonly tables: readonly { readonly marked: number; readonly drawn: number }[];
}

/** Quoted from the published package, measured on this kind of machine with its own functions (sites 500, events 110,823). */
const GSM_SECONDS = { pipeline: 0.461, fisher: 14.6 } as const;

const cuts = thresholdsOf([-2, -1, 2, 3]);
const minimum = { of: 'denominator', least: 30 } as const;

// About 21 participants a site and 10.6 events each, as in the shared reference.
function studyOf(sites: number): Study {
  const random = streamOf(20261123, 'study', sites);
  const subjects: Study['subjects'][number][] = [];
  const events: Study['events'][number][] = [];
  const tables: { marked: number; drawn: number }[] = [];
  for (let site = 0; site < sites; site += 1) {
    const drawn = 1 + random.poisson(20);
    const rate = 0.03 * random.gamma(6, 6);
    let marked = 0;
    for (let one = 0; one < drawn; one += 1) {
      const [subjectId, days] = [`S${site}-${one}`, 1 + random.poisson(355)];
      subjects.push({ subjectId, groupId: `site ${site}`, days });
      for (let left = random.poisson(rate * days); left > 0; left -= 1)
        events.push({ subjectId, serious: left % 9 === 0, grade: left % 4 });
      if (random.uniform() < 0.22) marked += 1;
    }
    tables.push({ marked, drawn });
  }
  return { subjects, events, days: subjects.map(({ subjectId, days }) => ({ subjectId, amount: days })), tables };
}

const summaryOf = ({ subjects, events, days }: Study) =>
  summarised(
    indicated(groupCounts(subjectCounts(subjects, events, days)), { kind: 'rate', method: 'gsm', thresholds: cuts, minimum }).groups,
  );

function fisherOf({ tables }: Study): number[] {
  const [allMarked, all] = tables.reduce(([above, below], { marked, drawn }) => [above + marked, below + drawn], [0, 0] as [
    number,
    number,
  ]);
  return tables.map(({ marked, drawn }) => fisherP({ marked, drawn, allMarked, all }));
}

/** Median milliseconds after warming up. */
function timed(work: () => unknown, rounds = 15): number {
  for (let round = 0; round < 5; round += 1) work();
  return median(
    Array.from({ length: rounds }, () => {
      const startedAt = performance.now();
      work();
      return performance.now() - startedAt;
    }),
  );
}

interface Peer {
  readonly seconds: Readonly<Record<string, number>>;
  readonly scores: ReadonlyMap<string, readonly [score: number, flag: number]>;
  readonly fisher: readonly number[];
}

const number = (cell: string | undefined) => (cell === undefined || cell === 'NA' ? Number.NaN : Number(cell));

/** The same work in R; null where R is not installed. */
function peerOf({ subjects, events, tables }: Study): Peer | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'siteward-bench-indicators-'));
  const write = (name: string, lines: readonly string[]) => writeFileSync(path.join(folder, name), lines.join('\n'));
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8').trim().replaceAll('"', '').split('\n').slice(1);
  try {
    write('subjects.csv', ['subjectId,groupId,days', ...subjects.map((one) => `${one.subjectId},${one.groupId},${one.days}`)]);
    write('events.csv', ['subjectId,serious,grade', ...events.map((one) => `${one.subjectId},${one.serious},${one.grade}`)]);
    write('tables.csv', ['marked,drawn', ...tables.map(({ marked, drawn }) => `${marked},${drawn}`)]);
    const said = execFileSync('Rscript', ['bench/indicators-peer.R', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const seconds = Object.fromEntries(
      said
        .trim()
        .split('\n')
        .map((line) => [line.split(',')[0] ?? '', number(line.split(',')[1])]),
    );
    const scores = new Map(
      read('scores.csv').map((line) => [line.split(',')[0] ?? '', [number(line.split(',')[1]), number(line.split(',')[2])] as const]),
    );
    return { seconds, scores, fisher: read('fisher.csv').map(number) };
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// A comparison of speed is worth nothing when the answers differ.
function worstDifference(study: Study, peer: Peer): { score: number; flags: number; p: number } {
  const summary = summaryOf(study);
  const apart = summary.map(({ groupId, score }) => Math.abs((score ?? 0) - (peer.scores.get(groupId)?.[0] ?? Number.NaN)));
  const flags = summary.filter(({ groupId, flag }) => flag !== peer.scores.get(groupId)?.[1]).length;
  return {
    score: Math.max(...apart),
    flags,
    p: Math.max(...fisherOf(study).map((p, at) => Math.abs(p - (peer.fisher[at] ?? Number.NaN)))),
  };
}

function benchSpeed(say: Say): void {
  const study = studyOf(500);
  say(`\nAdverse-event rate from row objects to summary: 500 sites, ${study.subjects.length} participants, ${study.events.length} events`);
  const startedAt = performance.now();
  summaryOf(study);
  const firstMs = performance.now() - startedAt;
  const [pipelineMs, fisherMs] = [timed(() => summaryOf(study)), timed(() => fisherOf(study))];
  say(`  here, median of 15           ${pipelineMs.toFixed(1)} ms (first call ${firstMs.toFixed(1)} ms)`);
  say(`  here, 500 Fisher tests       ${fisherMs.toFixed(2)} ms`);
  const peer = peerOf(study);
  if (!peer) say('  Rscript is not installed: no peer in this run');
  else {
    const against = (name: string, seconds: number | undefined, ownMs: number) =>
      seconds === undefined
        ? say(`  ${name} is not installed`)
        : say(`  ${name.padEnd(29)}${(seconds * 1_000).toFixed(1)} ms, here ${(ownMs / seconds / 1_000).toFixed(5)} of it`);
    against('R, gsm steps with dplyr', peer.seconds['dplyr'], pipelineMs);
    against('R, gsm steps in base R', peer.seconds['base'], pipelineMs);
    against('R, 500 fisher.test', peer.seconds['fisher'], fisherMs);
    const { score, flags, p } = worstDifference(study, peer);
    say(
      `  largest difference of a score ${score.toExponential(1)}, flags that differ ${flags}, largest difference of a p ${p.toExponential(1)}`,
    );
  }
  say(
    `  gsm.core 1.1.3 itself, quoted (its functions on a study as large, not this run): ${GSM_SECONDS.pipeline} s, Fisher ${GSM_SECONDS.fisher} s;`,
  );
  say(
    `  against those: ${(pipelineMs / 1_000 / GSM_SECONDS.pipeline).toFixed(4)} (aim 0.05) and ${(fisherMs / 1_000 / GSM_SECONDS.fisher).toFixed(6)} (aim 0.001)`,
  );
}

function benchGrowth(say: Say): void {
  const methods: readonly Method[] = ['gsm', 'robust', 'poisson', 'fisher'];
  say('\nCost as sites grow tenfold, ms: rows to summary; scores by method; 60 points of four limits by the robust method');
  say(`  ${'sites'.padStart(7)}${'events'.padStart(9)}${['rows', ...methods, 'limits'].map((name) => name.padStart(10)).join('')}`);
  for (const sites of [50, 500, 5_000]) {
    const study = studyOf(sites);
    const { groups } = groupCounts(subjectCounts(study.subjects, study.events, study.days));
    const shares = study.tables.map(({ marked, drawn }, site) => ({ groupId: `${site}`, numerator: marked, denominator: drawn }));
    const judgement = analyse(groups, { kind: 'rate', method: 'robust' });
    const figures = [
      timed(() => summaryOf(study), 7),
      ...methods.map((method) =>
        timed(() => analyse(method === 'fisher' ? shares : groups, { kind: method === 'fisher' ? 'proportion' : 'rate', method }), 7),
      ),
      timed(() => limitsOf(judgement, cuts.cuts, denominatorGrid(groups)), 7),
    ];
    say(`  ${`${sites}`.padStart(7)}${`${study.events.length}`.padStart(9)}${figures.map((ms) => ms.toFixed(2).padStart(10)).join('')}`);
  }
}

/** Prints speed, growth, power and lead. */
export async function benchIndicators(say: Say): Promise<void> {
  benchSpeed(say);
  benchGrowth(say);
  benchPower(say);
  benchLead(say);
}
