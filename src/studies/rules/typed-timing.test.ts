// Typed timings: the trade's ways of writing them, print and read as each other's inverse, and hostile text refused by name.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Offset } from './schedule.ts';
import { readWhen, readWindow, typedOffset, typedWindow } from './typed-timing.ts';

const visits = [
  { key: 'V2', name: 'Randomisation' },
  { key: 'V5', name: 'End of treatment' },
];
const after = (amount: number, unit: 'hour' | 'day' | 'week' | 'month', direction: 'after' | 'before' = 'after'): Offset => ({
  kind: 'duration',
  amount,
  unit,
  direction,
});
const visit = (visitKey: string) => ({ kind: 'visit', visitKey });

describe('when a visit is due', () => {
  it.each<[string, Offset]>([
    ['Day 29', { kind: 'day', day: 29 }],
    ['d29', { kind: 'day', day: 29 }],
    ['29', { kind: 'day', day: 29 }],
    ['Día −14', { kind: 'day', day: -14 }],
    ['C1D8', { kind: 'day', day: 8 }],
    ['D-28..-1', { kind: 'range', fromDay: -28, toDay: -1 }],
    ['D-28..D-1', { kind: 'range', fromDay: -28, toDay: -1 }],
    ['Day -28 to Day -1', { kind: 'range', fromDay: -28, toDay: -1 }],
    ['−28 to −1', { kind: 'range', fromDay: -28, toDay: -1 }],
    ['D1-7', { kind: 'range', fromDay: 1, toDay: 7 }],
    ['Week 4', after(4, 'week')],
    ['W-2', after(2, 'week', 'before')],
    ['month 6', after(6, 'month')],
    ['6 meses', after(6, 'month')],
    ['+1.5 d', after(1.5, 'day')],
    ['-2w', after(2, 'week', 'before')],
  ])('[BR-02a] "%s" names no anchor', (typed, offset) => {
    expect(readWhen(typed, visits)).toEqual({ ok: true, value: { offset, anchor: null } });
  });

  it.each<[string, Offset, object]>([
    ['V2 +28 d', after(28, 'day'), visit('V2')],
    ['v2+28d', after(28, 'day'), visit('V2')],
    ['End of Treatment + 2 weeks', after(2, 'week'), visit('V5')],
    ['4 h after V2', after(4, 'hour'), visit('V2')],
    ['3 days before the end of treatment', after(3, 'day', 'before'), visit('V5')],
    ['30 días después de la última dosis', after(30, 'day'), { kind: 'milestone', milestone: 'last-dose' }],
    ['last dose +30 d', after(30, 'day'), { kind: 'milestone', milestone: 'last-dose' }],
    ['+30d from last-dose@V5', after(30, 'day'), { kind: 'milestone', milestone: 'last-dose', carriedBy: 'V5' }],
    ['consent + 7', after(7, 'day'), { kind: 'consent' }],
    ['Day 8 from V5', { kind: 'day', day: 8 }, visit('V5')],
  ])('[BR-02a] "%s" says what it counts from', (typed, offset, anchor) => {
    expect(readWhen(typed, visits)).toEqual({ ok: true, value: { offset, anchor } });
  });

  it.each([
    ['', 'when-empty'],
    ['Day 0', 'day-zero'],
    ['D-1..0', 'day-zero'],
    ['Day 99999', 'day-far'],
    ['D10..3', 'range-backwards'],
    ['-28-1', 'when-unknown'],
    ['1.5 months', 'month-fraction'],
    ['V9 +3 d', 'anchor-unknown'],
    ['constructor +3 d', 'anchor-unknown'],
    ['C2D1', 'when-cycle'],
    ['soon', 'when-unknown'],
    ['+3 fortnights', 'when-unknown'],
    ['9'.repeat(200), 'when-long'],
  ])('"%s" is refused as %s', (typed, refusal) => {
    expect(readWhen(typed, visits)).toMatchObject({ ok: false, refusal });
  });

  it('two visits of one name are no anchor', () => {
    const twins = [
      { key: 'A', name: 'Call' },
      { key: 'B', name: 'call' },
    ];
    expect(readWhen('Call +1 d', twins)).toMatchObject({ ok: false, refusal: 'anchor-ambiguous' });
  });

  const day = fc.integer({ min: -3_650, max: 36_500 }).filter((number) => number !== 0);
  const offsets: fc.Arbitrary<Offset> = fc.oneof(
    day.map((number): Offset => ({ kind: 'day', day: number })),
    fc.tuple(day, day).map(([a, b]): Offset => ({ kind: 'range', fromDay: Math.min(a, b), toDay: Math.max(a, b) })),
    fc.record<Offset & { kind: 'duration' }>({
      kind: fc.constant('duration'),
      amount: fc.oneof(
        fc.nat(100_000),
        fc.nat(9_999).map((hundredths) => hundredths / 100),
      ),
      unit: fc.constantFrom('hour', 'day', 'week'),
      direction: fc.constantFrom('after', 'before'),
    }),
    fc.nat(1_200).map((amount) => after(amount, 'month')),
  );

  it('[BR-02a] what is printed reads back as it was', () => {
    fc.assert(
      fc.property(offsets, (offset) => {
        expect(readWhen(typedOffset(offset))).toEqual({ ok: true, value: { offset, anchor: null } });
      }),
    );
  });

  it('any text at all is read or refused in time', () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('d', 'D', '+', '-', '±', ' ', '.', '0', '1', '3', 'w', 'V2', 'after', '@'), maxLength: 160 }),
    );
    fc.assert(
      fc.property(anything, (typed) => {
        const [when, window] = [readWhen(typed, visits), readWindow(typed)];
        if (when.ok) expect(readWhen(typedOffset(when.value.offset))).toMatchObject({ ok: true, value: { offset: when.value.offset } });
        if (window.ok) expect(readWindow(typedWindow(window.value))).toEqual(window);
      }),
    );
  });
});

describe('how wide a window is', () => {
  it.each([
    ['±3', 3, 3],
    ['+/-3 days', 3, 3],
    ['3', 3, 3],
    ['(±3 d)', 3, 3],
    ['-3/+3 d', 3, 3],
    ['+5', 0, 5],
    ['-7/+0 d', 7, 0],
    ['+2 / -7', 7, 2],
    ['−1 to +4 días', 1, 4],
    ['±1 week', 7, 7],
    ['±0', 0, 0],
  ])('[BR-02] "%s" is %i days early and %i late', (typed, beforeDays, afterDays) => {
    expect(readWindow(typed)).toEqual({ ok: true, value: { beforeDays, afterDays, isStated: true } });
  });

  it('[BR-02] nothing typed states nothing, which is not ±0', () => {
    expect(readWindow(' ')).toEqual({ ok: true, value: { beforeDays: 0, afterDays: 0, isStated: false } });
  });

  it.each([
    ['±2 h', 'window-hours'],
    ['±30 min', 'window-hours'],
    ['±1.5', 'window-fraction'],
    ['±99999', 'window-wide'],
    ['+3/+4', 'window-unknown'],
    ['wide', 'window-unknown'],
  ])('"%s" is refused as %s', (typed, refusal) => {
    expect(readWindow(typed)).toMatchObject({ ok: false, refusal });
  });

  it('[BR-02] what is printed reads back as it was', () => {
    const width = fc.integer({ min: 0, max: 3_650 });
    fc.assert(
      fc.property(width, width, (beforeDays, afterDays) => {
        const window = { beforeDays, afterDays, isStated: true };
        expect(readWindow(typedWindow(window))).toEqual({ ok: true, value: window });
      }),
    );
  });
});
