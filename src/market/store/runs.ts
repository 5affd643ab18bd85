// Keeps outlooks as they were made, and loads those that are there.
import { type Tx, insertRows } from '#platform';
import type { Outlook, OutlookQuestion, PackedCells } from '../rules.ts';
import { run } from '../tables.ts';
import { UTC } from './words.ts';

/** What names a kept outlook. */
export interface RunHead {
  readonly id: string;
  readonly scenarioId: string | null;
  readonly scenario: string | null;
  readonly activityImportId: string | null;
  readonly kernel: string;
  readonly seed: string;
  readonly inputSha256: string;
  readonly resultSha256: string;
  readonly madeBy: string;
  readonly madeAt: string;
}

/** A kept outlook without its cells. */
export interface RunRow extends RunHead {
  readonly result: Omit<Outlook, 'cells'>;
}

/** What a run was made of, but for the activity, whose cells stand in its import. */
export type RunInput = Omit<OutlookQuestion, 'activity'>;

const HEAD = `r.id, r.scenario_line_id as "scenarioId", r.input -> 'scenario' ->> 'name' as scenario, r.activity_import_id as "activityImportId", r.kernel_version as kernel,
  r.seed, r.input_sha256 as "inputSha256", r.result_sha256 as "resultSha256", r.made_by_name as "madeBy", ${UTC('r.made_at')} as "madeAt"`;

/** Every run in reach, the latest first. */
export async function loadRunHeads(tx: Tx): Promise<RunHead[]> {
  const { rows } = await tx.$client.query<RunHead>({
    name: 'market-runs',
    text: `select ${HEAD} from market.run r order by r.made_at desc, r.id desc limit 500`,
  });
  return rows;
}

/** One run by its id; null out of reach. */
export async function loadRun(tx: Tx, runId: string): Promise<RunRow | null> {
  const { rows } = await tx.$client.query<RunRow>({
    name: 'market-run',
    text: `select ${HEAD}, r.result from market.run r where r.id = $1`,
    values: [runId],
  });
  return rows[0] ?? null;
}

/** A question, of what is in force (null) or of a scenario, and the kernel that answers it. */
export interface RunAsked {
  readonly scenarioId: string | null;
  readonly inputSha256: string;
  readonly kernel: string;
}

/** The run that answers a question; else the latest of what is in force, or of the scenario. */
export async function closestRun(tx: Tx, { scenarioId, inputSha256, kernel }: RunAsked): Promise<RunRow | null> {
  const { rows } = await tx.$client.query<RunRow>({
    name: 'market-closest-run',
    text: `select ${HEAD}, r.result from market.run r where r.scenario_line_id is not distinct from $1::uuid
      order by (r.input_sha256 = $2 and r.kernel_version = $3) desc, r.made_at desc, r.id desc limit 1`,
    values: [scenarioId, inputSha256, kernel],
  });
  return rows[0] ?? null;
}

/** Whether there is any run of what is in force. */
export async function hasRun(tx: Tx): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'market-has-run',
    text: 'select from market.run r where r.scenario_line_id is null limit 1',
  });
  return rowCount === 1;
}

/** The cells of a run. */
export async function loadCells(tx: Tx, runId: string): Promise<PackedCells | null> {
  const { rows } = await tx.$client.query<{ cells: PackedCells }>({
    name: 'market-cells',
    text: 'select r.cells from market.run r where r.id = $1',
    values: [runId],
  });
  return rows[0]?.cells ?? null;
}

/** The intervals of a run's segments, packed; null out of reach. */
export async function loadIntervals(tx: Tx, runId: string): Promise<readonly number[] | null> {
  const { rows } = await tx.$client.query<{ intervals: readonly number[] }>({
    name: 'market-intervals',
    text: 'select r.intervals from market.run r where r.id = $1',
    values: [runId],
  });
  return rows[0]?.intervals ?? null;
}

/** What a run was made of; null out of reach. */
export async function loadRunInput(tx: Tx, runId: string): Promise<RunInput | null> {
  const { rows } = await tx.$client.query<{ input: RunInput }>({
    name: 'market-run-input',
    text: 'select r.input from market.run r where r.id = $1',
    values: [runId],
  });
  return rows[0]?.input ?? null;
}

/** The id of the run that answers this question already, or null. */
export async function knownRun(tx: Tx, at: RunAsked): Promise<string | null> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'market-known-run',
    text: `select r.id from market.run r where r.scenario_line_id is not distinct from $1::uuid and r.input_sha256 = $2 and r.kernel_version = $3`,
    values: [at.scenarioId, at.inputSha256, at.kernel],
  });
  return rows[0]?.id ?? null;
}

const insert = insertRows(
  'keep-market-run',
  run,
  [
    'id',
    'scenarioLineId',
    'activityImportId',
    'kernelVersion',
    'seed',
    'input',
    'inputSha256',
    'result',
    'resultSha256',
    'cells',
    'intervals',
    'madeByName',
    'madeAt',
  ],
  'on conflict do nothing',
);

/** Keeps a run; answers false where the question was answered before. */
export async function insertRun(tx: Tx, row: Parameters<typeof insert>[1][number]): Promise<boolean> {
  return (await insert(tx, [row])).has(row.id);
}
