// Undo and redo of a draft schedule: what it was before each step, and what was taken back.
import { type DraftEdit, editDraft } from './draft-edits.ts';
import { isSameRecord } from './planned-schedule.ts';
import type { ScheduleDraft } from './schedule-draft.ts';

/** A draft with its way here; the last of `past` is the step before, the first of `future` the one taken back last. */
export interface DraftHistory {
  readonly past: readonly ScheduleDraft[];
  readonly present: ScheduleDraft;
  readonly future: readonly ScheduleDraft[];
}

export type HistoryStep =
  | DraftEdit
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'open'; readonly draft: ScheduleDraft };

const MOST_STEPS = 300;

/** A history that begins with this draft. */
export function historyOf(draft: ScheduleDraft): DraftHistory {
  return { past: [], present: draft, future: [] };
}

/** The history after a step; a step that changes nothing leaves no trace, `open` begins anew. */
export function stepHistory(history: DraftHistory, step: HistoryStep): DraftHistory {
  const { past, present, future } = history;
  if (step.kind === 'open') return historyOf(step.draft);
  if (step.kind === 'undo') {
    const before = past.at(-1);
    return before ? { past: past.slice(0, -1), present: before, future: [present, ...future] } : history;
  }
  if (step.kind === 'redo') {
    const [next, ...rest] = future;
    return next ? { past: [...past, present], present: next, future: rest } : history;
  }
  const after = editDraft(present, step);
  if (after === present || isSameRecord(after, present)) return history;
  return { past: [...past, present].slice(-MOST_STEPS), present: after, future: [] };
}
