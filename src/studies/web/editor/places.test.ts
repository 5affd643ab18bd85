// What lies beside a cell of the editor's grid, with every activity shown and under a filter.
import { describe, expect, it } from 'vitest';
import { schedule } from '../../../../examples/nlx-301/story.ts';
import { editDraft } from '../../rules/draft-edits.ts';
import { draftOf } from '../../rules/schedule-draft.ts';
import { headRows } from './cell-words.ts';
import { stepBeside } from './places.ts';

const draft = draftOf(schedule);
const all = draft.activities;
const row = (at: number) => headRows.length + at;

describe('what is moved beside its neighbour', () => {
  it('[A01] under a filter, an activity goes past the one that is shown and not past one that is hidden', () => {
    const shown = all.filter((_, at) => at === 0 || at === 3);
    const step = stepBeside(draft, shown, [row(1), 2], [-1, 0]) ?? expect.fail('nothing beside');
    const moved = editDraft(draft, step).activities.filter((one) => shown.some(({ key }) => key === one.key));
    expect(moved.map(({ key }) => key)).toEqual([all[3]?.key, all[0]?.key]);
    expect(stepBeside(draft, shown, [row(0), 2], [1, 0])).toEqual({ kind: 'move-activity', key: all[0]?.key, by: 3 });
    expect(stepBeside(draft, shown, [row(1), 2], [1, 0])).toBeNull();
  });

  it('nothing lies before the first, behind the last, or above an activity that is no activity', () => {
    expect(stepBeside(draft, all, [row(0), 0], [-1, 0])).toBeNull();
    expect(stepBeside(draft, all, [row(all.length - 1), 0], [1, 0])).toBeNull();
    expect(stepBeside(draft, all, [1, 1], [0, -1])).toBeNull();
    expect(stepBeside(draft, all, [1, draft.visits.length], [0, 1])).toBeNull();
    expect(stepBeside(draft, all, [row(0), 0], [0, 1])).toBeNull();
    expect(stepBeside(draft, all, [1, 1], [1, 0])).toBeNull();
  });

  it('a visit goes one place to the side', () => {
    expect(stepBeside(draft, all, [1, 1], [0, 1])).toEqual({ kind: 'move-visit', id: draft.visits[0]?.id, by: 1 });
  });
});
