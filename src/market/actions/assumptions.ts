// Assumptions are saved as a whole, one set after the other; what other ones would do is shown before.
import { type Act, requireMay } from '#access';
import { Refusal } from '#platform';
import type { AnswerOf, BodyOf, QueryOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { viewAssumptions } from '../questions/assumptions.ts';
import { present } from '../questions/present.ts';
import { type AssumptionContent, type OutlookQuestion, questionOf } from '../rules.ts';
import { insertAssumptionSet } from '../store/assumptions.ts';
import { previewOf } from './effect.ts';
import { requireAnswer } from './unanswered.ts';

type Routes = typeof marketContract;
type Effect = AnswerOf<Routes['previewAssumptions']>;

/** What the outlook would become with other changes and claims. */
export async function previewAssumptions(act: Act, { draft }: QueryOf<Routes['previewAssumptions']>): Promise<Effect> {
  requireMay(act, 'market.edit', wholeNetwork);
  const now = await present(act);
  return structuredClone(previewOf(now.question, questionWith(now, draft))) as Effect;
}

/** Saves the next set. Refuses what gives no outlook, naming the place, and a version that is not the one in force. */
export async function saveAssumptions(
  act: Act,
  version: number,
  { reason, ...content }: BodyOf<Routes['saveAssumptions']>,
): Promise<AnswerOf<Routes['saveAssumptions']>> {
  requireMay(act, 'market.edit', wholeNetwork);
  const now = await present(act);
  const inForce = now.sets[0]?.number ?? 0;
  const conflict = async () => new Refusal('version-conflict', { yours: version, current: await viewAssumptions(act) });
  if (inForce !== version) throw await conflict();
  requireAnswer(questionWith(now, content));
  const saved = { savedBy: act.actor.id, savedByName: act.actor.name, savedAt: act.now };
  if (!(await insertAssumptionSet(act.tx, { id: act.newId(), number: version + 1, content, reason, ...saved }))) throw await conflict();
  return { version: version + 1 };
}

interface Held {
  readonly book: Parameters<typeof questionOf>[0]['book'];
  readonly question: OutlookQuestion;
}

function questionWith({ book, question }: Held, content: Pick<AssumptionContent, 'changes' | 'claims'>): OutlookQuestion {
  return questionOf({ book, content, activity: question.activity });
}
