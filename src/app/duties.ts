// Timed duties of a serving program: files that only pass through are gone after a day, kept bytes without a record after an hour; submission windows are watched on every site's day, indicators looked at once on each, the market's outlook is there; the head of the trail is signed every 15 minutes or 1,000 entries, and at a clean end.
import { join } from 'node:path';
import { anchorDuty } from '#audit';
import { sweepKept } from '#files';
import { watchWindows } from '#finance';
import { refreshForecasts } from '#forecasting';
import { refreshOutlook } from '#market';
import { lookOnceADay } from '#monitoring';
import type { Installation } from './installation.ts';
import { operatorRun } from './operator.ts';

/** Where the signed heads are kept, outside the database. */
export function anchorFile(installation: Pick<Installation, 'home'>): string {
  return join(installation.home.anchorsFolder, 'anchors.jsonl');
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Signs the head of the trail if anything is new: after a command that had the installation for itself. */
export async function signTrail(installation: Installation): Promise<void> {
  await anchorsOf(installation).finish(installation.clock.now());
}

/** Signs the head as that of a restored state: right after the restore was declared in the trail. */
export async function signRestore(installation: Installation): Promise<void> {
  await anchorsOf(installation).declareRestore(installation.clock.now());
}

function anchorsOf({ database, secrets, ...rest }: Installation) {
  return anchorDuty({ database, file: anchorFile(rest), privateKey: secrets.anchorKey });
}

/**
 * Tells of the submission windows that came to a stage on the present day of their sites. Nobody asked for it: the trail names the local
 * operator of the duties.
 */
export async function watchSubmissionWindows(installation: Installation): Promise<number> {
  const run = await operatorRun(installation, 'duties');
  return run('finance.watch-windows', watchWindows);
}

/** Looks at the risk indicators unless somebody did on this day of the network; answers how many signals were opened. */
export async function watchIndicators(installation: Installation): Promise<number> {
  const run = await operatorRun(installation, 'duties');
  return run('monitoring.run-indicators', lookOnceADay);
}

/** Makes the forecasts of the present day, once a day; nobody asked for them, so the trail names the local operator of the duties. */
export async function refreshNightly(installation: Installation): Promise<number> {
  const run = await operatorRun(installation, 'duties');
  return (await run('forecasting.refresh', refreshForecasts)).made;
}

/** Makes the outlook of the market unless one answers the present question: whoever comes first finds it there. */
export async function refreshMarket(installation: Installation): Promise<number> {
  const run = await operatorRun(installation, 'duties');
  return (await run('market.refresh', refreshOutlook)).made;
}

/** Starts the duties; the answer ends them, with a last signature. Failures are logged and tried again at the next tick. */
export function startDuties(installation: Installation): () => Promise<void> {
  const { clock, log, files, database } = installation;
  const anchors = anchorsOf(installation);
  const tick = async () => {
    try {
      await anchors.tick(clock.now());
    } catch (error) {
      log.error('anchor-failed', { error: error as Error });
    }
  };
  void tick();
  const timer = setInterval(() => void tick(), MINUTE);
  timer.unref();
  const sweep = async () => {
    try {
      await files.passing.sweep();
      await sweepKept({ database, files, now: () => clock.now() });
    } catch (error) {
      log.error('sweep-failed', { error: error as Error });
    }
  };
  // Every hour, because a day begins at another hour at every site; what was told once is not told again.
  const watch = async (look: (of: Installation) => Promise<number>) => {
    try {
      await look(installation);
    } catch (error) {
      log.error('watch-failed', { error: error as Error });
    }
  };
  // The first hour of a day makes that day's forecasts, and the others find them there.
  const hourly = () => Promise.all([sweep(), watch(watchSubmissionWindows), watch(watchIndicators), watch(refreshNightly)]);
  let working: Promise<unknown> = hourly();
  const timerOfHours = setInterval(() => (working = Promise.all([hourly(), watch(refreshMarket)])), HOUR);
  timerOfHours.unref();
  // It takes seconds, which a program that is just starting has better use for.
  const timerOfMarket = setTimeout(() => (working = Promise.all([working, watch(refreshMarket)])), 5 * MINUTE);
  timerOfMarket.unref();
  return async () => {
    clearInterval(timer);
    clearInterval(timerOfHours);
    clearTimeout(timerOfMarket);
    await working;
    await anchors.finish(clock.now()).catch((error: unknown) => log.error('anchor-failed', { error: error as Error }));
  };
}
