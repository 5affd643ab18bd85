// Life cycle of a protocol deviation: nothing is closed before it was assessed, reported where due, and explained where important.
import { type Outcome, ok, refuse } from '#lib';

export const deviationStates = [
  'detected',
  'raised',
  'assessed',
  'reporting-due',
  'reported',
  'root-cause-found',
  'closed',
  'voided',
] as const;

export type DeviationState = (typeof deviationStates)[number];

/** `detected` by a rule, `raised` by a person; `voided` when the record it rests on was corrected. */
export const deviationTransitions: Readonly<Record<DeviationState, readonly DeviationState[]>> = {
  detected: ['assessed', 'voided'],
  raised: ['assessed', 'voided'],
  assessed: ['reporting-due', 'root-cause-found', 'closed', 'voided'],
  'reporting-due': ['reported'],
  reported: ['root-cause-found', 'closed'],
  'root-cause-found': ['closed'],
  closed: [],
  voided: [],
};

export interface Deviation {
  readonly state: DeviationState;
  /** Null until assessed. */
  readonly important: boolean | null;
  readonly reportableTo: readonly string[];
  readonly rootCause: string | null;
}

export interface DeviationCommand {
  readonly to: DeviationState;
  readonly important?: boolean;
  readonly reportableTo?: readonly string[];
  readonly rootCause?: string;
  readonly reason?: string;
}

export type DeviationRefusal =
  | 'transition-not-allowed'
  | 'importance-missing'
  | 'recipients-missing'
  | 'report-still-due'
  | 'root-cause-missing'
  | 'reason-missing';

function refuseContent(deviation: Deviation, next: Deviation, command: DeviationCommand) {
  if (command.to === 'assessed' && command.important === undefined) return refuse('importance-missing', {});
  if (command.to === 'reporting-due' && next.reportableTo.length === 0) return refuse('recipients-missing', {});
  if (deviation.state === 'assessed' && command.to !== 'reporting-due' && command.to !== 'voided' && deviation.reportableTo.length > 0)
    return refuse('report-still-due', { reportableTo: deviation.reportableTo });
  const needsCause = command.to === 'root-cause-found' || (command.to === 'closed' && next.important === true);
  if (needsCause && next.rootCause === null) return refuse('root-cause-missing', { to: command.to });
  if (command.to === 'voided' && !command.reason?.trim()) return refuse('reason-missing', {});
  return null;
}

/** The deviation after the step, or why it cannot be taken. Important deviations need a root cause before they close. */
export function decideDeviation(deviation: Deviation, command: DeviationCommand): Outcome<Deviation, DeviationRefusal> {
  const from = deviation.state;
  if (!deviationTransitions[from].includes(command.to)) return refuse('transition-not-allowed', { from, to: command.to });
  const next: Deviation = {
    state: command.to,
    important: command.to === 'assessed' ? (command.important ?? null) : deviation.important,
    reportableTo: command.reportableTo ?? deviation.reportableTo,
    rootCause: command.rootCause?.trim() || deviation.rootCause,
  };
  return refuseContent(deviation, next, command) ?? ok(next);
}
