// Study days (BR-01): the day numbers of a protocol, which know no Day 0.
import { DomainError, type Temporal, addDays, daysBetween } from '#lib';

/** A calendar distance from the anchor as a study day: the anchor is Day 1, the day before it Day -1. */
export function studyDayOfOffset(offsetDays: number): number {
  return offsetDays >= 0 ? offsetDays + 1 : offsetDays;
}

/** Calendar days from the anchor to a study day. Throws a DomainError on Day 0 and on fractions. */
export function offsetOfStudyDay(day: number): number {
  if (!Number.isInteger(day) || day === 0) throw new DomainError(`a study day is a whole number other than 0, got ${day}`);
  return day > 0 ? day - 1 : day;
}

/** The study day of `date` when `anchor` is Day 1; never 0 (SDTM convention). */
export function studyDay(date: Temporal.PlainDate, anchor: Temporal.PlainDate): number {
  return studyDayOfOffset(daysBetween(anchor, date));
}

/** The civil date of a study day. Throws a DomainError on Day 0 and on fractions. */
export function dateForStudyDay(day: number, anchor: Temporal.PlainDate): Temporal.PlainDate {
  return addDays(anchor, offsetOfStudyDay(day));
}
