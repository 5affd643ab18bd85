// A whole schedule version as it is planned: timed visits with their epoch and timeline, activities with groups, arms, decisions left to people.
import type { Schedule, VisitDefinition } from './schedule.ts';

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
