// Day numbers of targets follow from those of their windows.
import { describe, expect, it } from 'vitest';
import { dayOn } from './day-number.ts';

describe('the day number of a target', () => {
  it("[BR-01] counts from the window's first day, before and after Day 1, and knows no Day 0", () => {
    expect(dayOn('2026-04-07', { earliest: '2026-04-04', studyDayEarliest: 26 })).toBe(29);
    expect(dayOn('2026-03-10', { earliest: '2026-03-08', studyDayEarliest: -2 })).toBe(1);
    expect(dayOn('2026-03-09', { earliest: '2026-03-08', studyDayEarliest: -2 })).toBe(-1);
  });
  it('is not known without a Day 1, a window or a date', () => {
    expect([
      dayOn('2026-04-07', { earliest: '2026-04-04', studyDayEarliest: null }),
      dayOn(null, { earliest: '2026-04-04', studyDayEarliest: 26 }),
    ]).toEqual([undefined, undefined]);
  });
});
