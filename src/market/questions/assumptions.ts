// Assumptions as they are read: as they count, as they ship, and how they came to be.
import type { Act } from '#access';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { canEdit } from '../policy.ts';
import { defaultAssumptions } from '../rules.ts';
import { loadAssumptionSets } from '../store/assumptions.ts';
import { assumptionsOf, shippedContent } from './present.ts';

type Answer = AnswerOf<(typeof marketContract)['assumptions']>;

/** Every assumption with its history. */
export async function viewAssumptions(act: Act): Promise<Answer> {
  const sets = await loadAssumptionSets(act.tx);
  const content = sets[0]?.content ?? shippedContent;
  const view = {
    version: sets[0]?.number ?? 0,
    assumptions: assumptionsOf(content),
    shipped: defaultAssumptions,
    ...content,
    history: sets.map(({ number, reason, by, at, content: { changes, claims } }) => ({
      number,
      reason,
      by,
      at,
      changed: changes.length + claims.length,
    })),
    can: { edit: canEdit(act.actor) },
  };
  return structuredClone(view) as unknown as Answer;
}
