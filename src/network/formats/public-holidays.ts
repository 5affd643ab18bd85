// The public holidays of a country in a year, from the holiday rules of an open package.
import Holidays from 'date-holidays';
import { type Outcome, addDays, civilDate, ok, refuse } from '#lib';
import type { Holiday } from '../rules.ts';

const MS_PER_DAY = 86_400_000;

/** National public holidays in English, one entry per day; a day with two names carries both. Refuses a country without rules. */
export function publicHolidays(country: string, year: number): Outcome<Holiday[], 'no-holidays-known'> {
  const known = new Holidays(country, { languages: ['en'] }).getHolidays(year, 'en') ?? [];
  if (known.length === 0) return refuse('no-holidays-known', { country, year });
  const names = new Map<string, Set<string>>();
  for (const holiday of known) {
    if (holiday.type !== 'public') continue;
    const first = civilDate(holiday.date.slice(0, 10));
    const days = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / MS_PER_DAY));
    for (let at = 0; at < days; at++) {
      const day = addDays(first, at);
      if (day.year === year) names.set(day.toString(), (names.get(day.toString()) ?? new Set()).add(holiday.name));
    }
  }
  const days = [...names].map(([day, called]) => ({ onDate: civilDate(day), name: [...called].join(' / ').slice(0, 200) }));
  return ok(days.sort((a, b) => (a.onDate.toString() < b.onDate.toString() ? -1 : 1)));
}
