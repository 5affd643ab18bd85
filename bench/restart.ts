// How long the program is away after a kill: kill -9 of the program, of program and database together, and of the database alone.
import { freePort } from '#platform';
import { prepareGround } from '../tests/faults/ground.ts';
import {
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
} from '../tests/faults/program.ts';
import { randomFrom, startWriters } from '../tests/faults/writers.ts';
import { median } from './rounds.ts';

const rounds = Number(process.env['BENCH_RESTARTS'] ?? 10);

/** Prints p50 and maximum in milliseconds from the kill to the next good answer of /healthz, while four writers ask for more. */
export async function benchRestart(say: (text: string) => void): Promise<void> {
  const [built, folder] = [await buildProgram(), await homes()];
  const [home, port] = [await folder.make(), await freePort()];
  let running = await startProgram(built.entry, home, port);
  const writers = startWriters(await prepareGround(home, () => `http://127.0.0.1:${port}`), 1);
  const random = randomFrom(2);
  const restart = async (): Promise<Running> => (running = await startProgram(built.entry, home, port));
  const killServer = async () => {
    const { postmaster, backends } = await serverOf(home);
    killAll([postmaster, ...backends]);
  };
  const kinds: Readonly<Record<string, () => Promise<unknown>>> = {
    'the program': async () => (await killProgram(running), restart()),
    'the program and its database': async () => {
      await killProgram(running);
      await killServer();
      return restart();
    },
    'the database alone': async () => {
      await killServer();
      await pause(20);
      while (!(await isHealthy(running.url))) await pause(10);
    },
  };
  say(`\nRestart after kill -9, ${rounds} rounds each (aim: back within 5 s)`);
  try {
    for (const [name, kill] of Object.entries(kinds)) {
      const away: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await pause(200 + random() * 600);
        const killedAt = performance.now();
        await kill();
        away.push(performance.now() - killedAt);
      }
      say(`${name.padEnd(30)} p50 ${median(away).toFixed(0)} ms, max ${Math.max(...away).toFixed(0)} ms`);
    }
    await writers.stop();
    await stopProgram(running);
  } finally {
    await killProgram(running);
    await folder.remove();
    await built.remove();
  }
}
