// Site-years: a facility times the part of each year in which its study ran, exact whatever the order in which studies are counted.
import { civilDate, daysBetween } from '#lib';

const epoch = civilDate('1970-01-01');

/** The first and the last year in which a registered study may run; a date outside is none. */
export const firstYear = 1900;
export const lastYear = 2100;

/** The day on which each year begins, and the one after the last. */
const begins: readonly number[] = Array.from({ length: lastYear - firstYear + 2 }, (_, at) =>
  daysBetween(epoch, civilDate(`${firstYear + at}-01-01`)),
);
const beginOf = (year: number): number => begins[year - firstYear] ?? 0;

/** The year of a day (days from 1 January 1970), between `firstYear` and `lastYear`. */
export function yearOfDay(day: number): number {
  const guess = Math.min(lastYear, Math.max(firstYear, 1970 + Math.floor(day / 365.2425)));
  if (day < beginOf(guess)) return Math.max(firstYear, guess - 1);
  return day >= beginOf(guess + 1) ? Math.min(lastYear, guess + 1) : guess;
}

/** Days of a year. */
export function daysOfYear(year: number): number {
  return beginOf(year + 1) - beginOf(year);
}

/** Tells every year between two days with the number of its days from `start` (with it) to `end` (without it). */
export function eachYear(start: number, end: number, tell: (year: number, days: number) => void): void {
  if (end <= start) return;
  const last = yearOfDay(end - 1);
  for (let year = yearOfDay(start); year <= last; year += 1) tell(year, Math.min(end, beginOf(year + 1)) - Math.max(start, beginOf(year)));
}

// A study has one to four phases: in twelfths every share of a day is a whole number, and sums do not depend on their order.
const shares = 12;

/** Sums of site-years over cells, kept as whole twelfths of facility-days. */
export interface SiteYearSums {
  readonly add: (cell: number, year: number, facilityDays: number, dividedBy: number) => void;
  readonly each: (tell: (cell: number, year: number, siteYears: number) => void) => void;
}

/** New, empty sums; a cell is any whole number below 2^40. */
export function siteYearSums(): SiteYearSums {
  const years = lastYear - firstYear + 1;
  const sums = new Map<number, number>();
  return {
    add(cell, year, facilityDays, dividedBy) {
      const key = cell * years + (year - firstYear);
      sums.set(key, (sums.get(key) ?? 0) + (facilityDays * shares) / dividedBy);
    },
    each(tell) {
      for (const [key, sum] of sums) {
        const year = firstYear + (key % years);
        tell(Math.floor(key / years), year, sum / shares / daysOfYear(year));
      }
    },
  };
}
