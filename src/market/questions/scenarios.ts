// Scenarios as they are read, and their outlooks side by side.
import { type Act, requireMay } from '#access';
import type { AnswerOf } from '#platform/contract';
import { found } from '#platform';
import type { marketContract } from '../contract.ts';
import { canEdit, canRun, wholeNetwork } from '../policy.ts';
import { type Outlook, outlookAxes, shippedScenarios } from '../rules.ts';
import { type ScenarioRow, loadScenarios } from '../store/assumptions.ts';
import type { RunRow } from '../store/runs.ts';
import { type Present, isCurrent, present, scenarioOf, shownRun } from './present.ts';

type Routes = typeof marketContract;
type View = AnswerOf<Routes['addScenario']>;
type Comparison = AnswerOf<Routes['compareScenarios']>;

/** One scenario with its run. */
export async function viewScenario(act: Act, row: ScenarioRow): Promise<View> {
  return viewAt(act, await present(act), row);
}

async function viewAt(act: Act, now: Present, row: ScenarioRow): Promise<View> {
  const run = await shownRun(act, now, row);
  const { lineId, number, name, note, changes, retired, by, at } = row;
  const { result: _, ...head } = run ?? { result: null };
  const view = {
    id: lineId,
    version: number,
    name,
    note,
    changes,
    retired,
    by,
    at,
    latest: run ? head : null,
    isCurrent: run ? isCurrent(run, now, scenarioOf(row)) : null,
  };
  return structuredClone(view) as unknown as View;
}

/** Every scenario. */
export async function viewScenarios(act: Act): Promise<AnswerOf<Routes['scenarios']>> {
  requireMay(act, 'market.edit', wholeNetwork);
  const now = await present(act);
  const scenarios: View[] = [];
  for (const row of await loadScenarios(act.tx)) scenarios.push(await viewAt(act, now, row));
  const offered = structuredClone(shippedScenarios) as unknown as AnswerOf<Routes['scenarios']>['offered'];
  return { scenarios, offered, can: { edit: canEdit(act.actor), run: canRun(act.actor) } };
}

interface Column {
  readonly row: ScenarioRow | null;
  readonly run: RunRow;
}

/** The latest outlooks side by side, that of what is in force first; scenarios that are retired or were never run are left out. */
export async function compareScenarios(act: Act): Promise<Comparison> {
  requireMay(act, 'market.edit', wholeNetwork);
  const now = await present(act);
  const rows = (await loadScenarios(act.tx)).filter(({ retired }) => !retired);
  const columns: Column[] = [];
  for (const row of [null, ...rows]) {
    const run = await shownRun(act, now, row);
    if (run) columns.push({ row, run });
  }
  return {
    columns: columns.map(({ row, run }) => columnOf(now, row, run)),
    parts: partsOf(columns.map(({ run }) => run.result)),
  };
}

function columnOf(now: Present, row: ScenarioRow | null, { result, ...run }: RunRow): Comparison['columns'][number] {
  return {
    scenarioId: row?.lineId ?? null,
    name: row?.name ?? null,
    run,
    isCurrent: isCurrent(run, now, row && scenarioOf(row)),
    changes: structuredClone(row?.changes ?? []) as Comparison['columns'][number]['changes'],
    totals: result.total.map(({ year, value, tag, interval80: [low, high] }) => ({ year, value, tag, interval80: [low, high] })),
    cagr: result.cagr.implied,
  };
}

function partsOf(outlooks: readonly Pick<Outlook, 'margins' | 'total'>[]): Comparison['parts'] {
  const [first] = outlooks;
  if (!first) return [];
  const year = found(first.total.at(-1)).year;
  return outlookAxes.flatMap((axis) =>
    first.margins[axis]
      .filter((one) => one.year === year)
      .map(({ key, tag }) => ({
        axis,
        key,
        year,
        tag,
        values: outlooks.map(({ margins }) => margins[axis].find((one) => one.year === year && one.key === key)?.value ?? null),
      })),
  );
}
