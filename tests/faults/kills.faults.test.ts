// Kills under load: the program, its database server and single backends die at random moments while four writers work.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContract, makeSite, makeStudy, signInBuilders } from '../journeys/nlx-301-network.ts';
import type { World } from '../support/world.ts';
import { checkBooks } from './books.ts';
import { addCaller, asTestPerson } from './people.ts';
import {
  type Built,
  type Running,
  buildProgram,
  freePort,
  homes,
  isHealthy,
  killAll,
  killProgram,
  pause,
  runProgram,
  serverOf,
  startProgram,
  stopProgram,
} from './program.ts';
import { type Ground, type Writers, randomFrom, startWriters } from './writers.ts';

const rounds = Number(process.env['FAULTS_ROUNDS'] ?? 4);
const seed = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const sites = [
  ['101', 'Austin', 'America/Chicago'],
  ['102', 'Miami', 'America/New_York'],
] as const;
/** What half of the rounds must keep to. A machine that is busy otherwise is measured by how long it takes to load the program at all. */
const limitMs = 5_000;
const loadings = 6;
const yardsticks: number[] = [];

let built: Built;
let folder: Awaited<ReturnType<typeof homes>>;
let home: string;
let port: number;
let running: Running;
let writers: Writers;

beforeAll(async () => {
  console.info(`seed ${seed} (FAULTS_SEED), ${rounds} rounds of each kind (FAULTS_ROUNDS)`);
  built = await buildProgram();
  folder = await homes();
  home = await folder.make();
  port = await freePort();
  running = await startProgram(built.entry, home, port);
  writers = startWriters(await prepareGround(), seed);
});

afterAll(async () => {
  await writers?.stop().catch(() => undefined);
  if (running) await killProgram(running);
  await folder?.remove();
  await built?.remove();
});

async function prepareGround(): Promise<Ground> {
  const url = () => `http://127.0.0.1:${port}`;
  const person = async (name: string, grants: Parameters<typeof addCaller>[2] = []) =>
    asTestPerson(url(), await addCaller(home, name, grants), name);
  const builders = await signInBuilders({ person } as unknown as World);
  const at: { siteId: string; number: string }[] = [];
  for (const [number, city, timeZone] of sites) {
    at.push({ number, siteId: await makeSite(builders, { code: number, name: `${city} Research Center`, city, country: 'US', timeZone }) });
  }
  const study = await makeStudy(builders, 'NLX-301', at);
  await makeContract(builders, { studyId: study.studyId, siteId: null });
  return {
    url,
    coordinator: await addCaller(home, 'Cora Writer', [{ role: 'coordinator' }]),
    administrator: await addCaller(home, 'Ada Granter', [{ role: 'administrator' }]),
    colleague: (await addCaller(home, 'Mona Visitor', [])).id,
    studySites: study.sites,
  };
}

/** Prints one line of figures, so that a long run leaves something to report, and answers the median. */
function report(kind: string, figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
  const { subjects, visits, grants, answers, longestMs } = writers.seen;
  console.info(
    `${kind}: ${figures.length} rounds (loading alone p50 ${Math.round(middle(yardsticks))} ms), back after p50 ${at(0.5)} ms, max ${at(1)} ms; acknowledged ${subjects.length} subjects, ${visits.length} visits, ${grants.length} grants; ` +
      `answers ${[...answers].map(([status, count]) => `${status}: ${count}`).join(', ')}; longest answer ${Math.round(longestMs)} ms`,
  );
  return at(0.5);
}

const middle = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

async function loading(): Promise<number> {
  const startedAt = performance.now();
  await runProgram(built.entry, ['--version']);
  return performance.now() - startedAt;
}

async function settle(): Promise<void> {
  await writers.rest();
  await checkBooks(running, home, writers.seen);
  yardsticks.push(await loading());
  expect(writers.seen.strange, 'answers that were neither done nor plainly unavailable').toEqual([]);
  writers.goOn();
}

describe('faults', () => {
  it('[G1] a killed program loses nothing it acknowledged, does nothing twice, and serves again within 5 s', async () => {
    const random = randomFrom(seed + 1_000);
    const backAfter: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await pause(50 + random() * 700);
      await killProgram(running);
      // Every second time its database dies with it, as in a power cut that spares the disk.
      if (round % 2 === 0) await serverOf(home).then(({ postmaster, backends }) => killAll([postmaster, ...backends]));
      running = await startProgram(built.entry, home, port);
      backAfter.push(running.startedInMs);
      await settle();
    }
    expect(report('program killed', backAfter)).toBeLessThan(Math.max(limitMs, loadings * middle(yardsticks)));
  });

  it('[G21] while its database is killed the program answers 503 and never 500, brings it back by itself, and loses nothing', async () => {
    const random = randomFrom(seed + 2_000);
    const backAfter: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await pause(50 + random() * 700);
      const { postmaster, backends } = await serverOf(home);
      const one = backends[Math.floor(random() * backends.length)];
      const victims = [[postmaster, ...backends], [one], [postmaster]][round % 3] ?? [];
      const killedAt = performance.now();
      killAll(victims);
      await pause(20);
      while (!(await isHealthy(running.url))) await pause(10);
      backAfter.push(performance.now() - killedAt);
      expect(running.child.exitCode ?? running.child.signalCode, running.said()).toBeNull();
      await settle();
    }
    expect(report('database killed', backAfter)).toBeLessThan(Math.max(limitMs, loadings * middle(yardsticks)));
  });

  it('a program whose database was brought back ends cleanly on Ctrl-C and leaves no process', async () => {
    await writers.rest();
    killAll([(await serverOf(home)).postmaster]);
    while (!(await isHealthy(running.url))) await pause(10);
    writers.goOn();
    await writers.stop();
    expect(await stopProgram(running)).toBe(0);
    expect(await serverOf(home)).toEqual({ postmaster: undefined, backends: [] });
  });
});
