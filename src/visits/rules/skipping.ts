// Writing a visit off: when a visit counts as missed, and what cancelling one needs.
import { type Outcome, type Temporal, daysBetween, ok, refuse } from '#lib';
import { type VisitState, decideVisitState } from './lifecycle.ts';

/** How a visit ends that does not take place: the participant's day passed by, or the site took it off. */
export type SkippedState = 'missed' | 'cancelled';

/** The visit as it stands. Dates are civil dates of the site. */
export interface VisitToSkip {
  readonly state: VisitState;
  readonly earliest: Temporal.PlainDate | null;
  readonly latest: Temporal.PlainDate | null;
  readonly bookedFor: Temporal.PlainDate | null;
}

/** Why. `reasonCode` comes from the closed list; `other` needs words. */
export interface SkipCommand {
  readonly to: SkippedState;
  readonly reasonCode: string;
  readonly reason?: string | null;
}

export interface SkippedVisit {
  readonly state: SkippedState;
  /** The day since which the visit is off. */
  readonly on: Temporal.PlainDate;
  readonly reasonCode: string;
  readonly reason: string | null;
}

const hasCome = (day: Temporal.PlainDate | null, today: Temporal.PlainDate): day is Temporal.PlainDate =>
  day !== null && daysBetween(day, today) >= 0;

// The window's last day once it has passed, else the day it was booked for, else today inside the open window; null before any of them.
function missedOn(visit: VisitToSkip, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (visit.latest && daysBetween(visit.latest, today) > 0) return visit.latest;
  if (hasCome(visit.bookedFor, today)) return visit.bookedFor;
  return hasCome(visit.earliest, today) ? today : null;
}

/**
 * Whether a visit may be written off. Missed is only what could have taken place: its window has opened or its booked day has come;
 * what lies ahead is cancelled. Later visits then count from its ideal date (BR-03).
 *
 * @param today the civil date at the site
 */
export function decideSkip(
  visit: VisitToSkip,
  command: SkipCommand,
  { today }: { readonly today: Temporal.PlainDate },
): Outcome<SkippedVisit, 'transition-not-allowed' | 'not-yet-missed' | 'reason-text-missing'> {
  const next = decideVisitState(visit.state, command.to);
  if (!next.ok) return next;
  const reason = command.reason?.trim() || null;
  if (command.reasonCode === 'other' && reason === null) return refuse('reason-text-missing', { reasonCode: 'other' });
  const on = command.to === 'missed' ? missedOn(visit, today) : today;
  if (on === null) return refuse('not-yet-missed', { earliest: visit.earliest?.toString() ?? null, today: today.toString() });
  return ok({ state: command.to, on, reasonCode: command.reasonCode, reason });
}

/** Whether the visit could be marked missed today, whatever the reason. */
export function canBeMissed(visit: VisitToSkip, today: Temporal.PlainDate): boolean {
  return decideSkip(visit, { to: 'missed', reasonCode: 'any' }, { today }).ok;
}
