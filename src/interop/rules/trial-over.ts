// Whether an imported trial is over: then its sites are not left recruiting.
import { type Temporal, daysBetween, maxDate } from '#lib';
import { type SubjectState, isFinal } from '#subjects/rules';
import type { ImportedSubject } from './imported.ts';

/** A trial whose data were silent for so many days is no longer under way. */
export const quietDays = 90;

/**
 * Whether every subject's participation has ended and nothing in the data is dated in the last `quietDays` days. Either alone says little:
 * a young trial may have only screen failures, and a cut of running data ends some time ago.
 */
export function isTrialOver(
  subjects: readonly { readonly status: SubjectState; readonly lastSign: Temporal.PlainDate | null }[],
  today: Temporal.PlainDate,
): boolean {
  const signs = subjects.flatMap(({ lastSign }) => lastSign ?? []);
  const last = signs.length === 0 ? null : signs.reduce(maxDate);
  return last !== null && subjects.every(({ status }) => isFinal(status)) && daysBetween(last, today) > quietDays;
}

/** The latest day on which anything is told of a subject. */
export function lastSignOf(subject: ImportedSubject & { readonly lastDose?: Temporal.PlainDate | null }): Temporal.PlainDate | null {
  const { consentedOn, screenedOn, firstDose, lastDose = null, diedOn, dispositions, visits } = subject;
  const days = [
    consentedOn,
    screenedOn,
    firstDose,
    lastDose,
    diedOn,
    ...dispositions.map(({ on }) => on),
    ...visits.map(({ start }) => start),
  ];
  const told = days.filter((day) => day !== null);
  return told.length === 0 ? null : told.reduce(maxDate);
}
