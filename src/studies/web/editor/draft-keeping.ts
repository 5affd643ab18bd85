// Unsaved work of the editor in the browser's own store, so that a closed page or a lost network loses nothing.
import type { ScheduleDraft } from '../../rules/schedule-draft.ts';

/** What is kept: the draft, the version it was made from, and when. */
export interface KeptDraft {
  readonly version: number;
  readonly draft: ScheduleDraft;
  /** ISO instant of the browser's clock. */
  readonly at: string;
}

const placeOf = (scheduleVersionId: string) => `schedule-draft ${scheduleVersionId}`;

/** What was kept of a draft; null without it, or where it is not readable. */
export function keptDraft(scheduleVersionId: string): KeptDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(scheduleVersionId)) ?? 'null') as Partial<KeptDraft> | null;
    const lists = [
      kept?.draft?.visits,
      kept?.draft?.activities,
      kept?.draft?.epochs,
      kept?.draft?.arms,
      kept?.draft?.blocks,
      kept?.draft?.decisions,
    ];
    return kept && lists.every(Array.isArray) && typeof kept.at === 'string' ? (kept as KeptDraft) : null;
  } catch {
    return null;
  }
}

/** Keeps a draft; a full or forbidden store is no reason to stop working. */
export function keepDraft(scheduleVersionId: string, kept: KeptDraft | null): void {
  try {
    if (kept === null) localStorage.removeItem(placeOf(scheduleVersionId));
    else localStorage.setItem(placeOf(scheduleVersionId), JSON.stringify(kept));
  } catch {
    // Nothing can be done here; the page says by itself whether the draft is saved.
  }
}
