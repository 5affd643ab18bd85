// Visit windows (BR-02, BR-02a): target and permitted civil dates, inclusive at both ends.
import { DomainError, type Temporal, addDays, daysBetween } from '#lib';
import type { Offset, TimingRule } from '#studies/rules';
import { offsetOfStudyDay } from './study-day.ts';

/** Permitted dates of a visit. `target` is null where the protocol gives a range: then the range is the target. */
export interface VisitWindow {
  readonly target: Temporal.PlainDate | null;
  readonly targetRange: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };
  readonly earliest: Temporal.PlainDate;
  readonly latest: Temporal.PlainDate;
  readonly optimal: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } | null;
}

const DAYS_PER_MONTH = 365.25 / 12;

/** Signed nominal distance from the anchor in days, fractions kept, for putting visits in order; months count 30.4375 days. */
export function offsetDays(offset: Offset): number {
  if (offset.kind === 'day') return offsetOfStudyDay(offset.day);
  if (offset.kind === 'range') return offsetOfStudyDay(offset.fromDay);
  const days = {
    hour: offset.amount / 24,
    day: offset.amount,
    week: offset.amount * 7,
    month: offset.amount * DAYS_PER_MONTH,
  }[offset.unit];
  return offset.direction === 'before' ? 0 - days : days;
}

/** Whole days of a width or distance that may be given in hours: rounded toward zero, because windows are civil dates. */
function wholeDays(days: number, what: string): number {
  if (!Number.isFinite(days) || days < 0) throw new DomainError(`${what} must be a number of days from 0, got ${days}`);
  return Math.trunc(days);
}

/** `date` moved by an elapsed time; months clamp to the end of the month. `countsDayOne` reads a positive time as a study day. */
function shiftByDuration(
  date: Temporal.PlainDate,
  offset: Extract<Offset, { kind: 'duration' }>,
  countsDayOne: boolean,
): Temporal.PlainDate {
  const sign = offset.direction === 'before' ? -1 : 1;
  const dayOne = countsDayOne && sign === 1 && offset.amount > 0 ? 1 : 0;
  if (offset.unit === 'month') {
    if (!Number.isInteger(offset.amount) || offset.amount < 0)
      throw new DomainError(`months must be a whole number from 0, got ${offset.amount}`);
    return date.add({ months: sign * offset.amount }, { overflow: 'constrain' }).subtract({ days: dayOne });
  }
  const days = wholeDays(sign * offsetDays(offset), 'a duration');
  return addDays(date, sign * (days > 0 ? days - dayOne : 0));
}

function targetRange(offset: Offset, anchor: Temporal.PlainDate, countsDayOne: boolean): VisitWindow['targetRange'] {
  if (offset.kind === 'duration') {
    const on = shiftByDuration(anchor, offset, countsDayOne);
    return { from: on, to: on };
  }
  const [first, last] = offset.kind === 'day' ? [offset.day, offset.day] : [offset.fromDay, offset.toDay];
  const [from, to] = [offsetOfStudyDay(first), offsetOfStudyDay(last)];
  if (from > to) throw new DomainError(`a range of study days runs forward, got ${first} to ${last}`);
  return { from: addDays(anchor, from), to: addDays(anchor, to) };
}

/**
 * The window of a visit for a known anchor date (BR-02), in the site's civil dates.
 *
 * @param countsDayOne whether positive durations are read as study-day numbers (schedules whose first day is Day 1)
 * @throws DomainError on Day 0, a range that runs backward, negative widths, or fractions of a month
 */
export function visitWindow(timing: TimingRule, anchor: Temporal.PlainDate, countsDayOne = false): VisitWindow {
  const range = targetRange(timing.offset, anchor, countsDayOne);
  const { optimal } = timing;
  return {
    target: timing.offset.kind === 'range' ? null : range.from,
    targetRange: range,
    earliest: addDays(range.from, 0 - wholeDays(timing.windowBeforeDays, 'a window')),
    latest: addDays(range.to, wholeDays(timing.windowAfterDays, 'a window')),
    optimal: optimal
      ? {
          from: addDays(range.from, 0 - wholeDays(optimal.beforeDays, 'an optimal window')),
          to: addDays(range.to, wholeDays(optimal.afterDays, 'an optimal window')),
        }
      : null,
  };
}

/** 0 inside the window (both ends included), else the days early (negative) or late (positive). */
export function outByDays(actual: Temporal.PlainDate, earliest: Temporal.PlainDate, latest: Temporal.PlainDate): number {
  const early = daysBetween(earliest, actual);
  if (early < 0) return early;
  return Math.max(0, daysBetween(latest, actual));
}

/** The date that stands for a visit nobody has dated: its target, or the last day of a range (the limit a site plans against). */
export function idealDate(window: VisitWindow): Temporal.PlainDate {
  return window.target ?? window.targetRange.to;
}
