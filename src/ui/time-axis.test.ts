// A swim lane puts every day where it belongs and writes as many ticks as fit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '#lib';
import { axisTicks, dayX, timeAxis, isWithinReach, spanDays } from './time-axis.ts';

describe('the time axis', () => {
  it('covers all dates with air at both ends', () => {
    const axis = timeAxis(['2026-04-10', '2026-04-01', '2026-05-02'], 600, 3);
    expect([axis.from.toString(), axis.to.toString()]).toEqual(['2026-03-29', '2026-05-05']);
    expect(() => timeAxis([], 600)).toThrow(RangeError);
  });
  it('knows how many days it will show before it has a width', () => {
    expect(spanDays(['2026-04-10', '2026-04-01'], 3)).toBe(16);
    expect(spanDays([])).toBe(0);
  });
  it('gives every day the same width, over clock changes and leap days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 400 }), (start, length) => {
        const from = addDays(civilDate('2024-01-01'), start);
        const axis = timeAxis([from.toString(), addDays(from, length).toString()], 1000, 0);
        expect(dayX(axis, axis.from.toString(), 'start')).toBe(0);
        expect(dayX(axis, axis.to.toString(), 'end')).toBeCloseTo(1000, 6);
        const day = addDays(from, Math.floor(length / 2)).toString();
        expect(dayX(axis, day, 'end') - dayX(axis, day, 'start')).toBeCloseTo(1000 / (length + 1), 6);
      }),
    );
  });
  it('writes Mondays when they fit, else months, quarters or years', () => {
    const span = (to: string, widthPx: number) => axisTicks(timeAxis(['2026-01-01', to], widthPx, 0));
    expect(span('2026-01-31', 600)).toEqual(['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26']);
    expect(span('2026-04-30', 600)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']);
    expect(span('2027-01-31', 600)).toEqual(['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01']);
    expect(span('2035-01-31', 300)).toHaveLength(10);
  });

  it('a picture of visits years ago is not stretched until today', () => {
    const dates = ['2014-01-02', '2014-07-02'];
    expect(isWithinReach(dates, '2014-08-20')).toBe(true);
    expect(isWithinReach(dates, '2026-04-13')).toBe(false);
    expect(isWithinReach(dates, '2013-01-01')).toBe(false);
    expect(isWithinReach([], '2026-04-13')).toBe(true);
  });
});
