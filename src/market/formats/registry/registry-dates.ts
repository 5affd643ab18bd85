// Dates as registries write them: whole, or a month or a year alone, which are read as their first day.
import { civilDate, daysBetween } from '#lib';
import { firstYear, lastYear } from '../../rules/activity-years.ts';

const epoch = civilDate('1970-01-01');
const months = 'january february march april may june july august september october november december'.split(' ');
const isoDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}.*)?)?)?$/;
const wordDate = /^([a-z]{3,9})\.? (?:(\d{1,2}), ?)?(\d{4})$/i;

function dayOf(year: string, month: string, day: string): number | null {
  if (Number(year) < firstYear || Number(year) > lastYear) return null;
  try {
    return daysBetween(epoch, civilDate(`${year}-${month}-${day}`));
  } catch {
    return null;
  }
}

function readDate(text: string): number | null {
  const iso = isoDate.exec(text);
  if (iso) return dayOf(iso[1] ?? '', iso[2] ?? '01', iso[3] ?? '01');
  const [, name = '', day = '1', year = ''] = wordDate.exec(text) ?? [];
  const month = months.findIndex((one) => name.length >= 3 && one.startsWith(name.toLowerCase()));
  return month === -1 ? null : dayOf(year, String(month + 1).padStart(2, '0'), day.padStart(2, '0'));
}

// A registry's dates repeat: a century has forty thousand.
const known = new Map<string, number | null>();

/**
 * Days from 1 January 1970 to a registry's date: `2024-03-05`, with a time of day or not, `2024-03` and `March 2024` (its first day), `2024` (1 January),
 * `March 5, 2024`. Null for anything else (`2024-13`, 30 February, years before 1900 and after 2100).
 */
export function dayOfRegistryDate(text: string): number | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  const day = readDate(text.trim());
  if (known.size < 100_000) known.set(text, day);
  return day;
}
