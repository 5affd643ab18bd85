// Dates, instants, windows and amounts as people read them; pure text, no components.
import { civilDate, type Currency, daysBetween, formatMoney, isCurrency, plainMoney, Temporal } from '#lib';

const localeOf = (language: string): string => (language === 'en' ? 'en-US' : language);

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once each: making one costs more than formatting a whole column with it. */
function formatterOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(localeOf(language), options);
  formatters.set(key, formatter);
  return formatter;
}

function part(language: string, options: Intl.DateTimeFormatOptions, date: Temporal.PlainDate): string {
  const noon = Date.UTC(date.year, date.month - 1, date.day, 12);
  return formatterOf(language, { ...options, timeZone: 'UTC' }).format(noon);
}

/** How a civil date is written. */
export interface DateStyle {
  readonly weekday?: boolean;
  readonly year?: boolean;
  readonly language?: string;
}

/** `2026-04-07` as `7 Apr 2026`, with `weekday` as `Tue 7 Apr 2026`. Throws a RangeError on what is not a civil date. */
export function formatDate(text: string, { weekday = false, year = true, language = 'en' }: DateStyle = {}): string {
  const date = civilDate(text);
  const words = [String(date.day), part(language, { month: 'short' }, date)];
  if (weekday) words.unshift(part(language, { weekday: 'short' }, date));
  if (year) words.push(String(date.year));
  return words.join(' ');
}

/** `4–10 Apr 2026`, `28 Apr – 3 May 2026`, `28 Dec 2026 – 3 Jan 2027`; one date when both ends agree. */
export function formatDateRange(from: string, to: string, { year = true, language = 'en' }: Omit<DateStyle, 'weekday'> = {}): string {
  const [a, b] = [civilDate(from), civilDate(to)];
  if (daysBetween(a, b) < 0) throw new RangeError('a range must not end before it begins');
  if (a.equals(b)) return formatDate(to, { year, language });
  if (a.year !== b.year) return `${formatDate(from, { language })} – ${formatDate(to, { language })}`;
  if (a.month !== b.month) return `${formatDate(from, { year: false, language })} – ${formatDate(to, { year, language })}`;
  return `${a.day}–${formatDate(to, { year, language })}`;
}

function zoneName(date: Date, timeZone: string, language: string): string {
  const parts = formatterOf(language, { timeZone, timeZoneName: 'short' }).formatToParts(date);
  return parts.find((each) => each.type === 'timeZoneName')?.value ?? timeZone;
}

/** The zone's short name on that civil date at noon: `CDT`, `CET` or `GMT+9`. */
export function formatZone(date: string, timeZone: string, language = 'en'): string {
  const noon = civilDate(date).toZonedDateTime({ timeZone, plainTime: '12:00' });
  return zoneName(new Date(noon.epochMilliseconds), timeZone, language);
}

/** An ISO instant on the wall of a zone: `15 Apr 2026, 16:20 CDT`. Throws a RangeError on a bad instant or zone. */
export function formatInstant(instant: string, timeZone: string, style: DateStyle = {}): string {
  const at = Temporal.Instant.from(instant);
  const wall = at.toZonedDateTimeISO(timeZone);
  const clock = `${String(wall.hour).padStart(2, '0')}:${String(wall.minute).padStart(2, '0')}`;
  const zone = zoneName(new Date(at.epochMilliseconds), timeZone, style.language ?? 'en');
  return `${formatDate(wall.toPlainDate().toString(), style)}, ${clock} ${zone}`;
}

function amountOf(amountMinor: string, currency: string): readonly [bigint, Currency] {
  if (!/^-?\d+$/.test(amountMinor)) throw new RangeError(`not an amount in minor units: ${JSON.stringify(amountMinor)}`);
  if (!isCurrency(currency)) throw new RangeError(`unknown currency ${JSON.stringify(currency)}`);
  return [BigInt(amountMinor), currency];
}

/**
 * An amount carried as text in minor units: `195000`, `USD` as `1,950.00`, in every language as it is typed and as invoices print it.
 * Throws a RangeError on what is not an amount.
 */
export function formatMinor(amountMinor: string, currency: string): string {
  return formatMoney(...amountOf(amountMinor, currency));
}

/** An amount carried as text in minor units as a program reads it: `-1950.00`. Throws a RangeError on what is not an amount. */
export function plainMinor(amountMinor: string, currency: string): string {
  return plainMoney(...amountOf(amountMinor, currency));
}

/** `1234.5` as `1,234.5`, in Spanish `1.234,5`, also below ten thousand; `digits` fixes the decimals. What is below zero has a minus, not a hyphen. */
export function formatNumber(value: number, digits?: number, language = 'en'): string {
  const fixed = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // The library's types do not know yet how grouping is asked for.
  const format = new Intl.NumberFormat(localeOf(language), { ...fixed, useGrouping: 'always' } as Intl.NumberFormatOptions);
  return format.format(value).replace('-', '−');
}
