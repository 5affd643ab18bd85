// Days of the plan: whole numbers, counted from 1 January 1970.
import { Temporal, addDays, daysBetween } from '#lib';

/** The mean length of a month. */
export const DAYS_OF_A_MONTH = 30.4;

const EPOCH = Temporal.PlainDate.from('1970-01-01');
const FRIDAY = 5;

/** The number of a civil date's day. */
export function dayOf(date: Temporal.PlainDate): number {
  return daysBetween(EPOCH, date);
}

/** The civil date of a day. */
export function dateOf(day: number): Temporal.PlainDate {
  return addDays(EPOCH, day);
}

/** Whether it is a day from Monday to Friday. 1 January 1970 was a Thursday. */
export function isWorkday(day: number): boolean {
  return weekdayOf(day) <= FRIDAY;
}

/** The day itself, or the Monday after it. */
export function nextWorkday(day: number): number {
  return isWorkday(day) ? day : day + 8 - weekdayOf(day);
}

// 1 (Monday) to 7.
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
