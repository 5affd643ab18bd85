// Dates as people remember them: a year, a month or a day, with the first and the last day that they can mean.
import { type Temporal, addDays, civilDate } from '#lib';

/** A date known to the year (`2026`), the month (`2026-04`) or the day (`2026-04-13`). */
export interface PartialDate {
  readonly text: string;
  readonly precision: 'year' | 'month' | 'day';
  /** The first and the last day it can be, both included. */
  readonly earliest: Temporal.PlainDate;
  readonly latest: Temporal.PlainDate;
}

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null for anything else and for days that no calendar has. */
export function partialDate(text: string): PartialDate | null {
  const [, year, month, day] = shape.exec(text) ?? [];
  if (year === undefined) return null;
  try {
    const earliest = civilDate(`${year}-${month ?? '01'}-${day ?? '01'}`);
    if (day !== undefined) return { text, precision: 'day', earliest, latest: earliest };
    const next = month === undefined ? earliest.add({ years: 1 }) : earliest.add({ months: 1 });
    return { text, precision: month === undefined ? 'year' : 'month', earliest, latest: addDays(next, -1) };
  } catch {
    return null;
  }
}

/** Whether `date` lies before `other` however their unknown parts are filled in. */
export function isSurelyBefore(date: PartialDate, other: PartialDate): boolean {
  return date.latest.toString() < other.earliest.toString();
}
