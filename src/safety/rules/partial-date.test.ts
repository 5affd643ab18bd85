// Dates known to the day, the month or the year.
import { daysBetween } from '#lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSurelyBefore, partialDate } from './partial-date.ts';

const read = (text: string) => {
  const date = partialDate(text);
  if (!date) throw new Error(text);
  return date;
};
const span = (text: string) => [read(text).precision, read(text).earliest.toString(), read(text).latest.toString()];

const anyDay = fc.date({ min: new Date('1930-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true });
const anyPartial = fc.tuple(anyDay, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.toISOString().slice(0, length));

describe('partial dates', () => {
  it('[AE-01] a day is itself, a month and a year are the days they can mean', () => {
    expect(span('2024-02-29')).toEqual(['day', '2024-02-29', '2024-02-29']);
    expect(span('2024-02')).toEqual(['month', '2024-02-01', '2024-02-29']);
    expect(span('2026-12')).toEqual(['month', '2026-12-01', '2026-12-31']);
    expect(span('1986')).toEqual(['year', '1986-01-01', '1986-12-31']);
  });

  it.each([
    '',
    '26',
    '2026-',
    '2026-4',
    '2026-13',
    '2026-00',
    '2026-02-30',
    '2026-04-1',
    '2026-04-13T10:00',
    ' 2026',
    '2026-04-13 ',
    '13.4.2026',
  ])('[AE-01] "%s" is no date', (text) => expect(partialDate(text)).toBeNull());

  it('[AE-01] every partial date holds its own first and last day, and less precision never means fewer days', () => {
    fc.assert(
      fc.property(anyPartial, (text) => {
        const date = read(text);
        expect(date.earliest.toString().startsWith(text)).toBe(true);
        expect(date.latest.toString().startsWith(text)).toBe(true);
        const days = daysBetween(date.earliest, date.latest) + 1;
        expect(days).toBe({ day: 1, month: date.earliest.daysInMonth, year: date.earliest.daysInYear }[date.precision]);
      }),
    );
  });

  it('[AE-01] one is surely before another only where no reading of the two agrees, and never both ways', () => {
    expect(isSurelyBefore(read('2026-03'), read('2026-04-01'))).toBe(true);
    expect(isSurelyBefore(read('2026-04'), read('2026-04-30'))).toBe(false);
    expect(isSurelyBefore(read('2026'), read('2026-04'))).toBe(false);
    fc.assert(
      fc.property(anyPartial, anyPartial, (one, other) => {
        const [before, after] = [isSurelyBefore(read(one), read(other)), isSurelyBefore(read(other), read(one))];
        expect(before && after).toBe(false);
        if (one.length === 10 && other.length === 10) expect(before).toBe(one < other);
        if (one.startsWith(other) || other.startsWith(one)) expect(before || after).toBe(false);
      }),
    );
  });
});
