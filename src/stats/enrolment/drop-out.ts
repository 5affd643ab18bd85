// Who is still on study and who has completed: enrolment thinned by a drop-out hazard.
import { DomainError } from '#lib';
import { needAtLeast } from './domain.ts';
import type { CountMoments } from './matched.ts';

/** A constant hazard to leave per day on study, and the days after which a patient has completed. */
export interface DropOut {
  readonly hazardPerDay: number;
  readonly followUpDays: number;
}

/** Checks a drop-out. Throws a DomainError on a negative hazard or follow-up. */
export function checkDropOut({ hazardPerDay, followUpDays }: DropOut): void {
  needAtLeast('hazardPerDay', hazardPerDay, 0);
  needAtLeast('followUpDays', followUpDays, 0);
}

/**
 * Patients on study at the end of `days` of enrolment at one patient per day: integral of e^{-mu (d-v)} over the last F days,
 * (1 - e^{-mu min(d,F)})/mu. Patients leave independently, so a gamma rate stays a gamma rate with this in place of exposure.
 */
export function onStudyExposure(days: number, { hazardPerDay, followUpDays }: DropOut): number {
  const counted = Math.min(Math.max(0, days), followUpDays);
  return hazardPerDay * counted < 1e-12 ? counted : -Math.expm1(-hazardPerDay * counted) / hazardPerDay;
}

/** Completers at the end of `days` of enrolment at one patient per day: those enrolled at least F days ago, thinned by e^{-mu F}. */
export function completerExposure(days: number, { hazardPerDay, followUpDays }: DropOut): number {
  return Math.max(0, days - followUpDays) * Math.exp(-hazardPerDay * followUpDays);
}

/** Moments of the enrolments to come, by the day so many days ahead. */
export type EnrolmentAhead = (days: number) => CountMoments;

/** What is on study, and what has completed, so many days ahead. */
export interface OnStudy {
  readonly onStudy: CountMoments;
  readonly completers: CountMoments;
}

/**
 * On study and completed after `days`, out of the forecast of enrolments and the days since enrolment of those on study now. Enrolments
 * to come are taken day by day; their rate variance scales with the square of the share that is left, since the doubt about rates is shared.
 */
export function onStudyAfter(days: number, ahead: EnrolmentAhead, enrolledDaysAgo: readonly number[], dropOut: DropOut): OnStudy {
  checkDropOut(dropOut);
  if (!Number.isInteger(days) || days < 0) throw new DomainError(`days must be a whole number of at least 0, not ${days}`);
  const { hazardPerDay, followUpDays } = dropOut;
  const stays = (daysOn: number) => Math.exp(-hazardPerDay * daysOn);
  let onStudyMean = 0;
  let before = 0;
  for (let day = 1; day <= days; day += 1) {
    const until = ahead(day).mean;
    const agoDays = days - day + 0.5;
    if (agoDays < followUpDays) onStudyMean += (until - before) * stays(agoDays);
    before = until;
  }
  const total = ahead(days);
  const finished = ahead(Math.max(0, Math.floor(days - followUpDays)));
  const shared = total.mean > 0 ? (onStudyMean / total.mean) ** 2 : 0;
  const here = { mean: 0, variance: 0, done: 0, doneVariance: 0 };
  for (const ago of enrolledDaysAgo) {
    const left = stays(Math.min(days, Math.max(0, followUpDays - ago)));
    if (ago + days < followUpDays) {
      here.mean += left;
      here.variance += left * (1 - left);
    } else {
      here.done += left;
      here.doneVariance += left * (1 - left);
    }
  }
  return {
    onStudy: { mean: onStudyMean + here.mean, rateVariance: shared * total.rateVariance + here.variance - here.mean },
    completers: {
      mean: finished.mean * stays(followUpDays) + here.done,
      rateVariance: finished.rateVariance * stays(followUpDays) ** 2 + here.doneVariance - here.done,
    },
  };
}
