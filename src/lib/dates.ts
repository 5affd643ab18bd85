// Civil dates and instants: the one door to Temporal, so that rules never touch a bare Date.
import { Temporal } from 'temporal-polyfill';

export { Temporal };

// The same few hundred days come out of every table; a civil date never changes, so one value serves them all.
const parsed = new Map<string, Temporal.PlainDate>();
const MOST_PARSED = 4_096;

/** Parses `YYYY-MM-DD`. Throws a RangeError on anything that is not a calendar date (31 February included). */
export function civilDate(text: string): Temporal.PlainDate {
  const known = parsed.get(text);
  if (known) return known;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`not a civil date: ${JSON.stringify(text)}`);
  const date = Temporal.PlainDate.from(text, { overflow: 'reject' });
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, date);
  return date;
}

/** A civil date with the instants at which it begins and ends on the wall of a time zone, in milliseconds. */
interface DayOfZone {
  readonly date: Temporal.PlainDate;
  readonly beginsAt: number;
  readonly endsAt: number;
}

// Almost every question is about today: the day that was asked for last is kept for each time zone.
const lastAsked = new Map<string, DayOfZone>();

/** The civil date on the wall of `timeZone` at `instant`. Throws a RangeError for a time zone that this runtime does not know. */
export function dateInZone(instant: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  const at = instant.epochMilliseconds;
  const last = lastAsked.get(timeZone);
  if (last && at >= last.beginsAt && at < last.endsAt) return last.date;
  const begins = instant.toZonedDateTimeISO(timeZone).startOfDay();
  const date = begins.toPlainDate();
  const endsAt = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  lastAsked.set(timeZone, { date, beginsAt: begins.epochMilliseconds, endsAt });
  return date;
}

// A plan of visits counts days hundreds of times: by their number that is a subtraction, through a Duration it is fifty times as dear.
// The day's number in the proleptic Gregorian calendar, 1 January 1970 being 0; a year that begins in March has its leap day at its end.
function numberOfDay({ year, month, day }: Temporal.PlainDate): number {
  const marchYear = month > 2 ? year : year - 1;
  const century = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - century * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return century * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Calendar days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return numberOfDay(to) - numberOfDay(from);
}

const numbered = new Map<number, Temporal.PlainDate>();

/** `date` moved by whole calendar days; `days` may be negative. Throws a RangeError where the calendar ends. */
export function addDays(date: Temporal.PlainDate, days: number): Temporal.PlainDate {
  const number = numberOfDay(date) + days;
  const known = numbered.get(number);
  if (known) return known;
  const moved = date.add({ days });
  if (numbered.size >= MOST_PARSED) numbered.clear();
  numbered.set(number, moved);
  return moved;
}

/** The later of two civil dates. */
export function maxDate(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b;
}

/** The earlier of two civil dates. */
export function minDate(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b;
}

/** Whether `name` is a time zone this runtime knows (IANA names and UTC; bare offsets are refused). */
export function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
