// Loads the demo network once into a demo directory, and says how far it is.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDemoNetwork } from '#demo';
import { Temporal } from '#lib';
import { type DemoStudy, portfolio } from '#demo/rules';
import type { Installation } from './installation.ts';
import { operatorRun } from './operator.ts';
import { tell } from './rooms.ts';

const SEED = 20_260_413;

const marker = (installation: Installation) => join(installation.home.folder, 'demo-loaded');
const begun = (installation: Installation) => join(installation.home.folder, 'demo-begun');

// A load that was interrupted goes on with the plan of the day on which it began.
async function dayOfPlan(installation: Installation): Promise<Temporal.Instant> {
  const kept = await readFile(begun(installation), 'utf8').catch(() => null);
  if (kept !== null) return Temporal.Instant.from(kept.trim());
  const now = installation.clock.now();
  await writeFile(begun(installation), `${now.toString()}\n`);
  return now;
}

/** Loads the demo unless it is there already; goes on where an interrupted load stopped. `say` is told what happens. */
export async function loadDemo(
  installation: Installation,
  say: (note: string, done: number, total: number) => void,
  studies: readonly DemoStudy[] = portfolio,
): Promise<void> {
  if (await readFile(marker(installation), 'utf8').catch(() => null)) return;
  const now = await dayOfPlan(installation);
  const { database, authDatabase, accounts, cipher, files, programFolder } = installation;
  await loadDemoNetwork({
    operator: await operatorRun(installation, 'demo'),
    database,
    authDatabase,
    accounts,
    cipher,
    files,
    tell,
    protocolFile: (key) => readFile(join(programFolder, 'examples', 'protocols', `${key.toLowerCase()}.usdm.json`)),
    now,
    seed: SEED,
    portfolio: studies,
    progress: say,
  });
  await writeFile(marker(installation), `${now.toString()}\n`);
}
