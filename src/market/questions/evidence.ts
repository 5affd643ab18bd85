// The book of evidence as it is read.
import type { Act } from '#access';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { canEdit } from '../policy.ts';
import { countingRecords, evidenceBook, evidenceConflicts, publishedFrame } from '../rules.ts';
import { loadEvidence } from '../store/evidence.ts';

type Answer = AnswerOf<(typeof marketContract)['evidence']>;

/** Every record, and where those that count contradict each other. */
export async function viewEvidence(act: Act): Promise<Answer> {
  const entries = evidenceBook(publishedFrame, await loadEvidence(act.tx));
  const view = { entries, contradictions: evidenceConflicts(countingRecords(entries)), can: { edit: canEdit(act.actor) } };
  return structuredClone(view) as unknown as Answer;
}
