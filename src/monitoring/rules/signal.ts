// Life cycle of a signal: somebody takes it, says what it was, and closes it with an outcome.
import { type Outcome, ok, refuse } from '#lib';

export const signalStates = ['new', 'being-looked-at', 'explained', 'acted-on', 'closed'] as const;
export type SignalState = (typeof signalStates)[number];
export const signalOutcomes = ['problem-confirmed', 'known-reason', 'false-alarm'] as const;
export type SignalOutcome = (typeof signalOutcomes)[number];
export type Direction = 'high' | 'low';
/** A signal is opened where a place passes a limit, or where its own rate drifts between looks. */
export const signalFinders = ['limit', 'drift'] as const;
export type FoundBy = (typeof signalFinders)[number];

/** From `new` it is first taken; whoever takes it becomes its owner. A closed one stays closed: what comes again is a new signal. */
export const signalTransitions: Readonly<Record<SignalState, readonly SignalState[]>> = {
  new: ['being-looked-at'],
  'being-looked-at': ['being-looked-at', 'explained', 'acted-on'],
  explained: ['being-looked-at', 'acted-on', 'closed'],
  'acted-on': ['being-looked-at', 'closed'],
  closed: [],
};

export interface SignalRecord {
  readonly state: SignalState;
  readonly ownerId: string | null;
  readonly outcome: SignalOutcome | null;
  readonly comment: string | null;
}

export interface SignalStep {
  readonly to: SignalState;
  readonly comment?: string;
  readonly outcome?: SignalOutcome;
}

export type SignalRefusal = 'transition-not-allowed' | 'already-yours' | 'comment-missing' | 'outcome-missing';

/**
 * The signal after the step of `actorId`, or why it cannot be taken. Taking it makes the actor its owner; what it was and what was done
 * needs a sentence, the close an outcome. The last sentence stands with the signal; earlier ones stand in its history.
 */
export function decideSignal(signal: SignalRecord, step: SignalStep, actorId: string): Outcome<SignalRecord, SignalRefusal> {
  const { to } = step;
  if (!signalTransitions[signal.state].includes(to)) return refuse('transition-not-allowed', { from: signal.state, to });
  const isTaken = to === 'being-looked-at';
  if (isTaken && signal.state === 'being-looked-at' && signal.ownerId === actorId) return refuse('already-yours', {});
  const comment = step.comment?.trim() || null;
  if ((to === 'explained' || to === 'acted-on') && comment === null) return refuse('comment-missing', { to });
  if (to === 'closed' && step.outcome === undefined) return refuse('outcome-missing', {});
  return ok({
    state: to,
    ownerId: isTaken ? actorId : signal.ownerId,
    outcome: to === 'closed' ? (step.outcome ?? null) : null,
    comment: comment ?? signal.comment,
  });
}
