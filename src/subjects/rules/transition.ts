// Moving a subject to its next state: the guards, and the milestones that follow from the history of states.
import { type Outcome, type Temporal, daysBetween, ok, refuse } from '#lib';
import { type SubjectState, subjectTransitions } from './lifecycle.ts';
import type { MilestoneDates } from '#studies/rules';

/** What a person may withdraw from. Leaving only treatment is a discontinuation, not a withdrawal from the study. */
export const withdrawalScopes = ['treatment', 'procedures', 'contact', 'records', 'samples'] as const;

export type WithdrawalScope = (typeof withdrawalScopes)[number];

/** One step of a subject's history. `lastDoseOn` belongs to the steps that end treatment. */
export interface SubjectStep {
  readonly to: SubjectState;
  readonly on: Temporal.PlainDate;
  readonly reason: string | null;
  readonly withdrawnFrom: readonly WithdrawalScope[];
  readonly lastDoseOn: Temporal.PlainDate | null;
  readonly source: 'site' | 'imported';
}

export interface SubjectTransitionCommand {
  readonly to: SubjectState;
  readonly on: Temporal.PlainDate;
  readonly reason?: string | null;
  readonly withdrawnFrom?: readonly WithdrawalScope[];
  readonly lastDoseOn?: Temporal.PlainDate | null;
  readonly source?: 'site' | 'imported';
}

export type SubjectTransitionRefusal =
  | 'transition-not-allowed'
  | 'future-date'
  | 'before-previous-step'
  | 'reason-missing'
  | 'withdrawal-scope-missing'
  | 'treatment-only-is-discontinuation'
  | 'last-dose-out-of-order';

/** Guards that records taken over from elsewhere may fail, because the other side never kept the answer; no other guard yields. */
export const relaxedForImports: readonly SubjectTransitionRefusal[] = ['reason-missing', 'withdrawal-scope-missing'];

const needsReason: readonly SubjectState[] = ['screen-failure', 'withdrawn', 'treatment-discontinued', 'issued-in-error'];

function refuseDates(history: readonly SubjectStep[], command: SubjectTransitionCommand, today: Temporal.PlainDate) {
  const previous = history.at(-1);
  if (daysBetween(today, command.on) > 0) return refuse('future-date', { on: command.on.toString(), today: today.toString() });
  if (previous && daysBetween(previous.on, command.on) < 0)
    return refuse('before-previous-step', { on: command.on.toString(), previous: previous.to, previousOn: previous.on.toString() });
  if (!command.lastDoseOn) return null;
  const firstDose = milestoneDates(history)['first-dose'];
  const isInOrder =
    firstDose !== undefined && daysBetween(firstDose, command.lastDoseOn) >= 0 && daysBetween(command.lastDoseOn, command.on) >= 0;
  return isInOrder ? null : refuse('last-dose-out-of-order', { lastDoseOn: command.lastDoseOn.toString(), on: command.on.toString() });
}

function refuseContent(command: SubjectTransitionCommand) {
  const relaxed = (guard: SubjectTransitionRefusal) => command.source === 'imported' && relaxedForImports.includes(guard);
  if (needsReason.includes(command.to) && !command.reason?.trim() && !relaxed('reason-missing'))
    return refuse('reason-missing', { to: command.to });
  if (command.to !== 'withdrawn') return null;
  const scope = command.withdrawnFrom ?? [];
  if (scope.length === 0 && !relaxed('withdrawal-scope-missing')) return refuse('withdrawal-scope-missing', {});
  if (scope.length > 0 && scope.every((part) => part === 'treatment')) return refuse('treatment-only-is-discontinuation', {});
  return null;
}

/**
 * The next step of a subject, or why it cannot be taken. An empty history may only begin with consent.
 *
 * @param history steps so far, oldest first
 * @param today the civil date at the site
 */
export function decideSubjectTransition(
  history: readonly SubjectStep[],
  command: SubjectTransitionCommand,
  { today }: { readonly today: Temporal.PlainDate },
): Outcome<{ step: SubjectStep; history: readonly SubjectStep[]; milestones: MilestoneDates }, SubjectTransitionRefusal> {
  const from = history.at(-1)?.to ?? null;
  const isAllowed = from === null ? command.to === 'consented' : subjectTransitions[from].includes(command.to);
  if (!isAllowed) return refuse('transition-not-allowed', { from, to: command.to });
  const refused = refuseDates(history, command, today) ?? refuseContent(command);
  if (refused) return refused;
  const step: SubjectStep = {
    to: command.to,
    on: command.on,
    reason: command.reason?.trim() || null,
    withdrawnFrom: command.to === 'withdrawn' ? (command.withdrawnFrom ?? []) : [],
    lastDoseOn: command.lastDoseOn ?? null,
    source: command.source ?? 'site',
  };
  const next = [...history, step];
  return ok({ step, history: next, milestones: milestoneDates(next) });
}

/**
 * Milestones that follow from the steps: consent, randomisation, first and last dose, completion.
 * Ending treatment without a stated last dose leaves that milestone open; progression is recorded on its own.
 */
export function milestoneDates(history: readonly SubjectStep[], recorded: MilestoneDates = {}): MilestoneDates {
  const on = (state: SubjectState) => history.find((step) => step.to === state)?.on;
  const derived = {
    consented: on('consented'),
    randomised: on('enrolled'),
    'first-dose': on('on-treatment'),
    'last-dose': history.findLast((step) => step.lastDoseOn !== null)?.lastDoseOn ?? undefined,
    completed: on('completed'),
  };
  return { ...recorded, ...Object.fromEntries(Object.entries(derived).filter(([, date]) => date !== undefined)) };
}
