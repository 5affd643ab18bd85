// The day of the last patient in: the first day on which the target is reached, as a distribution over days.
import { needShare } from './domain.ts';

/** P(target reached by `day`): never falls, 0 or more before the as-of day is over. */
export type ReachedBy = (day: number) => number;

/** Days beyond this are not looked at: nobody plans a century ahead. */
export const mostDaysAhead = 36_500;

/** The first day on which the target is reached with probability `level`; null when that day does not come. */
export function firstDayReaching(reached: ReachedBy, asOf: number, level: number): number | null {
  needShare('level', level);
  if (reached(asOf) >= level) return asOf;
  let [before, after] = [0, 64];
  while (reached(asOf + after) < level) {
    if (after >= mostDaysAhead) return null;
    [before, after] = [after, Math.min(mostDaysAhead, after * 2)];
  }
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (reached(asOf + middle) >= level) after = middle;
    else before = middle;
  }
  return asOf + after;
}

const CERTAIN = 1e-9;

/**
 * The mean day: as-of day plus the sum over days from it of 1 - P(reached by that day). Days before the target is possible count whole; the
 * part in which the probability rises is summed day by day, or over `most` evenly spread days by the trapezoid rule. Null when the target
 * may never be reached.
 */
export function meanDay(reached: ReachedBy, asOf: number, most = Infinity): number | null {
  const last = firstDayReaching(reached, asOf, 1 - CERTAIN);
  if (last === null) return null;
  const first = Math.max(asOf, (firstDayReaching(reached, asOf, CERTAIN) ?? asOf) - 1);
  const span = last - first;
  const step = Math.max(1, Math.ceil(span / most));
  let sum = first - asOf;
  for (let day = first; day < last; day += step) {
    const width = Math.min(step, last - day);
    // Over one day the left value stands for the day; over more, the mean of the ends less the half day that a sum has over an integral.
    const left = 1 - reached(day);
    if (width === 1) sum += left;
    else {
      const right = 1 - reached(day + width);
      sum += ((left + right) * width) / 2 + (left - right) / 2;
    }
  }
  return asOf + sum;
}
