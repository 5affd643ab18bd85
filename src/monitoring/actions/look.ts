// The duty of the indicators: counts what the network recorded, judges it, keeps the look and opens signals.
import { type Act, requireMay } from '#access';
import type { Temporal } from '#lib';
import { sha256Hex } from '#platform';
import { type SignalsOpened, signalsOpened } from '../contract/indicators.ts';
import { countsOf } from '../questions/sources.ts';
import { KERNEL_VERSION, evaluateLook } from '../rules/evaluation.ts';
import type { Count } from '../rules/figures.ts';
import { type Indicator, indicators } from '../rules/indicators.ts';
import { signalOpenings } from '../rules/openings.ts';
import * as store from '../store/looks.ts';

/** What a look came to. */
export interface LookDone {
  readonly asOf: string;
  /** False where the same rows were looked at for that day before: nothing was kept. */
  readonly isNew: boolean;
  readonly signals: number;
}

/**
 * Looks at every indicator as it stood on a day, also beside the last looks of earlier months, and opens the signals that follow; without a
 * day, today. The same rows looked at again for
 * the same day keep nothing. An empty network is not looked at. Refuses whoever may not do this for the network as a whole: a part of it
 * would be judged by a part.
 */
export async function lookAtIndicators(
  act: Act,
  asOf: Temporal.PlainDate = store.dayOf(act.now),
  step: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<LookDone> {
  requireMay(act, 'monitoring.run-indicators', { siteId: null, studyId: null });
  const counted = new Map<Indicator, readonly Count[]>();
  for (const indicator of indicators) {
    counted.set(indicator, await countsOf(act, indicator.key, asOf.toString()));
    await step(counted.size, indicators.length + 1);
  }
  const none = { asOf: asOf.toString(), isNew: false, signals: 0 };
  if ([...counted.values()].every((counts) => counts.length === 0)) return none;
  const { past, digests } = await store.loadPast(act.tx, asOf);
  const look = evaluateLook(counted, past);
  const inputSha256 = sha256Hex(JSON.stringify([digests, [...counted].map(([{ key }, counts]) => [key, counts])]));
  const run = { id: act.newId(), asOf, inputSha256, kernelVersion: KERNEL_VERSION, summary: look.summary };
  if (!(await store.insertLook(act.tx, run, look.results, act.newId))) return none;
  const signals = await openSignals(act, run, look);
  await step(indicators.length + 1, indicators.length + 1);
  return { asOf: asOf.toString(), isNew: true, signals };
}

async function openSignals(act: Act, run: Pick<store.RunRow, 'id' | 'asOf'>, look: ReturnType<typeof evaluateLook>): Promise<number> {
  const openings = signalOpenings(look, await store.loadKnownSignals(act.tx), run.asOf).map((one) => ({ ...one, id: act.newId() }));
  const opened = await store.insertSignals(act.tx, run, openings);
  const told = new Map<string, SignalsOpened>();
  for (const { id, group, indicator } of openings.filter((one) => opened.has(one.id))) {
    const { siteId, studyId } = group;
    const key = `${siteId} ${studyId ?? ''}`;
    told.set(key, { signalId: id, siteId, studyId, indicator, ...told.get(key), count: (told.get(key)?.count ?? 0) + 1 });
  }
  for (const one of told.values()) await act.tell(signalsOpened, one);
  return opened.size;
}

/** Looks once on each day; for a duty that may ask as often as it likes. */
export async function lookOnceADay(act: Act): Promise<number> {
  const latest = await store.loadLatestRun(act.tx);
  if (latest && latest.asOf.toString() >= store.dayOf(act.now).toString()) return 0;
  return (await lookAtIndicators(act)).signals;
}

/** A place that is known to be wrong, told by whoever planted it. */
export interface LabelledProblem {
  readonly key: string;
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly sentence: string;
  readonly sentenceEs: string;
  readonly indicators: readonly Indicator['key'][];
}

/** Keeps what is known to be wrong, so that signals can be measured against it. For a demo alone: a real network knows no such thing. */
export async function labelProblems(act: Act, problems: readonly LabelledProblem[]): Promise<void> {
  requireMay(act, 'monitoring.run-indicators', { siteId: null, studyId: null });
  await store.insertProblems(
    act.tx,
    problems.map(({ indicators: shows, ...problem }) => ({ id: act.newId(), ...problem, indicators: [...shows] })),
  );
}
