// The outlook as it is read: the latest one or a kept one, its cells by any two cuts, and every run.
import { type Act, requireMay } from '#access';
import { found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { canEdit, canRun, canSeePosition, wholeNetwork } from '../policy.ts';
import { type Interval, type OutlookCell, type SegmentIntervals, interval80Of, sumCells, unpackCells, unpackIntervals } from '../rules.ts';
import { loadScenarios } from '../store/assumptions.ts';
import { type RunRow, loadCells, loadIntervals, loadRun, loadRunHeads } from '../store/runs.ts';
import { type Present, isCurrent, present, scenarioOf, shownRun } from './present.ts';

type Routes = typeof marketContract;
type Answer = AnswerOf<Routes['outlook']>;

/** The outlook asked for. Refuses a run or a scenario out of reach with 404. */
export async function viewOutlook(act: Act, query: QueryOf<Routes['outlook']>): Promise<Answer> {
  const now = await present(act);
  const run = await runAsked(act, now, query);
  const can = { run: canRun(act.actor), edit: canEdit(act.actor), seePosition: canSeePosition(act.actor) };
  if (!run) return { latest: null, isCurrent: null, can };
  const { result, ...head } = run;
  const latest = { run: head, outlook: structuredClone(result) as unknown as NonNullable<Answer['latest']>['outlook'] };
  return { latest, isCurrent: await isStillSo(act, now, run), can };
}

/** Every kept outlook in reach. */
export async function listRuns(act: Act): Promise<AnswerOf<Routes['runs']>> {
  return loadRunHeads(act.tx);
}

/** Cells of an outlook, filtered and summed. */
export async function viewCells(act: Act, query: QueryOf<Routes['cells']>): Promise<AnswerOf<Routes['cells']>> {
  const run = await runAsked(act, await present(act), query);
  if (!run) return { run: null, tag: 'modelled', rows: [], totals: [] };
  const { result: _, ...head } = run;
  const { runId: _run, scenarioId: _scenario, by, then, ...filters } = query;
  const where = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  const { rows, totals } = sumCells(await cellsOf(act, run.id), { where, by, then: then ?? null });
  const intervals = await intervalsOf(act, run.id);
  return {
    run: head,
    tag: 'modelled',
    rows: rows.map((row) => {
      const beside = row.then === null || then === undefined ? {} : { [then]: row.then };
      return { ...row, interval80: ends(interval80Of(intervals, { ...where, ...beside, [by]: row.key }, row.year)) };
    }),
    totals: totals.map((total) => ({ ...total, interval80: ends(interval80Of(intervals, where, total.year)) })),
  };
}

const ends = (interval: Interval | null): [number, number] | null => interval && [...interval];

/** The intervals of every segment of a run. */
export async function intervalsOf(act: Act, runId: string): Promise<SegmentIntervals> {
  return unpackIntervals(found(await loadIntervals(act.tx, runId)));
}

/** The cells of a run. */
export async function cellsOf(act: Act, runId: string): Promise<readonly OutlookCell[]> {
  return unpackCells(found(await loadCells(act.tx, runId)));
}

interface Asked {
  readonly runId?: string | undefined;
  readonly scenarioId?: string | undefined;
}

async function runAsked(act: Act, now: Present, { runId, scenarioId }: Asked): Promise<RunRow | null> {
  if (runId !== undefined) return found(await loadRun(act.tx, runId));
  if (scenarioId === undefined) return shownRun(act, now, null);
  requireMay(act, 'market.edit', wholeNetwork);
  const row = found((await loadScenarios(act.tx, scenarioId))[0]);
  return shownRun(act, now, row);
}

async function isStillSo(act: Act, now: Present, run: RunRow): Promise<boolean> {
  if (run.scenarioId === null) return isCurrent(run, now, null);
  const [row] = await loadScenarios(act.tx, run.scenarioId);
  return row !== undefined && isCurrent(run, now, scenarioOf(row));
}
