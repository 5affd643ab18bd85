// What is known so far about a subject's visits: booked, done or skipped; the input of every projection.
import type { Temporal } from '#lib';
import { type VisitState, isDone, isSkipped } from './lifecycle.ts';
import type { RepeatingBlock, Schedule } from '#studies/rules';
import type { VisitWindow } from './window.ts';

/** The key of every visit that no schedule plans; `repeatNo` tells them apart. */
export const UNSCHEDULED = 'unscheduled';

/** One visit of a subject. `cycle` counts from 1 (visits outside a block are cycle 1). */
export interface KnownVisit {
  readonly visitKey: string;
  readonly cycle?: number;
  readonly state: VisitState;
  readonly bookedOn?: Temporal.PlainDate | null;
  readonly actualOn?: Temporal.PlainDate | null;
  /** The window as it was when the visit was completed; kept whatever happens to its anchor later (BR-03, BR-04). */
  readonly window?: VisitWindow | null;
  readonly proceduresOn?: Readonly<Record<string, Temporal.PlainDate>>;
}

/** A visit of a cycle as one text, for maps. */
export function occurrenceKey(visitKey: string, cycle: number): string {
  return `${visitKey}#${cycle}`;
}

/** The date a visit took place, once it did. */
export function actualDate(visit: KnownVisit | undefined): Temporal.PlainDate | null {
  return visit && isDone(visit.state) ? (visit.actualOn ?? null) : null;
}

/** The last cycle of a block that was done, booked or passed over; 0 before the first. A cycle that was missed does not hold up the next. */
export function lastCycleBegun(block: RepeatingBlock, visits: readonly KnownVisit[]): number {
  return visits
    .filter((visit) => block.visitKeys.includes(visit.visitKey) && (actualDate(visit) ?? visit.bookedOn ?? isSkipped(visit.state)))
    .reduce((last, visit) => Math.max(last, visit.cycle ?? 1), 0);
}

/** The block a visit repeats in, if any. */
export function blockOf(schedule: Schedule, visitKey: string): RepeatingBlock | null {
  return schedule.blocks?.find((block) => block.visitKeys.includes(visitKey)) ?? null;
}
