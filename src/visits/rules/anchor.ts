// Anchors (BR-03): which date a visit is counted from, and whether that date may still move.
import type { Temporal } from '#lib';
import { isDone, isSkipped } from './lifecycle.ts';
import { type KnownVisit, actualDate } from './occurrence.ts';
import { type AnchorLimit } from './backward.ts';
import { type VisitWindow, idealDate } from './window.ts';

/** Why a visit has no window yet. */
export type Unresolved =
  | 'anchor-undated'
  | 'anchor-not-in-arm'
  | 'milestone-not-reached'
  | 'consent-missing'
  | 'date-to-be-chosen'
  | 'not-in-schedule';

/** What a date rests on. `limit` is the last date a backward window leaves to a visit whose date is chosen. */
export type DateBasis = 'actual' | 'milestone' | 'consent' | 'booked' | 'ideal' | 'target' | 'limit';

/** A date to count from; provisional while it may still move. */
export interface AnchorDate {
  readonly on: Temporal.PlainDate;
  readonly provisional: boolean;
  readonly basis: DateBasis;
}

/** A visit's place in time, before anybody looks at bookings. */
export interface Placing {
  readonly window: VisitWindow | null;
  readonly limit: AnchorLimit | null;
  readonly anchor: AnchorDate | null;
  readonly unresolved: Unresolved | null;
}

/**
 * The date other visits count from (BR-03): the actual date; if the visit was skipped its ideal date;
 * else the booked date; else the target. Only an actual date is final.
 * A range has no single ideal day: its last day stands in, as does the last day a backward window leaves.
 */
export function anchorDateOf(visit: KnownVisit | undefined, placing: () => Placing): AnchorDate | Unresolved {
  const actual = actualDate(visit);
  if (actual) return { on: actual, provisional: false, basis: 'actual' };
  const isOff = visit !== undefined && isSkipped(visit.state);
  if (visit?.bookedOn && !isOff && !isDone(visit.state)) return { on: visit.bookedOn, provisional: true, basis: 'booked' };
  const { window, anchor, limit, unresolved } = placing();
  if (window) return { on: idealDate(window), provisional: !isOff || (anchor?.provisional ?? true), basis: isOff ? 'ideal' : 'target' };
  if (limit) return { on: limit.latest, provisional: true, basis: 'limit' };
  return unresolved === null || unresolved === 'date-to-be-chosen' ? 'anchor-undated' : unresolved;
}
