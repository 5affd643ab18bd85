// What differs between two versions of a schedule, one change at a time, as codes and facts that a page puts into words.
import { type PlannedSchedule, type SettledSchedule, type SettledVisit, isSameRecord, settledSchedule } from './planned-schedule.ts';
import type { AnchorRule, RepeatingBlock, TimingRule } from './schedule.ts';
import { typedOffset, typedWindow, windowOfRule } from './typed-timing.ts';

/** What of a visit may change. */
export type VisitAspect = 'name' | 'day' | 'anchor' | 'window' | 'epoch' | 'arms' | 'modalities' | 'carries' | 'place';

/** One change. `visit` and `activity` are keys; texts before and after are written as a person types them, names where there are names. */
export type ScheduleChange =
  | { readonly kind: 'visit-added' | 'visit-removed'; readonly visit: string; readonly name: string }
  | {
      readonly kind: 'visit-changed';
      readonly visit: string;
      readonly name: string;
      readonly aspect: VisitAspect;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'activity-added' | 'activity-removed'; readonly activity: string; readonly name: string }
  | { readonly kind: 'activity-changed'; readonly activity: string; readonly name: string; readonly before: string; readonly after: string }
  | {
      readonly kind: 'mark-added' | 'mark-removed' | 'mark-changed';
      readonly visit: string;
      readonly activity: string;
      readonly name: string;
      readonly activityName: string;
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly kind: 'cycle-changed' | 'part-changed' | 'counting-changed';
      readonly name: string;
      readonly before: string;
      readonly after: string;
    };

interface Words {
  readonly visit: (key: string) => string;
  readonly part: (key: string) => string;
}

function wordsOf(schedule: SettledSchedule): Words {
  const visits = new Map(schedule.visits.map((visit) => [visit.key, visit.name]));
  const parts = new Map([...schedule.epochs, ...schedule.arms].map((part) => [part.key, part.name]));
  return { visit: (key) => visits.get(key) ?? key, part: (key) => parts.get(key) ?? key };
}

function anchorText(anchor: AnchorRule | undefined, words: Words): string {
  if (!anchor) return '';
  if (anchor.kind === 'visit') return words.visit(anchor.visitKey);
  return anchor.kind === 'milestone' ? anchor.milestone + (anchor.carriedBy ? `@${words.visit(anchor.carriedBy)}` : '') : 'consent';
}

function windowText(timing: TimingRule | null): string {
  if (!timing) return '';
  const preferred = timing.optimal ? ` (${typedWindow({ ...timing.optimal, isStated: true })})` : '';
  return typedWindow(windowOfRule(timing)) + preferred;
}

/** Every aspect of a visit as text. */
function aspects(visit: SettledVisit, words: Words): Readonly<Record<Exclude<VisitAspect, 'place'>, string>> {
  return {
    name: visit.name,
    day: visit.timing ? typedOffset(visit.timing.offset) : '',
    anchor: anchorText(visit.timing?.anchor, words),
    window: windowText(visit.timing),
    epoch: visit.epoch === null ? '' : words.part(visit.epoch),
    arms: (visit.arms ?? []).map(words.part).join(', '),
    modalities: visit.modalities.join(', '),
    carries: visit.carries.join(', '),
  };
}

function visitChanges(before: SettledSchedule, after: SettledSchedule): ScheduleChange[] {
  const [old, next] = [new Map(before.visits.map((visit) => [visit.key, visit])), new Map(after.visits.map((visit) => [visit.key, visit]))];
  const [oldWords, nextWords] = [wordsOf(before), wordsOf(after)];
  const stay = (visits: readonly SettledVisit[]) => visits.filter(({ key }) => old.has(key) && next.has(key)).map(({ key }) => key);
  const moved = movedKeys(stay(before.visits), stay(after.visits));
  const gone = before.visits.filter(({ key }) => !next.has(key));
  return [
    ...gone.map(({ key, name }): ScheduleChange => ({ kind: 'visit-removed', visit: key, name })),
    ...after.visits.flatMap((visit): ScheduleChange[] => {
      const was = old.get(visit.key);
      const { key, name } = visit;
      if (!was) return [{ kind: 'visit-added', visit: key, name }];
      const [then, now] = [aspects(was, oldWords), aspects(visit, nextWords)];
      const changed = (Object.keys(now) as (keyof typeof now)[]).filter((aspect) =>
        // A renamed visit is told once, not at every visit that counts from it.
        aspect === 'anchor' ? !isSameRecord(was.timing?.anchor, visit.timing?.anchor) : then[aspect] !== now[aspect],
      );
      return [
        ...changed.map((aspect): ScheduleChange => ({
          kind: 'visit-changed',
          visit: key,
          name,
          aspect,
          before: then[aspect],
          after: now[aspect],
        })),
        ...(moved.has(key) ? [placeChange(visit, before, after)] : []),
      ];
    }),
  ];
}

function placeChange({ key, name }: SettledVisit, before: SettledSchedule, after: SettledSchedule): ScheduleChange {
  const place = (schedule: SettledSchedule) => String(schedule.visits.findIndex((visit) => visit.key === key) + 1);
  return { kind: 'visit-changed', visit: key, name, aspect: 'place', before: place(before), after: place(after) };
}

/** The fewest keys that must have moved: all but a longest run that kept its order. */
function movedKeys(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const place = new Map(before.map((key, at) => [key, at]));
  const runs: string[][] = [];
  for (const key of after) {
    const at = place.get(key) ?? 0;
    const fits = runs.findLastIndex((run) => (place.get(run.at(-1) ?? '') ?? -1) < at);
    const run = [...(runs[fits] ?? []), key];
    const same = runs.findIndex((other) => other.length === run.length);
    if (same < 0) runs.push(run);
    else if ((place.get(runs[same]?.at(-1) ?? '') ?? 0) > at) runs[same] = run;
  }
  const kept = new Set(runs.at(-1) ?? []);
  return new Set(after.filter((key) => !kept.has(key)));
}

function activityChanges(before: SettledSchedule, after: SettledSchedule): ScheduleChange[] {
  const [old, next] = [before, after].map(({ activities }) => new Map(activities.map((one) => [one.key, one])));
  const text = ({ name, group }: { readonly name: string; readonly group: string | null }) => (group === null ? name : `${group}: ${name}`);
  return [
    ...before.activities
      .filter(({ key }) => !next?.has(key))
      .map(({ key, name }): ScheduleChange => ({ kind: 'activity-removed', activity: key, name })),
    ...after.activities.flatMap((one): ScheduleChange[] => {
      const was = old?.get(one.key);
      if (!was) return [{ kind: 'activity-added', activity: one.key, name: one.name }];
      const [then, now] = [text(was), text(one)];
      return then === now ? [] : [{ kind: 'activity-changed', activity: one.key, name: one.name, before: then, after: now }];
    }),
  ];
}

/** Marks of visits and activities that both versions have; those of new or gone ones are told with them. */
function markChanges(before: SettledSchedule, after: SettledSchedule): ScheduleChange[] {
  const old = new Map(before.visits.map((visit) => [visit.key, new Map(visit.activities.map((one) => [one.key, one.validDays]))]));
  const [known, names] = [new Set(before.activities.map((one) => one.key)), new Map(after.activities.map((one) => [one.key, one.name]))];
  const days = (validDays: number | null | undefined) => (validDays ? String(validDays) : '');
  return after.visits.flatMap((visit) => {
    const was = old.get(visit.key);
    if (!was) return [];
    const now = new Map(visit.activities.map((one) => [one.key, one.validDays]));
    return [...new Set([...was.keys(), ...now.keys()])].flatMap((activity): ScheduleChange[] => {
      const activityName = names.get(activity);
      if (activityName === undefined || !known.has(activity)) return [];
      if (was.has(activity) && now.has(activity) && was.get(activity) === now.get(activity)) return [];
      const kind = !was.has(activity) ? 'mark-added' : now.has(activity) ? 'mark-changed' : 'mark-removed';
      const facts = { visit: visit.key, activity, name: visit.name, activityName };
      return [{ kind, ...facts, before: days(was.get(activity)), after: days(now.get(activity)) }];
    });
  });
}

function blockText(block: RepeatingBlock | undefined, words: Words): string {
  if (!block) return '';
  const window = typedWindow({
    beforeDays: block.windowBeforeDays ?? 0,
    afterDays: block.windowAfterDays ?? 0,
    isStated: block.windowBeforeDays !== undefined || block.windowAfterDays !== undefined,
  });
  const ends = [block.maxCycles === undefined ? '' : `≤ ${block.maxCycles}`, block.stopsAt ?? ''];
  return [`${block.lengthDays} d: ${block.visitKeys.map(words.visit).join(', ')}`, words.visit(block.leadKey), window, ...ends]
    .filter(Boolean)
    .join('; ');
}

function frameChanges(before: SettledSchedule, after: SettledSchedule): ScheduleChange[] {
  const [oldWords, nextWords] = [wordsOf(before), wordsOf(after)];
  const keys = [...new Set([...before.blocks, ...after.blocks].map((block) => block.key))];
  const cycles = keys.flatMap((key): ScheduleChange[] => {
    const [was, now] = [before.blocks.find((block) => block.key === key), after.blocks.find((block) => block.key === key)];
    return isSameRecord(was, now)
      ? []
      : [{ kind: 'cycle-changed', name: key, before: blockText(was, oldWords), after: blockText(now, nextWords) }];
  });
  const parts = (['epochs', 'arms'] as const).flatMap((of): ScheduleChange[] => {
    const [was, now] = [before[of], after[of]].map((list) => list.map((part) => part.name).join(', '));
    return was === now ? [] : [{ kind: 'part-changed', name: of, before: was ?? '', after: now ?? '' }];
  });
  const counting =
    String(before.firstDay) === String(after.firstDay) ? [] : [{ before: String(before.firstDay), after: String(after.firstDay) }];
  return [...counting.map((texts): ScheduleChange => ({ kind: 'counting-changed', name: '', ...texts })), ...parts, ...cycles];
}

/** Every change from one version to the other: visits first, then what is done at them, then the frame. Visits and activities are matched by key. */
export function scheduleDifference(before: PlannedSchedule, after: PlannedSchedule): readonly ScheduleChange[] {
  const [old, next] = [settledSchedule(before), settledSchedule(after)];
  return [...visitChanges(old, next), ...activityChanges(old, next), ...markChanges(old, next), ...frameChanges(old, next)];
}
