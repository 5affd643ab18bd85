// Study days: fixed examples of the trade and the round trip over every calendar.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError, addDays, civilDate } from '#lib';
import { dateForStudyDay, studyDay } from './study-day.ts';

const anyDate = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays(civilDate('2026-01-01'), days));

describe('study day', () => {
  it('[BR-01] the anchor is Day 1 and the day before it Day -1', () => {
    const anchor = civilDate('2026-03-10');
    expect(studyDay(anchor, anchor)).toBe(1);
    expect(studyDay(civilDate('2026-03-09'), anchor)).toBe(-1);
    expect(studyDay(civilDate('2026-02-24'), anchor)).toBe(-14);
    expect(dateForStudyDay(29, anchor).toString()).toBe('2026-04-07');
    expect(dateForStudyDay(-14, anchor).toString()).toBe('2026-02-24');
  });

  it('[BR-01] there is no Day 0 and no fraction of a day', () => {
    const anchor = civilDate('2026-03-10');
    expect(() => dateForStudyDay(0, anchor)).toThrow(DomainError);
    expect(() => dateForStudyDay(1.5, anchor)).toThrow(DomainError);
  });

  it('[BR-01] every date has one study day, never 0, and every study day leads back to its date', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (date, anchor) => {
        const day = studyDay(date, anchor);
        expect(day).not.toBe(0);
        expect(dateForStudyDay(day, anchor).equals(date)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
