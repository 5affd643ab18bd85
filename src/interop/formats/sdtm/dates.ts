// SDTM date-times (ISO 8601, possibly incomplete) as civil dates, with the precision named where there is none.
import { civilDate, type Temporal } from '#lib';

/** How much of an incomplete date is known; `interval` is a span of uncertainty (`2014-01-01/2014-01-05`). */
export type DatePrecision = 'year' | 'month' | 'none' | 'interval';

/** A `--DTC` cell, read. A date-time keeps the date as written at the site, whatever its time or offset. */
export type SdtmDate =
  | { readonly kind: 'blank' }
  | { readonly kind: 'date'; readonly date: Temporal.PlainDate }
  | { readonly kind: 'partial'; readonly precision: DatePrecision }
  | { readonly kind: 'malformed' };

const timeOfDay = /^[T ](?:-|(?:[01]\d|2[0-4])(?::(?:-|[0-5]\d)(?::(?:-|[0-5]\d|60)(?:[.,]\d+)?)?)?)(?:Z|[+-]\d{2}(?::?\d{2})?)?$/;
const unknown = '(?:-|UN|UNK|XX)';
const monthKnown = new RegExp(`^\\d{4}-(?:0[1-9]|1[0-2])(?:-${unknown}?)?(?:T.*)?$`, 'i');
const yearKnown = new RegExp(`^\\d{4}(?:-(?:${unknown}?)(?:-(?:\\d{2}|${unknown})?)?)?(?:T.*)?$`, 'i');

function wholeDate(text: string): SdtmDate {
  const rest = text.slice(10);
  if (rest !== '' && !timeOfDay.test(rest)) return { kind: 'malformed' };
  try {
    return { kind: 'date', date: civilDate(text.slice(0, 10)) };
  } catch {
    return { kind: 'malformed' };
  }
}

/** Reads one `--DTC` cell: blank, a whole date, an incomplete date with its precision, or malformed (other orders, 30 February). */
export function readSdtmDate(cell: string): SdtmDate {
  const text = cell.trim();
  if (text === '') return { kind: 'blank' };
  if (/^\d{4}-\d{2}-\d{2}(?:[T ][^/]*)?$/.test(text)) return wholeDate(text);
  const ends = text.split('/');
  if (ends.length === 2) {
    const whole = ends.every((end) => readSdtmDate(end).kind === 'date');
    return whole ? { kind: 'partial', precision: 'interval' } : { kind: 'malformed' };
  }
  if (monthKnown.test(text)) return { kind: 'partial', precision: 'month' };
  if (yearKnown.test(text)) return { kind: 'partial', precision: 'year' };
  if (/^-{1,2}(?:\d{2}|-)?(?:-(?:\d{2}|-)?)?(?:T.*)?$/.test(text)) return { kind: 'partial', precision: 'none' };
  return { kind: 'malformed' };
}

/** The same with a memory, since a trial's dates repeat; the answers are immutable. */
export function sdtmDateReader(): (cell: string) => SdtmDate {
  const known = new Map<string, SdtmDate>();
  return (cell) => {
    let found = known.get(cell);
    if (!found) {
      found = readSdtmDate(cell);
      if (known.size < 100_000) known.set(cell, found);
    }
    return found;
  };
}
