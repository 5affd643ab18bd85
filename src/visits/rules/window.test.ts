// Windows: each kind of offset, calendar months, leap days, and both ends inclusive whatever the zone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError, Temporal, addDays, civilDate, dateInZone, daysBetween } from '#lib';
import type { Offset, TimingRule } from '#studies/rules';
import { idealDate, offsetDays, outByDays, visitWindow } from './window.ts';

const timing = (offset: Offset, before = 0, after = 0): TimingRule => ({
  anchor: { kind: 'visit', visitKey: 'V2' },
  offset,
  windowBeforeDays: before,
  windowAfterDays: after,
});
const anyDate = fc.integer({ min: -20_000, max: 20_000 }).map((days) => addDays(civilDate('2026-01-01'), days));
const target = (offset: Offset, anchor: string, countsDayOne = false) =>
  visitWindow(timing(offset), civilDate(anchor), countsDayOne).target?.toString();
const months = (amount: number, direction: 'after' | 'before' = 'after'): Offset => ({
  kind: 'duration',
  amount,
  unit: 'month',
  direction,
});

describe('visit window', () => {
  it('[BR-02] Week 4 of NLX-301 is Day 29, three days either way', () => {
    const window = visitWindow(timing({ kind: 'day', day: 29 }, 3, 3), civilDate('2026-03-10'));
    expect([window.target, window.earliest, window.latest].map(String)).toEqual(['2026-04-07', '2026-04-04', '2026-04-10']);
  });

  it('[BR-02a] a range has no single target: the range is the target', () => {
    const window = visitWindow(timing({ kind: 'range', fromDay: -28, toDay: -1 }), civilDate('2026-03-10'));
    expect(window.target).toBeNull();
    expect([window.targetRange.from, window.targetRange.to].map(String)).toEqual(['2026-02-10', '2026-03-09']);
  });

  it('[BR-02a] calendar months clamp to the end of the month, also over leap days', () => {
    expect(target(months(1), '2026-01-31')).toBe('2026-02-28');
    expect(target(months(1), '2028-01-31')).toBe('2028-02-29');
    expect(target(months(12), '2024-02-29')).toBe('2025-02-28');
    expect(target(months(1, 'before'), '2026-03-31')).toBe('2026-02-28');
  });

  it('[BR-02a] two weeks are 14 elapsed days, or study day 14 where the first day is Day 1', () => {
    const twoWeeks: Offset = { kind: 'duration', amount: 2, unit: 'week' };
    expect(target(twoWeeks, '2026-03-10')).toBe('2026-03-24');
    expect(target(twoWeeks, '2026-03-10', true)).toBe('2026-03-23');
    expect(target({ ...twoWeeks, direction: 'before' }, '2026-03-10', true)).toBe('2026-02-24');
    expect(target({ kind: 'duration', amount: 0, unit: 'day' }, '2026-03-10', true)).toBe('2026-03-10');
  });

  it('[BR-02a] hours round toward zero to civil days and still put visits in order', () => {
    const hours = (amount: number, direction: 'after' | 'before' = 'after'): Offset => ({
      kind: 'duration',
      amount,
      unit: 'hour',
      direction,
    });
    expect(target(hours(47), '2026-03-10')).toBe('2026-03-11');
    expect(target(hours(4, 'before'), '2026-03-10')).toBe('2026-03-10');
    expect(offsetDays(hours(12))).toBe(0.5);
    const window = visitWindow(timing({ kind: 'day', day: 1 }, 4 / 24, 30 / 24), civilDate('2026-03-10'));
    expect([window.earliest, window.latest].map(String)).toEqual(['2026-03-10', '2026-03-11']);
  });

  it('[BR-02] Day 0, ranges that run backward, negative widths and parts of months are refused', () => {
    const at = civilDate('2026-03-10');
    expect(() => visitWindow(timing({ kind: 'day', day: 0 }), at)).toThrow(DomainError);
    expect(() => visitWindow(timing({ kind: 'range', fromDay: -1, toDay: -28 }), at)).toThrow(DomainError);
    expect(() => visitWindow(timing({ kind: 'day', day: 1 }, -1), at)).toThrow(DomainError);
    expect(() => visitWindow(timing({ kind: 'day', day: 1 }, Number.NaN), at)).toThrow(DomainError);
    expect(() => visitWindow(timing(months(1.5)), at)).toThrow(DomainError);
    expect(() => visitWindow(timing({ kind: 'duration', amount: -3, unit: 'day' }), at)).toThrow(DomainError);
  });

  it('[BR-02] both ends of a window are inside, the days next to them are one day out', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 400 }), fc.nat(20), fc.nat(20), (anchor, day, before, after) => {
        const { earliest, latest } = visitWindow(timing({ kind: 'day', day }, before, after), anchor);
        expect(daysBetween(earliest, latest)).toBe(before + after);
        expect(outByDays(earliest, earliest, latest)).toBe(0);
        expect(outByDays(latest, earliest, latest)).toBe(0);
        expect(outByDays(addDays(earliest, -1), earliest, latest)).toBe(-1);
        expect(outByDays(addDays(latest, 1), earliest, latest)).toBe(1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('[BR-02] day +N is N calendar days on the wall of every time zone, across every change of clocks', () => {
    const zones = [...Intl.supportedValuesOf('timeZone'), 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    const from = Temporal.Instant.from('2020-01-01T00:00:00Z').epochMilliseconds;
    const to = Temporal.Instant.from('2039-01-01T00:00:00Z').epochMilliseconds;
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: from, max: to }), fc.nat(400), (zone, ms, days) => {
        const anchor = dateInZone(Temporal.Instant.fromEpochMilliseconds(ms), zone);
        const on = visitWindow(timing({ kind: 'duration', amount: days, unit: 'day' }), anchor).target;
        expect(on && daysBetween(anchor, on)).toBe(days);
      }),
      { numRuns: 5_000 },
    );
  });

  it('[BR-02] a visit that nobody has dated stands on its target, or on the last day of a range', () => {
    const on = (offset: Offset) => idealDate(visitWindow(timing(offset, 2, 2), civilDate('2026-03-10'))).toString();
    expect(on({ kind: 'day', day: 29 })).toBe('2026-04-07');
    expect(on({ kind: 'range', fromDay: 8, toDay: 15 })).toBe('2026-03-24');
  });

  it('[BR-02a] no time at all after the anchor is the anchor itself, also where Day 1 is counted', () => {
    expect([target(months(0), '2026-03-10', true), target({ kind: 'duration', amount: 0, unit: 'day' }, '2026-03-10', true)]).toEqual([
      '2026-03-10',
      '2026-03-10',
    ]);
  });
});
