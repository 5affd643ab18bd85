// Projects a schedule onto a subject: every visit with its window, what is provisional, and what needs re-booking.
import { type Temporal, daysBetween } from '#lib';
import type { AnchorDate, Unresolved } from './anchor.ts';
import type { AnchorLimit } from './backward.ts';
import { type VisitState, isDone, isOpen } from './lifecycle.ts';
import { type KnownVisit, actualDate, blockOf, lastCycleBegun, occurrenceKey } from './occurrence.ts';
import { type Placer, type SubjectCourse, isInArm, placer } from './placing.ts';
import { requireSchedule } from '#studies/rules';
import type { RepeatingBlock, VisitDefinition } from '#studies/rules';
import { studyDay } from './study-day.ts';
import { type VisitWindow, offsetDays, outByDays } from './window.ts';

/** `cyclesAhead` says how many cycles of an open-ended block to show beyond the last one begun (default 1). */
export interface ProjectScheduleInput extends SubjectCourse {
  readonly cyclesAhead?: number;
}

/** One visit as it stands today. Dates are civil dates of the site. */
export interface ProjectedVisit {
  readonly visitKey: string;
  readonly cycle: number;
  readonly state: VisitState;
  readonly target: Temporal.PlainDate | null;
  readonly targetRange: VisitWindow['targetRange'] | null;
  readonly earliest: Temporal.PlainDate | null;
  readonly latest: Temporal.PlainDate | null;
  readonly optimal: VisitWindow['optimal'];
  /** Dates a backward visit leaves to this one ("randomise by"). */
  readonly limit: AnchorLimit | null;
  readonly anchorDate: Temporal.PlainDate | null;
  readonly anchorBasis: AnchorDate['basis'] | null;
  readonly provisional: boolean;
  readonly bookedOn: Temporal.PlainDate | null;
  readonly actualOn: Temporal.PlainDate | null;
  /** Study day of the actual, else booked, else target date; null before Day 1 is known. */
  readonly studyDay: number | null;
  /** Nominal distance from the anchor in days, fractions kept, for putting visits of one anchor in order. */
  readonly offsetDays: number;
  /** Days the actual date lies outside the window; null while either is unknown. */
  readonly outByDays: number | null;
  readonly rebookNeeded: boolean;
  readonly unresolved: Unresolved | null;
}

function cyclesOf(block: RepeatingBlock | null, input: ProjectScheduleInput): number[] {
  if (block === null) return [1];
  const begun = lastCycleBegun(block, input.occurrences);
  const hasStopped = block.stopsAt !== undefined && input.milestones?.[block.stopsAt] !== undefined;
  const last = hasStopped ? begun : Math.min(Math.max(1, begun + (input.cyclesAhead ?? 1)), block.maxCycles ?? Infinity);
  return Array.from({ length: last }, (_, index) => index + 1);
}

/** Visits in the order of the schedule, blocks unrolled cycle by cycle; then what is on record but no longer planned. */
function plan(input: ProjectScheduleInput): { visitKey: string; cycle: number; definition: VisitDefinition | null }[] {
  const { schedule, arm, occurrences } = input;
  const onRecord = new Map(occurrences.map((visit) => [occurrenceKey(visit.visitKey, visit.cycle ?? 1), visit]));
  const unrolled = new Set<string>();
  const planned = schedule.visits.flatMap((visit) => {
    const block = blockOf(schedule, visit.key);
    if (block && unrolled.has(block.key)) return [];
    if (block) unrolled.add(block.key);
    const together = block ? schedule.visits.filter((other) => block.visitKeys.includes(other.key)) : [visit];
    return cyclesOf(block, input).flatMap((cycle) => together.map((definition) => ({ visitKey: definition.key, cycle, definition })));
  });
  const wanted = planned.filter(
    ({ definition, visitKey, cycle }) => isInArm(definition, arm) || onRecord.has(occurrenceKey(visitKey, cycle)),
  );
  const covered = new Set(wanted.map(({ visitKey, cycle }) => occurrenceKey(visitKey, cycle)));
  const definitions = new Map(schedule.visits.map((visit) => [visit.key, visit]));
  const left = occurrences
    .filter((visit) => !covered.has(occurrenceKey(visit.visitKey, visit.cycle ?? 1)))
    .map((visit) => ({ visitKey: visit.visitKey, cycle: visit.cycle ?? 1, definition: definitions.get(visit.visitKey) ?? null }));
  return [...wanted, ...left];
}

/** Day 1 of the subject: the date of the reference visit, else first dose, else randomisation. */
function dayOne(input: SubjectCourse, { dateOf }: Placer): Temporal.PlainDate | null {
  const reference = input.schedule.visits.find((visit) => visit.timing === null && isInArm(visit, input.arm));
  const date = reference ? dateOf(reference.key, 1) : null;
  if (date && typeof date !== 'string') return date.on;
  return input.milestones?.['first-dose'] ?? input.milestones?.randomised ?? null;
}

function projectVisit(
  known: KnownVisit | undefined,
  slot: { visitKey: string; cycle: number; definition: VisitDefinition | null },
  { place }: Placer,
  firstDay: Temporal.PlainDate | null,
): ProjectedVisit {
  const placing = place(slot.visitKey, slot.cycle);
  const state = known?.state ?? 'planned';
  const kept = isDone(state) ? (known?.window ?? null) : null;
  const window = kept ?? placing.window;
  const { limit, anchor } = placing;
  const [earliest, latest] = [window?.earliest ?? limit?.earliest ?? null, window?.latest ?? limit?.latest ?? null];
  const actualOn = actualDate(known);
  const bookedOn = known?.bookedOn ?? null;
  const shown = actualOn ?? bookedOn ?? window?.target ?? null;
  const outBy = (on: Temporal.PlainDate | null) => (on && earliest && latest ? outByDays(on, earliest, latest) : null);
  return {
    visitKey: slot.visitKey,
    cycle: slot.cycle,
    state,
    target: window?.target ?? null,
    targetRange: window?.targetRange ?? null,
    earliest,
    latest,
    optimal: window?.optimal ?? null,
    limit,
    anchorDate: anchor?.on ?? null,
    anchorBasis: anchor?.basis ?? null,
    provisional: !isDone(state) && (anchor?.provisional ?? limit?.provisional ?? false),
    bookedOn,
    actualOn,
    studyDay: shown && firstDay ? studyDay(shown, firstDay) : null,
    offsetDays: slot.definition?.timing ? offsetDays(slot.definition.timing.offset) : 0,
    outByDays: outBy(actualOn),
    rebookNeeded: isOpen(state) && (outBy(bookedOn) ?? 0) !== 0,
    unresolved: kept ? null : placing.unresolved,
  };
}

/** Whether a visit of a block would fall after the milestone that ended the block. */
function isPastStop(visit: ProjectedVisit, { schedule, milestones }: ProjectScheduleInput): boolean {
  const stop = blockOf(schedule, visit.visitKey)?.stopsAt;
  const stoppedOn = stop && milestones?.[stop];
  return stoppedOn !== undefined && visit.earliest !== null && daysBetween(stoppedOn, visit.earliest) > 0;
}

/**
 * Every visit of a subject's schedule with its window, following BR-01 to BR-03.
 * Completed visits keep the window they were completed with; everything else follows its anchor.
 *
 * @throws DomainError naming the visits when the schedule refers to itself in a circle or to visits it does not have
 */
export function projectSchedule(input: ProjectScheduleInput): ProjectedVisit[] {
  requireSchedule(input.schedule);
  const placing = placer(input);
  const firstDay = dayOne(input, placing);
  return plan(input)
    .map((slot) => projectVisit(placing.known(slot.visitKey, slot.cycle), slot, placing, firstDay))
    .filter((visit) => placing.known(visit.visitKey, visit.cycle) !== undefined || !isPastStop(visit, input));
}
