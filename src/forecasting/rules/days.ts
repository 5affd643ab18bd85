// Days as whole numbers, counted from 1 January 1970, which is how the kernel counts them.
import { type Temporal, addDays, civilDate, dateInZone, daysBetween } from '#lib';

const EPOCH = civilDate('1970-01-01');

/** The number of a civil date, `YYYY-MM-DD`. */
export function dayNumber(date: string): number {
  return daysBetween(EPOCH, civilDate(date));
}

/** The civil date of a day's number, `YYYY-MM-DD`; parts of a day are rounded off. */
export function dateOfDay(day: number): string {
  return addDays(EPOCH, Math.round(day)).toString();
}

/** The day from which the present is forecast: one for the whole network, by UTC, whatever the clocks of its sites. */
export function presentDay(now: Temporal.Instant): string {
  return dateInZone(now, 'UTC').toString();
}
