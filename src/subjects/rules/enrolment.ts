// Enrolment against its plan, and the share that failed at screening.
import { type Temporal, daysBetween } from '#lib';

/** When a study-site means to enrol, and how many. */
export interface EnrolmentPlan {
  readonly target: number | null;
  readonly from: Temporal.PlainDate | null;
  readonly to: Temporal.PlainDate | null;
}

/**
 * How many should be enrolled by the end of `today`, spread evenly over the planned days; rounded down, so that nobody is behind by a part
 * of a participant. Null where there is no target or no planned period.
 */
export function plannedToDate({ target, from, to }: EnrolmentPlan, today: Temporal.PlainDate): number | null {
  if (target === null || from === null || to === null) return null;
  const [whole, gone] = [daysBetween(from, to) + 1, daysBetween(from, today) + 1];
  if (whole <= 0) return null;
  return Math.floor((target * Math.min(Math.max(gone, 0), whole)) / whole);
}

/** Failures among those whose screening has an outcome; those still in screening count nowhere. Null while nobody has one. */
export function screenFailureShare({ failed, enrolled }: { readonly failed: number; readonly enrolled: number }): number | null {
  return failed + enrolled === 0 ? null : failed / (failed + enrolled);
}
