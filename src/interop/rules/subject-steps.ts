// The life cycle of an imported subject as the steps and milestones that the subjects room takes over.
import { type Temporal, maxDate } from '#lib';
import type { SubjectState } from '#subjects/rules';
import type { Milestone } from '#studies/rules';
import type { ImportedSubject } from './imported.ts';
import { type ImportedStatus, statusHistory } from './subject-history.ts';

/** A step; `on` is null where the data do not date it. */
export interface HistoryStep {
  readonly to: SubjectState;
  readonly on: Temporal.PlainDate | null;
  readonly reason: string | null;
}

/** Steps in their order, milestones that the data date, and how many steps lost a date that lay before an earlier step or ahead of today. */
export interface SubjectSteps {
  readonly steps: readonly HistoryStep[];
  readonly milestones: readonly { readonly kind: Milestone; readonly on: Temporal.PlainDate }[];
  readonly undated: number;
}

const stateOf = (status: ImportedStatus): SubjectState => (status === 'death' ? 'died' : status);

/**
 * Steps and milestones of one subject. Real files hold endings dated before the step they follow: such a step is kept and its date is not.
 */
export function subjectSteps(
  subject: ImportedSubject & { readonly lastDose?: Temporal.PlainDate | null },
  today: Temporal.PlainDate,
): SubjectSteps {
  let last: Temporal.PlainDate | null = null;
  let undated = 0;
  const steps = statusHistory(subject).map(({ status, on, reason }): HistoryStep => {
    const isUsable = on !== null && !isBefore(on, last) && !isBefore(today, on);
    if (on !== null && !isUsable) undated += 1;
    if (isUsable) last = last ? maxDate(last, on) : on;
    return { to: stateOf(status), on: isUsable ? on : null, reason };
  });
  const { firstDose, lastDose = null } = subject;
  const milestones = [
    ...(firstDose && !isBefore(today, firstDose) ? [{ kind: 'first-dose' as const, on: firstDose }] : []),
    ...(lastDose && !isBefore(today, lastDose) ? [{ kind: 'last-dose' as const, on: lastDose }] : []),
  ];
  return { steps, milestones, undated };
}

function isBefore(date: Temporal.PlainDate, other: Temporal.PlainDate | null): boolean {
  return other !== null && date.toString() < other.toString();
}
