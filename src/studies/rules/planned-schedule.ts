// A whole schedule version as it is planned: timed visits with their epoch and timeline, activities with groups, arms, decisions left to people.
import type { Milestone } from './milestone.ts';
import type { FirstDay, Modality, RepeatingBlock, Schedule, TimingRule, VisitDefinition } from './schedule.ts';

/** An epoch or an arm; visits refer to it by `key`. */
export interface NamedPart {
  readonly key: string;
  readonly name: string;
}

/** A procedure of the schedule, in the order of the grid. */
export interface ActivityDefinition {
  readonly key: string;
  readonly name: string;
  readonly group?: string | null;
}

/** A visit with what the grid shows of it. Visits outside the main timeline happen on an event and are never projected. */
export interface PlannedVisit extends VisitDefinition {
  readonly epoch?: string | null;
  readonly timeline?: string;
  readonly isMain?: boolean;
}

/** A point at which the protocol lets a person decide what follows; `loops` when one way leads back (a cycle without a stated length). */
export interface OpenDecision {
  readonly key: string;
  readonly timeline: string;
  readonly branches: readonly { readonly condition: string; readonly target: string | null }[];
  readonly otherwise: string | null;
  readonly loops: boolean;
}

/** What a schedule version keeps. `visits` holds every timeline; a plain `Schedule` is one too. */
export interface PlannedSchedule extends Schedule {
  readonly visits: readonly PlannedVisit[];
  readonly epochs?: readonly NamedPart[];
  readonly arms?: readonly NamedPart[];
  readonly decisions?: readonly OpenDecision[];
  readonly activities?: readonly ActivityDefinition[];
}

export const MAIN_TIMELINE = 'Main';

/** The part that times visits: the main timeline only. */
export function timedSchedule(planned: PlannedSchedule): Schedule {
  return {
    visits: planned.visits.filter((visit) => visit.isMain !== false),
    ...(planned.blocks ? { blocks: planned.blocks } : {}),
    ...(planned.firstDay === undefined ? {} : { firstDay: planned.firstDay }),
  };
}

/** Every activity once: those the schedule lists, then those only its visits name, in the order in which they come up. */
export function allActivities(planned: PlannedSchedule): ActivityDefinition[] {
  const known = new Map((planned.activities ?? []).map((activity) => [activity.key, activity]));
  for (const visit of planned.visits) {
    for (const activity of visit.activities ?? [])
      if (!known.has(activity.key)) known.set(activity.key, { key: activity.key, name: activity.name });
  }
  return [...known.values()];
}

/** A visit with everything said: what a schedule leaves out stands here as it is kept. */
export interface SettledVisit {
  readonly key: string;
  readonly name: string;
  readonly timing: TimingRule | null;
  readonly carries: readonly Milestone[];
  readonly arms: readonly string[] | null;
  readonly modalities: readonly Modality[];
  readonly epoch: string | null;
  readonly timeline: string;
  readonly isMain: boolean;
  readonly activities: readonly { readonly key: string; readonly validDays: number | null }[];
}

/** A schedule version with everything said, so that two of them are the same exactly when their records are. */
export interface SettledSchedule {
  readonly firstDay: FirstDay;
  readonly visits: readonly SettledVisit[];
  readonly blocks: readonly RepeatingBlock[];
  readonly epochs: readonly NamedPart[];
  readonly arms: readonly NamedPart[];
  readonly decisions: readonly OpenDecision[];
  readonly activities: readonly { readonly key: string; readonly name: string; readonly group: string | null }[];
}

/** A timing with the direction of its duration said. */
export function settledTiming(timing: TimingRule | null): TimingRule | null {
  if (timing?.offset.kind !== 'duration') return timing;
  return { ...timing, offset: { ...timing.offset, direction: timing.offset.direction ?? 'after' } };
}

/** The schedule as the record keeps it: defaults written out, a visit's activities in the order of the grid. */
export function settledSchedule(planned: PlannedSchedule): SettledSchedule {
  const activities = allActivities(planned).map(({ key, name, group }) => ({ key, name, group: group ?? null }));
  const places = new Map(activities.map((activity, at) => [activity.key, at]));
  const placeOf = ({ key }: { readonly key: string }) => places.get(key) ?? 0;
  return {
    firstDay: planned.firstDay ?? 0,
    visits: planned.visits.map((visit) => ({
      key: visit.key,
      name: visit.name,
      timing: settledTiming(visit.timing),
      carries: visit.carries ?? [],
      arms: visit.arms ?? null,
      modalities: visit.modalities ?? ['on-site'],
      epoch: visit.epoch ?? null,
      timeline: visit.timeline ?? MAIN_TIMELINE,
      isMain: visit.isMain !== false,
      activities: (visit.activities ?? [])
        .map(({ key, validDays }) => ({ key, validDays: validDays ?? null }))
        .sort((a, b) => placeOf(a) - placeOf(b)),
    })),
    blocks: planned.blocks ?? [],
    epochs: planned.epochs ?? [],
    arms: planned.arms ?? [],
    decisions: planned.decisions ?? [],
    activities,
  };
}

/** Whether two records say the same, whatever the order of their keys. */
export function isSameRecord(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const said = (record: object) => Object.entries(record).filter(([, value]) => value !== undefined);
  const [left, right] = [said(a), new Map<string, unknown>(said(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSameRecord(value, right.get(key)));
}
