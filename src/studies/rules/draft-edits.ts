// What can be done to a draft schedule, one pure step each, and the history that undoes and redoes them.
import type { NamedPart } from './planned-schedule.ts';
import { type DraftAnchor, type DraftBlock, type DraftVisit, type ScheduleDraft, keyFor } from './schedule-draft.ts';
import type { FirstDay } from './schedule.ts';
import { readWhen, typedOffset, typedWindow } from './typed-timing.ts';
import { splitWhen } from './typed-split.ts';

type VisitFields = Omit<DraftVisit, 'id' | 'marks' | 'timeline' | 'isMain'>;

/** One step. Ids of what is new come with the step; places are counted from 0. */
export type DraftEdit =
  | { readonly kind: 'add-visit'; readonly at: number; readonly id: string }
  | { readonly kind: 'duplicate-visit'; readonly id: string; readonly newId: string }
  | { readonly kind: 'remove-visit'; readonly id: string }
  | { readonly kind: 'move-visit'; readonly id: string; readonly by: number }
  | { readonly kind: 'set-visit'; readonly id: string; readonly fields: Partial<VisitFields> }
  | { readonly kind: 'type-when'; readonly id: string; readonly text: string }
  | { readonly kind: 'mark'; readonly id: string; readonly activity: string; readonly on: boolean; readonly validDays?: number | null }
  | { readonly kind: 'add-activity'; readonly at: number; readonly name: string; readonly group: string | null }
  | { readonly kind: 'duplicate-activity'; readonly key: string }
  | { readonly kind: 'remove-activity'; readonly key: string }
  | { readonly kind: 'move-activity'; readonly key: string; readonly by: number }
  | { readonly kind: 'set-activity'; readonly key: string; readonly fields: { readonly name?: string; readonly group?: string | null } }
  | { readonly kind: 'add-part'; readonly of: 'epochs' | 'arms'; readonly name: string }
  | { readonly kind: 'rename-part'; readonly of: 'epochs' | 'arms'; readonly key: string; readonly name: string }
  | { readonly kind: 'remove-part'; readonly of: 'epochs' | 'arms'; readonly key: string }
  | { readonly kind: 'add-block' }
  | { readonly kind: 'set-block'; readonly key: string; readonly fields: Partial<Omit<DraftBlock, 'key'>> }
  | { readonly kind: 'remove-block'; readonly key: string }
  | { readonly kind: 'count-from'; readonly firstDay: FirstDay }
  | { readonly kind: 'replace'; readonly draft: ScheduleDraft };

function moved<T>(items: readonly T[], from: number, by: number): readonly T[] {
  const to = Math.min(items.length - 1, Math.max(0, from + by));
  const item = items[from];
  if (item === undefined || to === from) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
}

/** The visit whose date is chosen and that the others count from unless told otherwise: Day 1. */
export function referenceIn(visits: readonly DraftVisit[]): DraftVisit | null {
  return visits.find((visit) => visit.isMain && visit.anchor.kind === 'chosen') ?? null;
}

/** The next free key of the pattern V1, V2, V3 ... */
export function nextVisitKey(visits: readonly Pick<DraftVisit, 'key'>[]): string {
  const used = new Set(visits.map((visit) => visit.key));
  for (let count = visits.length + 1; ; count++) if (!used.has(`V${count}`)) return `V${count}`;
}

/** A new column at a place, counted from Day 1 where there is one. */
export function emptyVisit(draft: ScheduleDraft, id: string, at: number): DraftVisit {
  const reference = referenceIn(draft.visits);
  const beside = draft.visits[at - 1] ?? draft.visits[at];
  return {
    id,
    key: nextVisitKey(draft.visits),
    name: '',
    when: '',
    window: '',
    anchor: reference ? { kind: 'visit', id: reference.id } : { kind: 'chosen' },
    epoch: beside?.epoch ?? null,
    arms: null,
    modalities: ['on-site'],
    carries: [],
    marks: {},
    timeline: beside?.timeline ?? 'Main',
    isMain: beside?.isMain ?? true,
  };
}

function withVisit(draft: ScheduleDraft, id: string, change: (visit: DraftVisit) => DraftVisit): ScheduleDraft {
  return { ...draft, visits: draft.visits.map((visit) => (visit.id === id ? change(visit) : visit)) };
}

/** What was typed into a column's day: an anchor in it becomes the column's, a window beside it too; unreadable text stays as it is. */
function typedIn(draft: ScheduleDraft, visit: DraftVisit, text: string): DraftVisit {
  const others = draft.visits.filter((other) => other.id !== visit.id);
  const { when, window } = splitWhen(text);
  const windowPart = window ? { window: typedWindow(window) } : {};
  const read = readWhen(when, others);
  const reference = referenceIn(others);
  if (!read.ok) return { ...visit, when: text.trim(), ...(visit.anchor.kind === 'chosen' ? countedFrom(visit, reference, text) : {}) };
  const { offset, anchor } = read.value;
  const idOf = (key: string) => others.find((other) => other.key === key)?.id ?? null;
  const isDayOne = offset.kind === 'day' && offset.day === 1 && anchor === null;
  if (isDayOne && !reference) return { ...visit, when: '', window: '', anchor: { kind: 'chosen' } };
  const typed = { ...visit, when: typedOffset(offset), ...windowPart };
  if (anchor?.kind === 'visit') return { ...typed, anchor: { kind: 'visit', id: idOf(anchor.visitKey) } };
  if (anchor?.kind === 'milestone') {
    const carriedBy = anchor.carriedBy === undefined ? null : idOf(anchor.carriedBy);
    return { ...typed, anchor: { kind: 'milestone', milestone: anchor.milestone, ...(carriedBy === null ? {} : { carriedBy }) } };
  }
  if (anchor) return { ...typed, anchor };
  return { ...typed, ...countedFrom(visit, reference, when) };
}

function countedFrom(visit: DraftVisit, reference: DraftVisit | null, text: string): { readonly anchor: DraftAnchor } {
  if (visit.anchor.kind !== 'chosen' || text.trim() === '') return { anchor: visit.anchor };
  return { anchor: { kind: 'visit', id: reference?.id ?? null } };
}

function withoutVisit(draft: ScheduleDraft, id: string): ScheduleDraft {
  return {
    ...draft,
    visits: draft.visits.filter((visit) => visit.id !== id),
    blocks: draft.blocks.map((block) =>
      block.visitIds.includes(id) || block.leadId === id
        ? { ...block, visitIds: block.visitIds.filter((other) => other !== id), leadId: block.leadId === id ? null : block.leadId }
        : block,
    ),
  };
}

function editVisits(draft: ScheduleDraft, edit: DraftEdit): ScheduleDraft | null {
  switch (edit.kind) {
    case 'add-visit':
      return { ...draft, visits: draft.visits.toSpliced(edit.at, 0, emptyVisit(draft, edit.id, edit.at)) };
    case 'duplicate-visit': {
      const at = draft.visits.findIndex((visit) => visit.id === edit.id);
      const visit = draft.visits[at];
      if (!visit) return draft;
      const copy = { ...visit, id: edit.newId, key: nextVisitKey(draft.visits), carries: [] };
      const reference = referenceIn(draft.visits);
      const anchor: DraftAnchor = visit.anchor.kind === 'chosen' && reference ? { kind: 'visit', id: reference.id } : visit.anchor;
      return { ...draft, visits: draft.visits.toSpliced(at + 1, 0, { ...copy, anchor }) };
    }
    case 'remove-visit':
      return withoutVisit(draft, edit.id);
    case 'move-visit':
      return {
        ...draft,
        visits: moved(
          draft.visits,
          draft.visits.findIndex((visit) => visit.id === edit.id),
          edit.by,
        ),
      };
    case 'set-visit':
      return withVisit(draft, edit.id, (visit) => ({ ...visit, ...edit.fields }));
    case 'type-when':
      return withVisit(draft, edit.id, (visit) => typedIn(draft, visit, edit.text));
    case 'mark':
      return withVisit(draft, edit.id, (visit) => {
        const { [edit.activity]: _before, ...rest } = visit.marks;
        return { ...visit, marks: edit.on ? { ...rest, [edit.activity]: edit.validDays ?? null } : rest };
      });
    default:
      return null;
  }
}

function editActivities(draft: ScheduleDraft, edit: DraftEdit): ScheduleDraft | null {
  const keys = draft.activities.map((activity) => activity.key);
  switch (edit.kind) {
    case 'add-activity': {
      const activity = { key: keyFor(edit.name, keys), name: edit.name, group: edit.group };
      return { ...draft, activities: draft.activities.toSpliced(edit.at, 0, activity) };
    }
    case 'duplicate-activity': {
      const at = keys.indexOf(edit.key);
      const activity = draft.activities[at];
      if (!activity) return draft;
      const key = keyFor(activity.name, keys);
      return {
        ...draft,
        activities: draft.activities.toSpliced(at + 1, 0, { ...activity, key }),
        visits: draft.visits.map((visit) =>
          Object.hasOwn(visit.marks, edit.key) ? { ...visit, marks: { ...visit.marks, [key]: visit.marks[edit.key] ?? null } } : visit,
        ),
      };
    }
    case 'remove-activity':
      return {
        ...draft,
        activities: draft.activities.filter((activity) => activity.key !== edit.key),
        visits: draft.visits.map((visit) => {
          const { [edit.key]: gone, ...marks } = visit.marks;
          return gone === undefined ? visit : { ...visit, marks };
        }),
      };
    case 'move-activity':
      return { ...draft, activities: moved(draft.activities, keys.indexOf(edit.key), edit.by) };
    case 'set-activity':
      return {
        ...draft,
        activities: draft.activities.map((activity) => (activity.key === edit.key ? { ...activity, ...edit.fields } : activity)),
      };
    default:
      return null;
  }
}

function editParts(draft: ScheduleDraft, edit: DraftEdit): ScheduleDraft {
  const part = (of: 'epochs' | 'arms', change: (parts: readonly NamedPart[]) => readonly NamedPart[]) => ({
    ...draft,
    [of]: change(draft[of]),
  });
  switch (edit.kind) {
    case 'add-part': {
      const key = keyFor(
        edit.name,
        draft[edit.of].map((one) => one.key),
      );
      return part(edit.of, (parts) => [...parts, { key, name: edit.name }]);
    }
    case 'rename-part':
      return part(edit.of, (parts) => parts.map((one) => (one.key === edit.key ? { ...one, name: edit.name } : one)));
    case 'remove-part': {
      const left = part(edit.of, (parts) => parts.filter((one) => one.key !== edit.key));
      const armsOf = (arms: DraftVisit['arms']) => arms?.filter((arm) => arm !== edit.key) ?? null;
      const visits = draft.visits.map((visit) =>
        edit.of === 'epochs'
          ? { ...visit, epoch: visit.epoch === edit.key ? null : visit.epoch }
          : { ...visit, arms: armsOf(visit.arms)?.length ? armsOf(visit.arms) : null },
      );
      return { ...left, visits };
    }
    case 'add-block': {
      const key = keyFor(
        'cycle',
        draft.blocks.map((block) => block.key),
      );
      const block: DraftBlock = { key, leadId: null, visitIds: [], length: '', window: '', most: '', stopsAt: null };
      return { ...draft, blocks: [...draft.blocks, block] };
    }
    case 'set-block':
      return { ...draft, blocks: draft.blocks.map((block) => (block.key === edit.key ? { ...block, ...edit.fields } : block)) };
    case 'remove-block':
      return { ...draft, blocks: draft.blocks.filter((block) => block.key !== edit.key) };
    case 'count-from':
      return { ...draft, firstDay: edit.firstDay };
    case 'replace':
      return edit.draft;
    default:
      return draft;
  }
}

/** The draft after one step; a step on something that is gone changes nothing. */
export function editDraft(draft: ScheduleDraft, edit: DraftEdit): ScheduleDraft {
  return editVisits(draft, edit) ?? editActivities(draft, edit) ?? editParts(draft, edit);
}
