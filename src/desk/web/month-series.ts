// Months in a row without gaps, with running totals: what the pictures over time are drawn from.
import type { Month } from './queries.ts';

/** A month of a picture: `at` is its first day, `total` what had been enrolled by its end. */
export interface MonthPoint {
  readonly month: string;
  readonly at: Date;
  readonly screenedTotal: number;
  readonly total: number;
  readonly judged: Month['judged'];
}

/** Every month from the first to the last, empty ones included. */
export function monthSeries(months: readonly Month[]): readonly MonthPoint[] {
  const known = new Map(months.map((each) => [each.month, each]));
  const points: MonthPoint[] = [];
  let [total, screenedTotal] = [0, 0];
  for (const month of monthsBetween(months[0]?.month, months.at(-1)?.month)) {
    const found = known.get(month);
    total += found?.enrolled ?? 0;
    screenedTotal += found?.screened ?? 0;
    const judged = found?.judged ?? { completed: 0, inWindow: 0, missed: 0 };
    points.push({ month, at: firstDayOf(month), screenedTotal, total, judged });
  }
  return points;
}

/** `2026-01` to `2026-03` as three months. */
export function monthsBetween(first: string | undefined, last: string | undefined): readonly string[] {
  const months: string[] = [];
  if (first === undefined || last === undefined) return months;
  let [year = 0, month = 1] = first.split('-').map(Number);
  for (let text = first; text <= last; text = `${year}-${String(month).padStart(2, '0')}`) {
    months.push(text);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  return months;
}

/** The first day of a month as the drawing library takes time. */
export function firstDayOf(month: string): Date {
  return new Date(`${month}-01T00:00:00Z`);
}
