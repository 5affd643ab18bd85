// What a person should look at in a draft schedule: at which cell, how grave, and what is wrong, as codes that the page puts into words.
import { checkSchedule } from './schedule-check.ts';
import { type DraftVisit, type ScheduleDraft, countOf, draftTiming, keysOf, scheduleOfDraft } from './schedule-draft.ts';
import { nominalDays } from './draft-days.ts';
import { timedSchedule } from './planned-schedule.ts';
import { readWindow } from './typed-timing.ts';
import { folded } from './typed-words.ts';

/** `unsaved`: cannot be kept as a schedule yet; `unreleased`: kept, but not released; `look`: may well be meant. */
export type FindingLevel = 'unsaved' | 'unreleased' | 'look';

export type FindingField = 'key' | 'name' | 'when' | 'window' | 'anchor' | 'arms' | 'carries' | 'lead' | 'length' | 'most' | 'visits';

/** Where: a column, a row, a cycle, an epoch or arm, or the schedule as a whole. */
export interface DraftFinding {
  readonly of: 'visit' | 'activity' | 'block' | 'part' | 'schedule';
  /** The visit's `id`, or the key of the other things. */
  readonly id: string;
  readonly field: FindingField | null;
  readonly level: FindingLevel;
  readonly code: string;
  /** Names and numbers for the sentence. */
  readonly facts: Readonly<Record<string, string | number>>;
}

const [LONGEST_KEY, LONGEST_NAME] = [120, 200];

function at(
  of: DraftFinding['of'],
  id: string,
  field: FindingField | null,
  level: FindingLevel,
  code: string,
  facts: DraftFinding['facts'] = {},
): DraftFinding {
  return { of, id, field, level, code, facts };
}

function doubled(texts: readonly (readonly [id: string, text: string])[]): ReadonlySet<string> {
  const owners = new Map<string, string[]>();
  for (const [id, text] of texts) if (text !== '') owners.set(text, [...(owners.get(text) ?? []), id]);
  return new Set([...owners.values()].filter((ids) => ids.length > 1).flat());
}

/** What a name must be to be kept, as a code; null when it is. */
function nameFault(text: string, longest: number): 'empty' | 'long' | 'unprintable' | null {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\p{Cs}]/u.test(trimmed)) return 'unprintable';
  return trimmed.length > longest ? 'long' : null;
}

function namingFindings(draft: ScheduleDraft): DraftFinding[] {
  const sameKey = doubled(draft.visits.map((visit) => [visit.id, visit.key.trim()]));
  const sameName = doubled(draft.visits.map((visit) => [visit.id, `${visit.timeline} ${folded(visit.name)}`]));
  const sameActivity = doubled(draft.activities.map((activity) => [activity.key, folded(`${activity.name} ${activity.group ?? ''}`)]));
  const marked = new Set(draft.visits.flatMap((visit) => Object.keys(visit.marks)));
  const parts = [...draft.epochs, ...draft.arms];
  return [
    ...draft.visits.flatMap((visit) => {
      const [keyFault, fault] = [nameFault(visit.key, LONGEST_KEY), nameFault(visit.name, LONGEST_NAME)];
      return [
        ...(keyFault ? [at('visit', visit.id, 'key', 'unsaved', `key-${keyFault}`)] : []),
        ...(sameKey.has(visit.id) ? [at('visit', visit.id, 'key', 'unsaved', 'key-doubled', { key: visit.key.trim() })] : []),
        ...(fault ? [at('visit', visit.id, 'name', 'unsaved', `name-${fault}`)] : []),
        ...(!fault && sameName.has(visit.id) ? [at('visit', visit.id, 'name', 'look', 'name-doubled', { name: visit.name.trim() })] : []),
      ];
    }),
    ...draft.activities.flatMap(({ key, name, group }) => {
      const fault = nameFault(name, LONGEST_NAME) ?? (group?.trim() ? nameFault(group, LONGEST_NAME) : null);
      if (fault) return [at('activity', key, 'name', 'unsaved', `name-${fault}`)];
      if (sameActivity.has(key)) return [at('activity', key, 'name', 'look', 'name-doubled', { name: name.trim() })];
      return marked.has(key) ? [] : [at('activity', key, null, 'look', 'activity-nowhere', { name: name.trim() })];
    }),
    ...parts.flatMap(({ key, name }) => {
      const fault = nameFault(name, LONGEST_NAME);
      return fault ? [at('part', key, 'name', 'unsaved', `name-${fault}`)] : [];
    }),
  ];
}

function timingFindings(draft: ScheduleDraft): DraftFinding[] {
  const keyOf = keysOf(draft);
  const ids = new Set(draft.visits.map((visit) => visit.id));
  const carried = new Set(draft.visits.flatMap((visit) => visit.carries));
  return draft.visits.flatMap((visit) => {
    const timing = draftTiming(visit, keyOf);
    if (!timing.ok) return [at('visit', visit.id, timing.field ?? 'when', 'unsaved', timing.refusal)];
    const { anchor } = visit;
    const target = anchor.kind === 'visit' ? anchor.id : anchor.kind === 'milestone' ? (anchor.carriedBy ?? null) : null;
    if (target !== null && !ids.has(target)) return [at('visit', visit.id, 'anchor', 'unreleased', 'anchor-gone', { key: target })];
    if (anchor.kind === 'milestone' && anchor.carriedBy === undefined && !carried.has(anchor.milestone))
      return [at('visit', visit.id, 'anchor', 'look', 'anchor-uncarried', { milestone: anchor.milestone })];
    return [];
  });
}

/** A visit that hangs on one which some of its own participants never have cannot be dated for them. */
function armFindings(draft: ScheduleDraft): DraftFinding[] {
  const byId = new Map(draft.visits.map((visit) => [visit.id, visit]));
  return draft.visits.flatMap((visit) => {
    const target = visit.anchor.kind === 'visit' && visit.anchor.id !== null ? byId.get(visit.anchor.id) : undefined;
    if (!target?.arms) return [];
    const reached = target.arms;
    const isReached = (visit.arms ?? draft.arms.map((arm) => arm.key)).every((arm) => reached.includes(arm));
    return isReached && (visit.arms !== null || draft.arms.length > 0)
      ? []
      : [at('visit', visit.id, 'anchor', 'look', 'anchor-other-arm', { name: target.name })];
  });
}

function blockFindings(draft: ScheduleDraft): DraftFinding[] {
  const owners = new Map<string, string>();
  return draft.blocks.flatMap((block) => {
    const found: DraftFinding[] = [];
    const add = (field: FindingField, code: string, level: FindingLevel = 'unsaved', facts = {}) =>
      found.push(at('block', block.key, field, level, code, facts));
    if (block.visitIds.length === 0) add('visits', 'cycle-empty');
    if (block.leadId === null) add('lead', 'cycle-leadless');
    else if (!block.visitIds.includes(block.leadId)) add('lead', 'cycle-lead-outside', 'unreleased');
    if (countOf(block.length) === null) add('length', block.length.trim() === '' ? 'cycle-lengthless' : 'cycle-length');
    if (block.most.trim() !== '' && countOf(block.most) === null) add('most', 'cycle-most');
    if (!readWindow(block.window).ok) add('window', 'window-unknown');
    for (const id of block.visitIds) {
      if (owners.has(id)) add('visits', 'cycle-shared', 'unreleased', { name: draft.visits.find((visit) => visit.id === id)?.name ?? id });
      owners.set(id, block.key);
    }
    return found;
  });
}

function milestoneFindings(draft: ScheduleDraft): DraftFinding[] {
  const main = draft.visits.filter((visit) => visit.isMain);
  const carriers = new Map<string, DraftVisit[]>();
  for (const visit of main) for (const kind of visit.carries) carriers.set(kind, [...(carriers.get(kind) ?? []), visit]);
  const twice = [...carriers].flatMap(([milestone, visits]) =>
    visits.length < 2 || visits.every((visit) => visit.arms !== null)
      ? []
      : visits.map((visit) => at('visit', visit.id, 'carries', 'look', 'milestone-twice', { milestone })),
  );
  const hasReference = main.some((visit) => visit.anchor.kind === 'chosen');
  return [
    ...twice,
    ...(main.length > 0 && !hasReference ? [at('schedule', '', null, 'look', 'no-reference')] : []),
    ...(main.length > 1 && !carriers.has('randomised') && !carriers.has('first-dose')
      ? [at('schedule', '', null, 'look', 'no-milestone')]
      : []),
    ...draft.decisions.filter((decision) => decision.loops).map(({ key }) => at('schedule', '', null, 'look', 'cycle-open', { key })),
  ];
}

/** Circles among anchors, from the same check that guards a release. */
function circleFindings(draft: ScheduleDraft): DraftFinding[] {
  const checked = checkSchedule(timedSchedule(scheduleOfDraft(draft).schedule));
  if (checked.ok || checked.refusal !== 'anchor-circle') return [];
  const keys = (checked.detail?.['visits'] ?? []) as readonly string[];
  const names = new Map(draft.visits.map((visit) => [visit.key.trim(), visit.name]));
  const chain = keys.map((key) => names.get(key) ?? key).join(' → ');
  return draft.visits
    .filter((visit) => keys.includes(visit.key.trim()))
    .map((visit) => at('visit', visit.id, 'anchor', 'unreleased', 'anchor-circle', { chain }));
}

/** Neighbouring columns whose days stand the other way round, or whose windows overlap. */
function orderFindings(draft: ScheduleDraft): DraftFinding[] {
  const days = nominalDays(draft);
  const columns = draft.visits.flatMap((visit) => {
    const placed = visit.isMain ? days.get(visit.id) : undefined;
    return placed ? [{ visit, ...placed }] : [];
  });
  const blockOf = (id: string) => draft.blocks.find((block) => block.visitIds.includes(id))?.key;
  return columns.flatMap((column, place) => {
    const before = columns[place - 1];
    if (!before || blockOf(before.visit.id) !== blockOf(column.visit.id)) return [];
    const [own, other] = [column.visit.arms, before.visit.arms];
    if (own && other && !own.some((arm) => other.includes(arm))) return [];
    const facts = { name: column.visit.name, before: before.visit.name };
    if (column.from < before.from && column.to < before.to) return [at('visit', column.visit.id, 'when', 'look', 'order-backwards', facts)];
    const [first, last] = [column.from - column.beforeDays, before.to + before.afterDays];
    const hasWindow = column.beforeDays + before.afterDays > 0;
    return hasWindow && first <= last ? [at('visit', column.visit.id, 'window', 'look', 'windows-overlap', facts)] : [];
  });
}

/** Everything to look at, gravest first within each cell. An empty draft cannot be saved. */
export function draftFindings(draft: ScheduleDraft): readonly DraftFinding[] {
  if (draft.visits.length === 0) return [at('schedule', '', null, 'unsaved', 'no-visits')];
  return [
    ...namingFindings(draft),
    ...timingFindings(draft),
    ...blockFindings(draft),
    ...circleFindings(draft),
    ...armFindings(draft),
    ...milestoneFindings(draft),
    ...orderFindings(draft),
  ];
}
