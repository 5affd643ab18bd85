// Dates, windows, instants and amounts read the way the trade writes them.
import { describe, expect, it } from 'vitest';
import { formatDate, formatDateRange, formatInstant, formatMinor, formatNumber, formatZone, plainMinor } from './format.ts';

describe('a civil date', () => {
  it('is written day, short month, year', () => {
    expect(formatDate('2026-04-07')).toBe('7 Apr 2026');
    expect(formatDate('2026-09-30')).toBe('30 Sep 2026');
  });
  it('carries its weekday or leaves out the year where asked', () => {
    expect(formatDate('2026-04-07', { weekday: true })).toBe('Tue 7 Apr 2026');
    expect(formatDate('2026-04-07', { year: false })).toBe('7 Apr');
  });
  it('speaks Spanish', () => {
    expect(formatDate('2026-04-07', { language: 'es' })).toBe('7 abr 2026');
  });
  it('refuses a day that is not in the calendar', () => {
    expect(() => formatDate('2026-02-30')).toThrow(RangeError);
    expect(() => formatDate('7 Apr 2026')).toThrow(RangeError);
  });
});

describe('a range of dates', () => {
  it.each([
    ['2026-04-04', '2026-04-10', '4–10 Apr 2026'],
    ['2026-04-28', '2026-05-03', '28 Apr – 3 May 2026'],
    ['2026-12-28', '2027-01-03', '28 Dec 2026 – 3 Jan 2027'],
    ['2026-04-07', '2026-04-07', '7 Apr 2026'],
  ])('from %s to %s names each month and year once', (from, to, text) => {
    expect(formatDateRange(from, to)).toBe(text);
  });
  it('refuses to end before it begins', () => {
    expect(() => formatDateRange('2026-04-10', '2026-04-04')).toThrow(RangeError);
  });
});

describe('an instant', () => {
  it('is shown on the wall of the zone, with the zone, on both sides of a clock change', () => {
    expect(formatInstant('2026-04-15T21:20:00Z', 'America/Chicago')).toBe('15 Apr 2026, 16:20 CDT');
    expect(formatInstant('2026-01-15T05:05:00Z', 'America/Chicago')).toBe('14 Jan 2026, 23:05 CST');
  });
  it('names the zone of a civil date', () => {
    expect(formatZone('2026-04-07', 'America/Chicago')).toBe('CDT');
    expect(formatZone('2026-01-07', 'America/Chicago')).toBe('CST');
  });
});

describe('an amount', () => {
  it('comes in minor units and is grouped, whatever its size or sign', () => {
    expect(formatMinor('195000', 'USD')).toBe('1,950.00');
    expect(formatMinor('-5', 'USD')).toBe('−0.05');
    expect(formatMinor('-195000', 'USD')).toBe('−1,950.00');
    expect(formatMinor('1500', 'JPY')).toBe('1,500');
    expect(formatMinor('900719925474099312', 'USD')).toBe('9,007,199,254,740,993.12');
  });
  it('refuses decimals, words and unknown currencies', () => {
    for (const text of ['19.50', '', 'abc', '1e3']) expect(() => formatMinor(text, 'USD')).toThrow(RangeError);
    expect(() => formatMinor('1', 'XXX')).toThrow(RangeError);
  });
  it('groups plain numbers and fixes decimals where asked', () => {
    expect(formatNumber(1234.5)).toBe('1,234.5');
    expect(formatNumber(39.2, 2)).toBe('39.20');
    expect([formatNumber(6710, 0, 'es'), formatNumber(-1234.5, 1, 'es')]).toEqual(['6.710', '−1.234,5']);
  });
  it('is written with a minus for people and with a hyphen for programs', () => {
    expect([formatNumber(-281_383), formatMinor('-28138300', 'USD'), plainMinor('-28138300', 'USD')]).toEqual([
      '−281,383',
      '−281,383.00',
      '-281383.00',
    ]);
  });
});
