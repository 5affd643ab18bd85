// The shape of a schedule as planning many subjects needs it: each visit's distance from its anchor, in whole days.
import { addDays, civilDate, daysBetween } from '#lib';
import type { Modality, Schedule, VisitDefinition } from '#studies/rules';
import { carrierOf } from '#studies/rules';
import { type ProjectedVisit, blockOf, projectSchedule } from '#visits/rules';

/** One visit of a course. */
export interface Slot {
  readonly visitKey: string;
  readonly cycle: number;
  /** The slot it is timed from, the consent, or the progression that shows at a visit; null marks the reference visit, Day 1. */
  readonly anchor: { readonly visitKey: string; readonly cycle: number } | { readonly progressionAt: string } | 'consent' | null;
  /** Days from the anchor to the target, and the permitted days around it; a range has its middle as target. */
  readonly afterAnchor: number;
  readonly before: number;
  readonly after: number;
  /** Days from Day 1 in an ideal course; orders the slots. */
  readonly ideal: number;
  readonly modalities: readonly Modality[];
  readonly activities: readonly string[];
  /** Arms whose subjects have the visit; empty: all. */
  readonly arms: readonly string[];
  readonly endsTreatment: boolean;
}

const DAY_ONE = civilDate('2024-01-08');
const LONGEST_SCREENING_DAYS = 60;

/**
 * Unrolls a schedule with `cycles` cycles of each open block, in the order of an ideal course.
 *
 * @param arm the arm to follow; visits of other arms are left out
 */
export function shapeOf(schedule: Schedule, cycles: number, arm: string | null = null): Slot[] {
  const reference = schedule.visits.find(
    (visit) => visit.timing === null && (!visit.arms?.length || (arm !== null && visit.arms.includes(arm))),
  );
  const projected = projectSchedule({
    schedule,
    arm,
    milestones: { consented: addDays(DAY_ONE, -LONGEST_SCREENING_DAYS) },
    occurrences: reference ? [{ visitKey: reference.key, state: 'completed', actualOn: DAY_ONE }] : [],
    cyclesAhead: cycles,
  });
  const definitions = new Map(schedule.visits.map((visit) => [visit.key, visit]));
  return projected
    .flatMap((visit) => {
      const definition = definitions.get(visit.visitKey);
      const slot = definition ? slotOf(schedule, definition, visit) : null;
      return slot ? [slot] : [];
    })
    .sort((a, b) => a.ideal - b.ideal);
}

function slotOf(schedule: Schedule, definition: VisitDefinition, visit: ProjectedVisit): Slot | null {
  const { visitKey, cycle, anchorDate, earliest, latest } = visit;
  const fixed = {
    visitKey,
    cycle,
    modalities: definition.modalities ?? [],
    activities: (definition.activities ?? []).map(({ key }) => key),
    arms: definition.arms ?? [],
    endsTreatment: definition.carries?.includes('last-dose') ?? false,
  };
  if (definition.timing === null && cycle === 1) return { ...fixed, anchor: null, afterAnchor: 0, before: 0, after: 0, ideal: 0 };
  const anchor = anchorOf(schedule, definition, cycle);
  if (anchor === null || anchorDate === null || earliest === null || latest === null) return null;
  const target = visit.target ?? addDays(earliest, Math.floor(daysBetween(earliest, latest) / 2));
  return {
    ...fixed,
    anchor,
    afterAnchor: daysBetween(anchorDate, target),
    before: daysBetween(earliest, target),
    after: daysBetween(target, latest),
    ideal: daysBetween(DAY_ONE, target),
  };
}

function anchorOf(schedule: Schedule, definition: VisitDefinition, cycle: number): Slot['anchor'] {
  const block = blockOf(schedule, definition.key);
  if (block?.leadKey === definition.key && cycle > 1) return { visitKey: definition.key, cycle: cycle - 1 };
  const { timing } = definition;
  if (timing === null) return null;
  if (timing.anchor.kind === 'consent') return 'consent';
  const visitKey = timing.anchor.kind === 'visit' ? timing.anchor.visitKey : carrierOf(timing.anchor, schedule.visits);
  if (visitKey === null) return null;
  if (timing.anchor.kind === 'milestone' && timing.anchor.milestone === 'progression') return { progressionAt: visitKey };
  return { visitKey, cycle: block?.visitKeys.includes(visitKey) ? cycle : 1 };
}
