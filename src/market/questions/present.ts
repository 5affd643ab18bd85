// The question that an outlook answers now: evidence and assumptions in force, the latest activity, and a scenario on top; and the run that answers it.
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
  outlookKernelVersion,
  publishedFrame,
  questionOf,
  shippedOwnAssumptions,
} from '../rules.ts';
import { loadActivity } from '../store/activity.ts';
import { type SavedAssumptions, type ScenarioRow, loadAssumptionSets } from '../store/assumptions.ts';
import { loadEvidence } from '../store/evidence.ts';
import { type RunHead, type RunRow, closestRun } from '../store/runs.ts';

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

const known = new Map<string, string>();
const mostKnown = 1_000;

/** The digest of what is asked now, or under a scenario. Site-years are thousands and an import never changes, so with the same import the same rest is read once. */
function digestNow({ question, activityImportId }: Present, scenario: Scenario | null): string {
  const asked = under(question, scenario);
  const key = `${activityImportId} ${digestOf({ ...asked, activity: [] })}`;
  const digest = known.get(key) ?? digestOf(asked);
  if (known.size >= mostKnown) known.clear();
  known.set(key, digest);
  return digest;
}

/** The question of a scenario upon what is held now. */
export function under(question: OutlookQuestion, scenario: Scenario | null): OutlookQuestion {
  return { ...question, scenario };
}

/** A scenario as the outlook takes it. */
export function scenarioOf({ name, note, changes }: Pick<ScenarioRow, 'name' | 'note' | 'changes'>): Scenario {
  return { name, reason: note ?? name, changes };
}

/** The run that is shown of what is in force (null), or of a scenario: the one that answers the question as it stands now, however long ago it was made; else the latest. */
export async function shownRun(act: Act, now: Present, row: ScenarioRow | null): Promise<RunRow | null> {
  const inputSha256 = digestNow(now, row && scenarioOf(row));
  return closestRun(act.tx, { scenarioId: row?.lineId ?? null, inputSha256, kernel: outlookKernelVersion });
}

/** Whether a run answers the question as it stands now. */
export function isCurrent(run: RunHead, now: Present, scenario: Scenario | null): boolean {
  return run.kernel === outlookKernelVersion && run.inputSha256 === digestNow(now, scenario);
}

/** The assumptions of a content as they count; as they ship where the content says what cannot be, which is refused when it is saved. */
export function assumptionsOf(content: AssumptionContent): readonly Assumption[] {
  const changed = changedAssumptions(content.changes);
  return changed.ok ? changed.value : [];
}
