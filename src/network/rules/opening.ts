// When a site is open: its hours by weekday, and its holidays.
import { type Outcome, type Temporal, ok, refuse } from '#lib';

/** One stretch of a weekday (1 = Monday ... 7 = Sunday), as `HH:MM` on the site's wall. */
export interface OpeningHours {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** A day on which the site is closed. */
export interface Holiday {
  readonly onDate: Temporal.PlainDate;
  readonly name: string;
}

/** What a new site starts with: Monday to Friday, eight to five. */
export const usualHours: readonly OpeningHours[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }));

/** Whether the site opens at all on a day of its own calendar: a weekday with hours that is no holiday. */
export function isOpenOn(day: Temporal.PlainDate, hours: readonly OpeningHours[], holidays: readonly Holiday[]): boolean {
  return hours.some((stretch) => stretch.weekday === day.dayOfWeek) && !holidays.some((holiday) => holiday.onDate.equals(day));
}

/** Refuses hours that end before they begin, and stretches of one weekday that overlap. */
export function checkHours(hours: readonly OpeningHours[]): Outcome<readonly OpeningHours[], 'hours-reversed' | 'hours-overlap'> {
  const sorted = [...hours].sort((a, b) => a.weekday - b.weekday || (a.opens < b.opens ? -1 : 1));
  for (const [at, stretch] of sorted.entries()) {
    if (stretch.closes <= stretch.opens) return refuse('hours-reversed', { ...stretch });
    const next = sorted[at + 1];
    if (next && next.weekday === stretch.weekday && next.opens < stretch.closes)
      return refuse('hours-overlap', { weekday: stretch.weekday });
  }
  return ok(sorted);
}
