// What a pasted grid makes of a draft: in its place, or beside what stands there.
import { editDraft } from './draft-edits.ts';
import type { PastedGrid } from './pasted-grid.ts';
import { type DraftVisit, type ScheduleDraft, draftOf, keyFor } from './schedule-draft.ts';
import { folded } from './typed-words.ts';

function withParts(draft: ScheduleDraft, grid: PastedGrid): ScheduleDraft {
  const epochs = [...new Set(grid.visits.map((visit) => visit.epoch).filter((name) => name !== ''))];
  const known = new Set(draft.epochs.map((epoch) => folded(epoch.name)));
  return epochs
    .filter((name) => !known.has(folded(name)))
    .reduce<ScheduleDraft>((left, name) => editDraft(left, { kind: 'add-part', of: 'epochs', name }), draft);
}

/** Activities by name and group: those that stand there already keep their key. */
function withActivities(draft: ScheduleDraft, grid: PastedGrid): { readonly draft: ScheduleDraft; readonly keys: readonly string[] } {
  const activities = [...draft.activities];
  const keys = grid.activities.map(({ name, group }) => {
    const known = activities.find((one) => folded(one.name) === folded(name) && folded(one.group ?? '') === folded(group ?? ''));
    if (known) return known.key;
    const key = keyFor(
      name,
      activities.map((one) => one.key),
    );
    activities.push({ key, name, group });
    return key;
  });
  return { draft: { ...draft, activities }, keys };
}

/**
 * The draft with a pasted grid in it. Visits of a key that stands there already are written over, others follow at the end; `replace`
 * begins with an empty draft and keeps only epochs, arms and how it counts. Columns are added first and days typed afterwards, so that a day may
 * name any visit of the grid.
 *
 * @param newId gives each new column its id
 */
export function pasteInto(draft: ScheduleDraft, grid: PastedGrid, how: 'replace' | 'add', newId: () => string): ScheduleDraft {
  const { arms, epochs, firstDay } = draft;
  const basis = how === 'replace' ? { ...draftOf({ visits: [] }), arms, epochs, firstDay } : draft;
  const { draft: withRows, keys } = withActivities(withParts(basis, grid), grid);
  const ids: string[] = [];
  let next = withRows;
  grid.visits.forEach((pasted, place) => {
    const known = next.visits.find((visit) => folded(visit.key) === folded(pasted.key) && !ids.includes(visit.id));
    const id = known?.id ?? newId();
    if (!known) next = editDraft(next, { kind: 'add-visit', at: next.visits.length, id });
    ids.push(id);
    const marks = Object.fromEntries(grid.activities.flatMap((one, row) => (one.visits.includes(place) ? [[keys[row] ?? '', null]] : [])));
    const epoch = next.epochs.find((one) => folded(one.name) === folded(pasted.epoch))?.key;
    const fields = { key: pasted.key, name: pasted.name, ...(epoch === undefined ? {} : { epoch }) };
    next = {
      ...next,
      visits: next.visits.map((visit): DraftVisit =>
        visit.id === id ? { ...visit, ...fields, marks: { ...visit.marks, ...marks } } : visit,
      ),
    };
  });
  return typedDays(next, grid, ids);
}

const isDayOne = (when: string) => /^(?:d|day|dia|study day)? ?1$/.test(folded(when));

function typedDays(draft: ScheduleDraft, grid: PastedGrid, ids: readonly string[]): ScheduleDraft {
  const pasted = new Set(ids);
  const hasReference = draft.visits.some((visit) => !pasted.has(visit.id) && visit.isMain && visit.anchor.kind === 'chosen');
  const dayOne = hasReference ? -1 : grid.visits.findIndex((visit) => isDayOne(visit.when));
  const reference = ids[dayOne] ?? draft.visits.find((visit) => !pasted.has(visit.id) && visit.anchor.kind === 'chosen')?.id ?? null;
  const anchored: ScheduleDraft = {
    ...draft,
    visits: draft.visits.map((visit): DraftVisit => {
      if (!pasted.has(visit.id)) return visit;
      const isReference = visit.id === reference;
      return { ...visit, anchor: isReference ? { kind: 'chosen' } : { kind: 'visit', id: reference }, when: '', window: '' };
    }),
  };
  return grid.visits.reduce((left, visit, place) => {
    const id = ids[place] ?? '';
    if (id === reference) return left;
    const typed = visit.when === '' ? left : editDraft(left, { kind: 'type-when', id, text: visit.when });
    return visit.window === '' ? typed : editDraft(typed, { kind: 'set-visit', id, fields: { window: visit.window } });
  }, anchored);
}
