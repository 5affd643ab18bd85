// The time axis of a swim lane: where a day stands, and which ticks to write.
import { addDays, civilDate, daysBetween, maxDate, minDate, type Temporal } from '#lib';

/** A span of civil dates laid on a width in pixels. */
export interface TimeAxis {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly widthPx: number;
}

/** The axis over all dates given, with `padDays` of air at both ends. Throws a RangeError when no date is given. */
export function timeAxis(dates: readonly string[], widthPx: number, padDays = 3): TimeAxis {
  const [first, ...rest] = dates.map(civilDate);
  if (!first) throw new RangeError('an axis needs at least one date');
  return { from: addDays(rest.reduce(minDate, first), -padDays), to: addDays(rest.reduce(maxDate, first), padDays), widthPx };
}

/** How many days an axis over these dates shows, its air included; 0 without a date. */
export function spanDays(dates: readonly string[], padDays = 3): number {
  if (dates.length === 0) return 0;
  const { from, to } = timeAxis(dates, 0, padDays);
  return daysBetween(from, to) + 1;
}

/** Whether `day` lies among the dates or at most `reachDays` outside them: a picture of last years is not stretched until today. */
export function isWithinReach(dates: readonly string[], day: string, reachDays = 60): boolean {
  const [first, ...rest] = dates.map(civilDate);
  if (!first) return true;
  const date = civilDate(day);
  return daysBetween(rest.reduce(maxDate, first), date) <= reachDays && daysBetween(date, rest.reduce(minDate, first)) <= reachDays;
}

/** The left edge of a day in pixels; `edge: 'end'` gives its right edge. */
export function dayX(axis: TimeAxis, date: string, edge: 'start' | 'middle' | 'end' = 'middle'): number {
  const days = daysBetween(axis.from, axis.to) + 1;
  const offset = edge === 'start' ? 0 : edge === 'end' ? 1 : 0.5;
  return ((daysBetween(axis.from, civilDate(date)) + offset) / days) * axis.widthPx;
}

/** Mondays, first days of months or first days of quarters, whichever leaves at least `minGapPx` between two. */
export function axisTicks(axis: TimeAxis, minGapPx = 72): readonly string[] {
  const days = daysBetween(axis.from, axis.to) + 1;
  const pxPerDay = axis.widthPx / days;
  const isTick = [
    (date: Temporal.PlainDate) => date.dayOfWeek === 1,
    (date: Temporal.PlainDate) => date.day === 1,
    (date: Temporal.PlainDate) => date.day === 1 && date.month % 3 === 1,
    (date: Temporal.PlainDate) => date.day === 1 && date.month === 1,
  ];
  const gaps = [7, 28, 90, 365];
  const level = Math.max(
    0,
    gaps.findIndex((gap) => gap * pxPerDay >= minGapPx),
  );
  const wanted = isTick[gaps.some((gap) => gap * pxPerDay >= minGapPx) ? level : 3] ?? isTick[0];
  return Array.from({ length: days }, (_, offset) => addDays(axis.from, offset))
    .filter((date) => wanted?.(date))
    .map(String);
}
