// Places one visit of one subject in time, following its chain of anchors; answers are remembered per projection.
import type { Temporal } from '#lib';
import type { MilestoneDates } from '#studies/rules';
import { type AnchorDate, type Placing, type Unresolved, anchorDateOf } from './anchor.ts';
import { type AnchorLimit, anchorLimit, isBackward, tightestLimit } from './backward.ts';
import { isOpen } from './lifecycle.ts';
import { type KnownVisit, actualDate, blockOf, lastCycleBegun, occurrenceKey } from './occurrence.ts';
import { type AnchorRule, type RepeatingBlock, type Schedule, type TimingRule, type VisitDefinition, carrierOf } from '#studies/rules';
import { visitWindow } from './window.ts';

/** Everything a projection looks at. `arm` is null until the subject is randomised. */
export interface SubjectCourse {
  readonly schedule: Schedule;
  readonly occurrences: readonly KnownVisit[];
  readonly milestones?: MilestoneDates;
  readonly consentedOn?: Temporal.PlainDate | null;
  readonly arm?: string | null;
}

/** Answers where a visit lies and which date others count from. */
export interface Placer {
  readonly place: (visitKey: string, cycle: number) => Placing;
  readonly dateOf: (visitKey: string, cycle: number) => AnchorDate | Unresolved;
  readonly known: (visitKey: string, cycle: number) => KnownVisit | undefined;
}

const openingMilestones: readonly string[] = ['randomised', 'first-dose'];

/** Whether the visit belongs to the subject's arm; visits of no particular arm belong to all. */
export function isInArm(visit: VisitDefinition, arm: string | null | undefined): boolean {
  return visit.arms === undefined || (arm !== null && arm !== undefined && visit.arms.includes(arm));
}

/** The timing of a visit in a cycle: the lead visit of a later cycle counts from the lead of the one before. */
function timingIn(block: RepeatingBlock | null, visit: VisitDefinition, cycle: number): TimingRule | null {
  if (block === null || cycle === 1 || visit.key !== block.leadKey) return visit.timing;
  return {
    anchor: { kind: 'visit', visitKey: visit.key },
    offset: { kind: 'duration', amount: block.lengthDays, unit: 'day' },
    windowBeforeDays: block.windowBeforeDays ?? visit.timing?.windowBeforeDays ?? 0,
    windowAfterDays: block.windowAfterDays ?? visit.timing?.windowAfterDays ?? 0,
    ...(visit.timing?.optimal ? { optimal: visit.timing.optimal } : {}),
  };
}

/** Only distances from the day that opens the study-day count are day numbers; all others are elapsed time. */
function countsDayOne(schedule: Schedule, anchor: AnchorRule): boolean {
  if (schedule.firstDay !== 1) return false;
  if (anchor.kind === 'visit') return schedule.visits.some((visit) => visit.key === anchor.visitKey && visit.timing === null);
  return anchor.kind === 'milestone' && openingMilestones.includes(anchor.milestone);
}

/** Limits that backward visits set on their anchor: final once they happened, provisional while only booked. */
function limitOn(course: SubjectCourse, visitKey: string, known: Placer['known']): AnchorLimit | null {
  const limits = course.schedule.visits.flatMap((visit) => {
    const { timing } = visit;
    if (!isBackward(timing) || timing.anchor.kind !== 'visit' || timing.anchor.visitKey !== visitKey) return [];
    const occurrence = known(visit.key, 1);
    const actual = actualDate(occurrence);
    const on = actual ?? (occurrence && isOpen(occurrence.state) ? occurrence.bookedOn : null);
    return on ? [anchorLimit({ ...visit, timing }, on, occurrence?.proceduresOn, actual === null)] : [];
  });
  return tightestLimit(limits);
}

/** Inside a block anchors stay in the cycle, a lead visit looks one back; from outside the last cycle begun counts. */
function cycleOfAnchor(course: SubjectCourse, placing: VisitDefinition, cycle: number, anchorKey: string): number {
  const block = blockOf(course.schedule, anchorKey);
  if (block === null) return 1;
  if (!block.visitKeys.includes(placing.key)) return Math.max(1, lastCycleBegun(block, course.occurrences));
  return placing.key === anchorKey ? cycle - 1 : cycle;
}

/** Follows anchors for one subject. The schedule must have passed `requireSchedule`: references then end. */
export function placer(course: SubjectCourse): Placer {
  const { schedule } = course;
  const visits = new Map(schedule.visits.map((visit) => [visit.key, visit]));
  const occurrences = new Map(course.occurrences.map((visit) => [occurrenceKey(visit.visitKey, visit.cycle ?? 1), visit]));
  const placed = new Map<string, Placing>();
  const known = (visitKey: string, cycle: number) => occurrences.get(occurrenceKey(visitKey, cycle));
  const dateOf = (visitKey: string, cycle: number) => anchorDateOf(known(visitKey, cycle), () => place(visitKey, cycle));

  function anchorFor(rule: AnchorRule, placing: VisitDefinition, cycle: number): AnchorDate | Unresolved {
    if (rule.kind === 'consent')
      return course.consentedOn ? { on: course.consentedOn, provisional: false, basis: 'consent' } : 'consent-missing';
    const reached = rule.kind === 'milestone' ? course.milestones?.[rule.milestone] : undefined;
    if (reached) return { on: reached, provisional: false, basis: 'milestone' };
    const key = rule.kind === 'visit' ? rule.visitKey : carrierOf(rule, schedule.visits);
    const anchor = key === null ? undefined : visits.get(key);
    if (!anchor) return 'milestone-not-reached';
    if (!isInArm(anchor, course.arm)) return 'anchor-not-in-arm';
    const date = dateOf(anchor.key, cycleOfAnchor(course, placing, cycle, anchor.key));
    return rule.kind === 'milestone' && typeof date !== 'string' ? { ...date, provisional: true } : date;
  }

  function compute(visit: VisitDefinition, cycle: number): Placing {
    const limit = cycle === 1 ? limitOn(course, visit.key, known) : null;
    const timing = timingIn(blockOf(schedule, visit.key), visit, cycle);
    if (timing === null) return { window: null, limit, anchor: null, unresolved: limit ? null : 'date-to-be-chosen' };
    const anchor = anchorFor(timing.anchor, visit, cycle);
    if (typeof anchor === 'string') return { window: null, limit, anchor: null, unresolved: anchor };
    // A limit comes from the backward visits themselves: counting them from it would be a circle.
    if (anchor.basis === 'limit' && isBackward(timing)) return { window: null, limit, anchor: null, unresolved: 'anchor-undated' };
    const isChained = cycle > 1 && timing !== visit.timing;
    return { window: visitWindow(timing, anchor.on, !isChained && countsDayOne(schedule, timing.anchor)), limit, anchor, unresolved: null };
  }

  function place(visitKey: string, cycle: number): Placing {
    const key = occurrenceKey(visitKey, cycle);
    const before = placed.get(key);
    if (before) return before;
    const visit = visits.get(visitKey);
    const placing = visit ? compute(visit, cycle) : { window: null, limit: null, anchor: null, unresolved: 'not-in-schedule' as const };
    placed.set(key, placing);
    return placing;
  }

  return { place, dateOf, known };
}
