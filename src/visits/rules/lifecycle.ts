// Life cycle of a subject visit: which state may follow which, going forward and when a record is corrected.
import { type Outcome, ok, refuse } from '#lib';

export const visitStates = [
  'planned',
  'booked',
  'confirmed',
  'arrived',
  'in-progress',
  'completed',
  'partially-completed',
  'missed',
  'cancelled',
  'not-applicable',
] as const;

export type VisitState = (typeof visitStates)[number];

const done: readonly VisitState[] = ['completed', 'partially-completed'];
const skipped: readonly VisitState[] = ['missed', 'cancelled', 'not-applicable'];

/** Allowed next states. A visit may be recorded after the fact, so every open state leads to completion. */
export const visitTransitions: Readonly<Record<VisitState, readonly VisitState[]>> = {
  planned: ['booked', 'arrived', ...done, ...skipped],
  booked: ['planned', 'confirmed', 'arrived', ...done, ...skipped],
  confirmed: ['planned', 'booked', 'arrived', ...done, ...skipped],
  arrived: ['in-progress', ...done, 'cancelled'],
  'in-progress': [...done, 'cancelled'],
  completed: [],
  'partially-completed': [],
  missed: [],
  cancelled: [],
  'not-applicable': [],
};

/** Where a correction leads, always with a reason: a visit that took place re-opens, one that was written off is planned again. */
export const visitCorrections: Readonly<Partial<Record<VisitState, VisitState>>> = {
  completed: 'in-progress',
  'partially-completed': 'in-progress',
  missed: 'planned',
  cancelled: 'planned',
  'not-applicable': 'planned',
};

/** Whether the visit took place. */
export function isDone(state: VisitState): boolean {
  return done.includes(state);
}

/** Whether the visit will not take place. */
export function isSkipped(state: VisitState): boolean {
  return skipped.includes(state);
}

/** Whether the visit still lies ahead or is under way. */
export function isOpen(state: VisitState): boolean {
  return !isDone(state) && !isSkipped(state);
}

/** The next state, or a refusal naming both states. */
export function decideVisitState(from: VisitState, to: VisitState): Outcome<VisitState, 'transition-not-allowed'> {
  return visitTransitions[from].includes(to) ? ok(to) : refuse('transition-not-allowed', { from, to });
}

/** What re-opening a visit leads to; `correction` counts the times the record was re-opened. */
export function decideReopen(
  visit: { readonly state: VisitState; readonly correction: number },
  command: { readonly reason: string },
): Outcome<{ state: VisitState; correction: number; reason: string }, 'not-closed' | 'reason-missing'> {
  const state = visitCorrections[visit.state];
  if (state === undefined) return refuse('not-closed', { state: visit.state });
  const reason = command.reason.trim();
  if (reason === '') return refuse('reason-missing', {});
  return ok({ state, correction: visit.correction + 1, reason });
}
