// Scenarios: named changes to the assumptions in force, kept through their versions.
import { type Act, requireMay } from '#access';
import { Refusal, found } from '#platform';
import type { AnswerOf, BodyOf, QueryOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { present, scenarioOf, under } from '../questions/present.ts';
import { viewScenario } from '../questions/scenarios.ts';
import { insertScenario, loadScenarios } from '../store/assumptions.ts';
import { previewOf } from './effect.ts';
import { requireAnswer } from './unanswered.ts';

type Routes = typeof marketContract;
type View = AnswerOf<Routes['addScenario']>;

/** What the outlook would become with the changes. */
export async function previewScenario(
  act: Act,
  { draft }: QueryOf<Routes['previewScenario']>,
): Promise<AnswerOf<Routes['previewScenario']>> {
  requireMay(act, 'market.edit', wholeNetwork);
  const { question } = await present(act);
  const then = under(question, { name: '-', reason: '-', changes: draft.changes });
  return structuredClone(previewOf(question, then)) as AnswerOf<Routes['previewScenario']>;
}

/** Adds a scenario. Refuses changes that give no outlook, naming the place. */
export async function addScenario(act: Act, body: BodyOf<Routes['addScenario']>): Promise<View> {
  requireMay(act, 'market.edit', wholeNetwork);
  return save(act, { lineId: act.newId(), number: 1, retired: false, ...body });
}

/** Writes the next version of a scenario, or retires it. */
export async function amendScenario(act: Act, lineId: string, version: number, body: BodyOf<Routes['amendScenario']>): Promise<View> {
  requireMay(act, 'market.edit', wholeNetwork);
  const before = found((await loadScenarios(act.tx, lineId))[0]);
  if (before.number !== version) throw new Refusal('version-conflict', { yours: version, current: await viewScenario(act, before) });
  return save(act, { lineId, number: version + 1, ...body });
}

type NewVersion = Pick<Parameters<typeof insertScenario>[1], 'lineId' | 'number' | 'name' | 'note'> &
  Pick<BodyOf<Routes['amendScenario']>, 'changes' | 'retired'>;

async function save(act: Act, version: NewVersion): Promise<View> {
  const { question } = await present(act);
  requireAnswer(under(question, scenarioOf({ ...version, note: version.note ?? null })));
  const saved = { savedBy: act.actor.id, savedByName: act.actor.name, savedAt: act.now };
  const isSaved = await insertScenario(act.tx, { id: act.newId(), ...version, ...saved });
  const now = found((await loadScenarios(act.tx, version.lineId))[0]);
  if (!isSaved) throw new Refusal('version-conflict', { yours: version.number - 1, current: await viewScenario(act, now) });
  return viewScenario(act, now);
}
