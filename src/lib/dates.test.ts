// Counting days by their numbers agrees with the calendar, also across leap days, centuries and before year 1.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Temporal, addDays, dateInZone, daysBetween } from './index.ts';

const anyDate = fc
  .record({
    year: fc.oneof(fc.integer({ min: 1990, max: 2040 }), fc.integer({ min: -9_999, max: 9_999 })),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .map((fields) => Temporal.PlainDate.from(fields));

it('days between two dates are those of the calendar', () => {
  fc.assert(
    fc.property(anyDate, anyDate, (from, to) => {
      expect(daysBetween(from, to)).toBe(from.until(to, { largestUnit: 'day' }).days);
    }),
  );
});

it('a date moved by days is the calendar’s, and lies as many days away', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
      const moved = addDays(date, days);
      expect(moved.toString()).toBe(date.add({ days }).toString());
      expect(daysBetween(date, moved)).toBe(days);
    }),
  );
});

it.each([
  ['2024-02-28', '2024-03-01', 2],
  ['2023-02-28', '2023-03-01', 1],
  ['1900-02-28', '1900-03-01', 1],
  ['2000-02-28', '2000-03-01', 2],
  ['2026-03-01', '2026-02-28', -1],
  ['1969-12-31', '1970-01-01', 1],
])('from %s to %s are %i days', (from, to, days) => {
  expect(daysBetween(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to))).toBe(days);
  expect(addDays(Temporal.PlainDate.from(from), days).toString()).toBe(to);
});

it('refuses to leave the calendar', () => {
  expect(() => addDays(Temporal.PlainDate.from('2026-01-01'), 200_000_000)).toThrow(RangeError);
});

const zones = ['UTC', 'America/Chicago', 'Europe/Madrid', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo', 'Australia/Lord_Howe'];

it('the date on a wall is that of its time zone, also where clocks change at midnight and a day was skipped', () => {
  const seconds = fc.oneof(fc.integer({ min: 1_293_000_000, max: 1_326_000_000 }), fc.integer({ min: 0, max: 2_000_000_000 }));
  const around = fc.array(fc.integer({ min: -90_000, max: 90_000 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(seconds, around, fc.constantFrom(...zones), (second, shifts, zone) => {
      for (const shift of [0, ...shifts]) {
        const instant = Temporal.Instant.fromEpochMilliseconds((second + shift) * 1_000);
        expect(dateInZone(instant, zone).toString()).toBe(instant.toZonedDateTimeISO(zone).toPlainDate().toString());
      }
    }),
    { numRuns: 300 },
  );
});

it('refuses a time zone that nobody knows', () => {
  expect(() => dateInZone(Temporal.Instant.fromEpochMilliseconds(0), 'Nowhere/Town')).toThrow(RangeError);
});
