// ISO 8601 durations of a protocol as elapsed seconds.

/** A duration. `calendar` is true when it holds months or years, whose length in days depends on the date they start from. */
export interface Elapsed {
  readonly seconds: number;
  readonly calendar: boolean;
}

export const SECONDS_PER_DAY = 86_400;

/** Mean Gregorian month (365.2425 / 12 = 30.436875 days); only for showing an offset, never for planning a date. */
export const DAYS_PER_MONTH = 30.436875;

const NUMBER = '(\\d{1,9}(?:[.,]\\d{1,9})?)';
const PATTERN = new RegExp(
  `^P(?=\\d|T\\d)(?:${NUMBER}Y)?(?:${NUMBER}M)?(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?=\\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
);
const UNIT_SECONDS = [
  12 * DAYS_PER_MONTH * SECONDS_PER_DAY,
  DAYS_PER_MONTH * SECONDS_PER_DAY,
  7 * SECONDS_PER_DAY,
  SECONDS_PER_DAY,
  3_600,
  60,
  1,
];

/**
 * Reads an unsigned ISO 8601 duration (`P2W`, `P1DT12H`, `PT90M`; weeks may stand beside days, fractions with point or comma).
 * Months and years count as mean Gregorian ones and set `calendar`. Null when the text is no such duration: a direction belongs
 * to the timing's type, so a sign is refused too.
 */
export function elapsed(text: string): Elapsed | null {
  const parts = PATTERN.exec(text.trim());
  if (!parts) return null;
  let seconds = 0;
  UNIT_SECONDS.forEach((size, at) => {
    const digits = parts[at + 1];
    if (digits !== undefined) seconds += Number(digits.replace(',', '.')) * size;
  });
  return { seconds, calendar: parts[1] !== undefined || parts[2] !== undefined };
}

/** Days, rounded half away from zero to 4 decimals; hours become fractions of a day. */
export function roundedDays(seconds: number): number {
  const tenThousandths = Math.round(Math.abs(seconds / SECONDS_PER_DAY) * 10_000);
  return tenThousandths === 0 ? 0 : (Math.sign(seconds) * tenThousandths) / 10_000;
}
