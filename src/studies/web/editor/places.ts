// The cells of the editor's grid by row and column, and what lies beside one.
import type { HistoryStep } from '../../rules/draft-history.ts';
import type { ScheduleDraft } from '../../rules/schedule-draft.ts';
import { headRows } from './cell-words.ts';

/** A cell by row and column; column 0 holds the names of the activities. */
export type Place = readonly [row: number, column: number];

/** The nearest cell that can be walked to, among so many rows of activities and columns of visits. */
export function settledPlace([row, column]: Place, rows: number, columns: number): Place {
  const settledRow = Math.min(headRows.length + rows - 1, Math.max(0, row));
  return [settledRow, Math.min(columns, Math.max(settledRow < headRows.length ? 1 : 0, column))];
}

/**
 * The step that takes the visit (sideways) or the activity (up and down) under the focus past its neighbour; null where nothing lies
 * beside it. The neighbour is the one that is shown: past activities that a filter hides, an activity moves too.
 */
export function stepBeside(
  draft: ScheduleDraft,
  rows: ScheduleDraft['activities'],
  at: Place,
  [down, right]: Place,
): Extract<HistoryStep, { kind: 'move-visit' | 'move-activity' }> | null {
  if (right !== 0) {
    const [visit, other] = [draft.visits[at[1] - 1], draft.visits[at[1] - 1 + right]];
    return visit && other ? { kind: 'move-visit', id: visit.id, by: right } : null;
  }
  const row = at[0] - headRows.length;
  const [activity, other] = [rows[row], rows[row + down]];
  if (!activity || !other || down === 0) return null;
  return { kind: 'move-activity', key: activity.key, by: draft.activities.indexOf(other) - draft.activities.indexOf(activity) };
}
