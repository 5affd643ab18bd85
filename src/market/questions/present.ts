// The question that an outlook answers now: evidence and assumptions in force, the latest activity, and a scenario on top.
import type { Act } from '#access';
import { canonicalText } from '#forecasting/rules';
import { sha256Hex } from '#platform';
import {
  type Assumption,
  type AssumptionContent,
  type EvidenceEntry,
  type OutlookQuestion,
  type Scenario,
  changedAssumptions,
  evidenceBook,
  publishedFrame,
  questionOf,
  shippedOwnAssumptions,
} from '../rules.ts';
import { loadActivity } from '../store/activity.ts';
import { type SavedAssumptions, loadAssumptionSets } from '../store/assumptions.ts';
import { loadEvidence } from '../store/evidence.ts';

/** What is held now. */
export interface Present {
  readonly book: readonly EvidenceEntry[];
  /** Assumption sets as they were saved, the latest first; none where everything stands as it ships. */
  readonly sets: readonly SavedAssumptions[];
  readonly content: AssumptionContent;
  readonly activityImportId: string | null;
  /** The question without a scenario. */
  readonly question: OutlookQuestion;
}

/** What holds where the network saved nothing. */
export const shippedContent: AssumptionContent = { changes: [], claims: [], own: shippedOwnAssumptions };

/** Loads what is held now; three statements. */
export async function present(act: Act): Promise<Present> {
  const book = evidenceBook(publishedFrame, await loadEvidence(act.tx));
  const sets = await loadAssumptionSets(act.tx);
  const activity = await loadActivity(act.tx);
  const content = sets[0]?.content ?? shippedContent;
  return {
    book,
    sets,
    content,
    activityImportId: activity?.id ?? null,
    question: questionOf({ book, content, activity: activity?.cells ?? [] }),
  };
}

/** The digest by which a question is known: the same digest is the same question. */
export function digestOf(question: OutlookQuestion): string {
  return sha256Hex(canonicalText(question));
}

/** The question of a scenario upon what is held now. */
export function under(question: OutlookQuestion, scenario: Scenario | null): OutlookQuestion {
  return { ...question, scenario };
}

/** The assumptions of a content as they count; as they ship where the content says what cannot be, which is refused when it is saved. */
export function assumptionsOf(content: AssumptionContent): readonly Assumption[] {
  const changed = changedAssumptions(content.changes);
  return changed.ok ? changed.value : [];
}
