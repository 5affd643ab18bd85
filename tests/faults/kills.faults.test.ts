// Kills under load: the program, its database server and single backends die at random moments while four writers work.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#platform';
import { checkBooks } from './books.ts';
import { prepareGround } from './ground.ts';
import {
  type Built,
  type Running,
  buildProgram,
  homes,
  isHealthy,
  killAll,
  killProgram,
  pause,
  serverOf,
  startProgram,
  stopProgram,
} from './program.ts';
import { type Writers, randomFrom, startWriters } from './writers.ts';

/** In the everyday run each of the three ways in which a database dies once; a release is tried with 50 of each kind. */
const rounds = Number(process.env['FAULTS_ROUNDS'] ?? 3);
/** A round waits for the program, not for a clock; this only ends a run that hangs. */
const patienceMs = 120_000 + rounds * 60_000;
const seed = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 1_000_000));

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
  writers = startWriters(await prepareGround(home, () => `http://127.0.0.1:${port}`), seed);
});

afterAll(async () => {
  await writers?.stop().catch(() => undefined);
  if (running) await killProgram(running);
  await folder?.remove();
  await built?.remove();
});

/** Prints one line of counts, so that a long run leaves something to report. */
function report(kind: string): void {
  const { subjects, visits, grants, answers } = writers.seen;
  console.info(
    `${kind}: ${rounds} rounds; acknowledged ${subjects.length} subjects, ${visits.length} visits, ${grants.length} grants; ` +
      `answers ${[...answers].map(([status, count]) => `${status}: ${count}`).join(', ')}`,
  );
}

async function settle(): Promise<void> {
  await writers.rest();
  await checkBooks(running, home, writers.seen);
  expect(writers.seen.strange, 'answers that were neither done nor plainly unavailable').toEqual([]);
  writers.goOn();
}

describe('faults', () => {
  it(
    '[G1] a killed program loses nothing it acknowledged, does nothing twice, and serves again',
    async () => {
      const random = randomFrom(seed + 1_000);
      for (let round = 1; round <= rounds; round += 1) {
        await pause(50 + random() * 700);
        await killProgram(running);
        // Every second time its database dies with it, as in a power cut that spares the disk.
        if (round % 2 === 0) await serverOf(home).then(({ postmaster, backends }) => killAll([postmaster, ...backends]));
        running = await startProgram(built.entry, home, port);
        await settle();
      }
      report('program killed');
    },
    patienceMs,
  );

  it(
    '[G21] while its database is killed the program answers 503 and never 500, brings it back by itself, and loses nothing',
    async () => {
      const random = randomFrom(seed + 2_000);
      for (let round = 1; round <= rounds; round += 1) {
        await pause(50 + random() * 700);
        const { postmaster, backends } = await serverOf(home);
        const one = backends[Math.floor(random() * backends.length)];
        const victims = [[postmaster, ...backends], [one], [postmaster]][(round - 1) % 3] ?? [];
        killAll(victims);
        await pause(20);
        while (!(await isHealthy(running.url))) await pause(10);
        expect(running.child.exitCode ?? running.child.signalCode, running.said()).toBeNull();
        await settle();
      }
      report('database killed');
    },
    patienceMs,
  );

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
