// Assumptions and scenarios as they were saved: loads them, and saves the next ones.
import { type Tx, insertRows } from '#platform';
import type { AssumptionContent, ScenarioChange } from '../rules.ts';
import { assumptionSet, scenario } from '../tables.ts';
import { UTC } from './words.ts';

/** A set as it was saved. */
export interface SavedAssumptions {
  readonly number: number;
  readonly content: AssumptionContent;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** Every set, the latest first. */
export async function loadAssumptionSets(tx: Tx): Promise<SavedAssumptions[]> {
  const { rows } = await tx.$client.query<SavedAssumptions>({
    name: 'market-assumption-sets',
    text: `select a.number, a.content, a.reason, a.saved_by_name as by, ${UTC('a.saved_at')} as at from market.assumption_set a order by a.number desc`,
  });
  return rows;
}

const insertSet = insertRows(
  'save-market-assumptions',
  assumptionSet,
  ['id', 'number', 'content', 'reason', 'savedBy', 'savedByName', 'savedAt'],
  'on conflict (number) do nothing',
);

/** Saves a set; answers false where the number was taken first. */
export async function insertAssumptionSet(tx: Tx, row: Parameters<typeof insertSet>[1][number]): Promise<boolean> {
  return (await insertSet(tx, [row])).has(row.id);
}

/** A scenario as it stands now. */
export interface ScenarioRow {
  readonly lineId: string;
  readonly number: number;
  readonly name: string;
  readonly note: string | null;
  readonly changes: readonly ScenarioChange[];
  readonly retired: boolean;
  readonly by: string;
  readonly at: string;
}

/** Scenarios by name, each as its latest version has it, or one of them. */
export async function loadScenarios(tx: Tx, lineId: string | null = null): Promise<ScenarioRow[]> {
  const { rows } = await tx.$client.query<ScenarioRow>({
    name: 'market-scenarios',
    text: `select * from (select distinct on (s.line_id) s.line_id as "lineId", s.number, s.name, s.note, s.changes, s.retired, s.saved_by_name as by,
          ${UTC('s.saved_at')} as at
        from market.scenario s where $1::uuid is null or s.line_id = $1 order by s.line_id, s.number desc) latest
      order by lower(name), "lineId"`,
    values: [lineId],
  });
  return rows;
}

const insertVersion = insertRows(
  'save-market-scenario',
  scenario,
  ['id', 'lineId', 'number', 'name', 'note', 'changes', 'retired', 'savedBy', 'savedByName', 'savedAt'],
  'on conflict (line_id, number) do nothing',
);

/** Saves a version of a scenario; answers false where the number was taken first. */
export async function insertScenario(tx: Tx, row: Parameters<typeof insertVersion>[1][number]): Promise<boolean> {
  return (await insertVersion(tx, [row])).has(row.id);
}
