// A schedule while a person writes it: columns with what was typed in them, so that nothing half-written is lost, and the way to a schedule and back.
import { type Outcome, ok, refuse } from '#lib';
import type { Milestone } from './milestone.ts';
import { type ActivityDefinition, type NamedPart, type OpenDecision, type PlannedSchedule, MAIN_TIMELINE } from './planned-schedule.ts';
import type { AnchorRule, FirstDay, Modality, RepeatingBlock, TimingRule } from './schedule.ts';
import { type TimingFault, type WindowFault, readWhen, readWindow, typedOffset, typedWindow, windowOfRule } from './typed-timing.ts';

/** What a column counts from; visits are held by `id`, so that a new key leaves nothing behind. `chosen`: the date is chosen (Day 1). */
export type DraftAnchor =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'visit'; readonly id: string | null }
  | { readonly kind: 'milestone'; readonly milestone: Milestone; readonly carriedBy?: string }
  | { readonly kind: 'consent' };

/** A column. `when` and `window` are kept as typed; `marks` holds the days a result stays good (BR-02b), or null, by activity. */
export interface DraftVisit {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly when: string;
  readonly window: string;
  readonly anchor: DraftAnchor;
  readonly epoch: string | null;
  readonly arms: readonly string[] | null;
  readonly modalities: readonly Modality[];
  readonly carries: readonly Milestone[];
  readonly marks: Readonly<Record<string, number | null>>;
  readonly timeline: string;
  readonly isMain: boolean;
  readonly optimal?: TimingRule['optimal'];
}

/** Visits that repeat; numbers as typed, visits by `id`. */
export interface DraftBlock {
  readonly key: string;
  readonly leadId: string | null;
  readonly visitIds: readonly string[];
  readonly length: string;
  readonly window: string;
  readonly most: string;
  readonly stopsAt: Milestone | null;
}

/** The whole document of the editor; immutable. */
export interface ScheduleDraft {
  readonly firstDay: FirstDay;
  readonly visits: readonly DraftVisit[];
  readonly activities: readonly Required<ActivityDefinition>[];
  readonly epochs: readonly NamedPart[];
  readonly arms: readonly NamedPart[];
  readonly blocks: readonly DraftBlock[];
  readonly decisions: readonly OpenDecision[];
}

function draftAnchor(timing: TimingRule | null): DraftAnchor {
  const anchor = timing?.anchor;
  if (!anchor) return { kind: 'chosen' };
  return anchor.kind === 'visit' ? { kind: 'visit', id: anchor.visitKey } : anchor;
}

function draftBlock(block: RepeatingBlock): DraftBlock {
  const isStated = block.windowBeforeDays !== undefined || block.windowAfterDays !== undefined;
  return {
    key: block.key,
    leadId: block.leadKey,
    visitIds: block.visitKeys,
    length: String(block.lengthDays),
    window: typedWindow({ beforeDays: block.windowBeforeDays ?? 0, afterDays: block.windowAfterDays ?? 0, isStated }),
    most: block.maxCycles === undefined ? '' : String(block.maxCycles),
    stopsAt: block.stopsAt ?? null,
  };
}

/** A schedule as the editor opens it; each visit's key becomes its `id`. */
export function draftOf(planned: PlannedSchedule): ScheduleDraft {
  const known = new Map((planned.activities ?? []).map((activity) => [activity.key, { ...activity, group: activity.group ?? null }]));
  for (const { key, name } of planned.visits.flatMap((visit) => visit.activities ?? []))
    if (!known.has(key)) known.set(key, { key, name, group: null });
  return {
    firstDay: planned.firstDay ?? 0,
    visits: planned.visits.map((visit) => ({
      id: visit.key,
      key: visit.key,
      name: visit.name,
      when: visit.timing ? typedOffset(visit.timing.offset) : '',
      window: visit.timing ? typedWindow(windowOfRule(visit.timing)) : '',
      anchor: draftAnchor(visit.timing),
      epoch: visit.epoch ?? null,
      arms: visit.arms ?? null,
      modalities: visit.modalities ?? ['on-site'],
      carries: visit.carries ?? [],
      marks: Object.fromEntries((visit.activities ?? []).map(({ key, validDays }) => [key, validDays ?? null])),
      timeline: visit.timeline ?? MAIN_TIMELINE,
      isMain: visit.isMain !== false,
      ...(visit.timing?.optimal ? { optimal: visit.timing.optimal } : {}),
    })),
    activities: [...known.values()],
    epochs: planned.epochs ?? [],
    arms: planned.arms ?? [],
    blocks: (planned.blocks ?? []).map(draftBlock),
    decisions: planned.decisions ?? [],
  };
}

export type DraftTimingFault = TimingFault | WindowFault | 'anchor-missing';

function anchorRule(anchor: DraftAnchor, keyOf: (id: string) => string): AnchorRule | null {
  if (anchor.kind === 'chosen') return null;
  if (anchor.kind === 'visit') return anchor.id === null ? null : { kind: 'visit', visitKey: keyOf(anchor.id) };
  if (anchor.kind === 'milestone') return anchor.carriedBy === undefined ? anchor : { ...anchor, carriedBy: keyOf(anchor.carriedBy) };
  return anchor;
}

/** The current key of a visit by its `id`; of one that is gone, the `id` itself. */
export function keysOf(draft: Pick<ScheduleDraft, 'visits'>): (id: string) => string {
  const keys = new Map(draft.visits.map((visit) => [visit.id, visit.key.trim()]));
  return (id) => keys.get(id) ?? id;
}

/** The timing a column says, null for a chosen date, or why it says none; `field` names the cell at fault. */
export function draftTiming(
  visit: DraftVisit,
  keyOf: (id: string) => string,
): Outcome<TimingRule | null, DraftTimingFault> & { readonly field?: 'when' | 'window' | 'anchor' } {
  if (visit.anchor.kind === 'chosen') return ok(null);
  const anchor = anchorRule(visit.anchor, keyOf);
  if (!anchor) return { ...refuse('anchor-missing'), field: 'anchor' };
  const when = readWhen(visit.when);
  if (!when.ok) return { ...when, field: 'when' };
  const window = readWindow(visit.window);
  if (!window.ok) return { ...window, field: 'window' };
  const { offset } = when.value;
  const { beforeDays, afterDays, isStated } = window.value;
  return ok({
    anchor,
    offset,
    windowBeforeDays: beforeDays,
    windowAfterDays: afterDays,
    ...(isStated || offset.kind === 'range' ? {} : { isWindowStated: false as const }),
    ...(visit.optimal ? { optimal: visit.optimal } : {}),
  });
}

/** A whole number of at least 1 as typed, or null. */
export function countOf(typed: string): number | null {
  return /^ ?\d{1,4} ?$/.test(typed) && Number(typed) > 0 ? Number(typed) : null;
}

function blockOf(block: DraftBlock, keyOf: (id: string) => string): RepeatingBlock | null {
  const [lengthDays, maxCycles, window] = [countOf(block.length), countOf(block.most), readWindow(block.window)];
  if (lengthDays === null || block.leadId === null || block.visitIds.length === 0 || !window.ok) return null;
  if (block.most.trim() !== '' && maxCycles === null) return null;
  return {
    key: block.key,
    leadKey: keyOf(block.leadId),
    visitKeys: block.visitIds.map(keyOf),
    lengthDays,
    ...(window.value.isStated ? { windowBeforeDays: window.value.beforeDays, windowAfterDays: window.value.afterDays } : {}),
    ...(maxCycles === null ? {} : { maxCycles }),
    ...(block.stopsAt === null ? {} : { stopsAt: block.stopsAt }),
  };
}

function decisionOf(decision: OpenDecision, keyOf: (id: string) => string): OpenDecision {
  const target = (key: string | null) => (key === null ? null : keyOf(key));
  return {
    ...decision,
    branches: decision.branches.map((branch) => ({ ...branch, target: target(branch.target) })),
    otherwise: target(decision.otherwise),
  };
}

/** The schedule a draft says. A column or cycle that cannot be read is left out and counted in `unread`; such a draft must not be saved. */
export function scheduleOfDraft(draft: ScheduleDraft): { readonly schedule: PlannedSchedule; readonly unread: number } {
  const keyOf = keysOf(draft);
  const names = new Map(draft.activities.map((activity) => [activity.key, activity.name.trim()]));
  const visits = draft.visits.flatMap((visit): PlannedSchedule['visits'][number][] => {
    const timing = draftTiming(visit, keyOf);
    if (!timing.ok) return [];
    const { epoch, timeline, isMain, carries, modalities, marks } = visit;
    const activities = draft.activities.flatMap(({ key }) => {
      if (!Object.hasOwn(marks, key)) return [];
      const validDays = marks[key] ?? null;
      return [{ key, name: names.get(key) ?? key, ...(validDays === null ? {} : { validDays }) }];
    });
    const place = { epoch, timeline, isMain, ...(visit.arms ? { arms: visit.arms } : {}) };
    return [{ key: visit.key.trim(), name: visit.name.trim(), timing: timing.value, carries, modalities, activities, ...place }];
  });
  const blocks = draft.blocks.flatMap((block) => blockOf(block, keyOf) ?? []);
  const { firstDay, epochs, arms } = draft;
  return {
    schedule: {
      firstDay,
      visits,
      blocks,
      epochs: epochs.map(({ key, name }) => ({ key, name: name.trim() })),
      arms: arms.map(({ key, name }) => ({ key, name: name.trim() })),
      decisions: draft.decisions.map((decision) => decisionOf(decision, keyOf)),
      activities: draft.activities.map(({ key, name, group }) => ({ key, name: name.trim(), group: group?.trim() || null })),
    },
    unread: draft.visits.length - visits.length + draft.blocks.length - blocks.length,
  };
}

/** A key made of a name that none of `taken` has: `vital-signs`, then `vital-signs-2`. */
export function keyFor(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const stem =
    plain
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'item';
  const used = new Set(taken);
  for (let count = 1; ; count++) {
    const key = count === 1 ? stem : `${stem}-${count}`;
    if (!used.has(key)) return key;
  }
}
