// Backward windows: what a screening visit leaves to randomisation.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, daysBetween } from '#lib';
import { allowedAnchorDates, anchorLimit, tightestLimit } from './backward.ts';
import type { Offset, TimingRule, VisitDefinition } from '#studies/rules';
import { outByDays, visitWindow } from './window.ts';

const timing = (offset: Offset, before = 0, after = 0): TimingRule => ({
  anchor: { kind: 'visit', visitKey: 'V2' },
  offset,
  windowBeforeDays: before,
  windowAfterDays: after,
});
const screening: VisitDefinition & { timing: TimingRule } = {
  key: 'V1',
  name: 'Screening',
  timing: timing({ kind: 'range', fromDay: -28, toDay: -1 }),
  activities: [
    { key: 'labs', name: 'Labs', validDays: 14 },
    { key: 'ecg', name: 'ECG', validDays: 21 },
  ],
};

describe('backward window', () => {
  it('[BR-02b] screening on 24 February lets randomisation happen from 25 February to 24 March', () => {
    const { earliest, latest } = allowedAnchorDates(screening.timing, civilDate('2026-02-24'));
    expect([earliest, latest].map(String)).toEqual(['2026-02-25', '2026-03-24']);
  });

  it('[BR-02b] the procedure whose result expires first sets the limit', () => {
    const limit = anchorLimit(screening, civilDate('2026-02-24'));
    expect(limit.latest.toString()).toBe('2026-03-10');
    expect(limit.setBy).toEqual({ visitKey: 'V1', procedureKey: 'labs' });
    const redrawn = anchorLimit(screening, civilDate('2026-02-24'), { labs: civilDate('2026-03-06') });
    expect([redrawn.latest.toString(), redrawn.setBy.procedureKey]).toEqual(['2026-03-17', 'ecg']);
  });

  it('[BR-02b] of two screening visits the earliest limit counts', () => {
    const first = anchorLimit({ ...screening, activities: [] }, civilDate('2026-02-24'));
    const second = anchorLimit({ ...screening, key: 'V1b', activities: [] }, civilDate('2026-02-20'), {}, true);
    const both = tightestLimit([first, second]);
    expect([both?.earliest, both?.latest].map(String)).toEqual(['2026-02-25', '2026-03-20']);
    expect([both?.setBy.visitKey, both?.provisional]).toEqual(['V1b', true]);
  });

  it('[BR-02b] exactly the allowed anchor dates put the visit inside its own window', () => {
    const offsets: fc.Arbitrary<Offset> = fc.oneof(
      fc.integer({ min: -60, max: -1 }).map((day) => ({ kind: 'day' as const, day })),
      fc
        .tuple(fc.integer({ min: -60, max: -30 }), fc.integer({ min: -29, max: -1 }))
        .map(([fromDay, toDay]) => ({ kind: 'range' as const, fromDay, toDay })),
      fc
        .integer({ min: 1, max: 6 })
        .map((amount) => ({ kind: 'duration' as const, amount, unit: 'month' as const, direction: 'before' as const })),
    );
    fc.assert(
      fc.property(offsets, fc.integer({ min: 3, max: 9 }), fc.nat(9), fc.nat(2_000), (offset, before, after, shift) => {
        const rule = timing(offset, before, after);
        const visitOn = addDays(civilDate('2024-01-01'), shift);
        const { earliest, latest } = allowedAnchorDates(rule, visitOn);
        const isInside = (anchor: typeof visitOn) => {
          const window = visitWindow(rule, anchor);
          return outByDays(visitOn, window.earliest, window.latest) === 0;
        };
        for (let anchor = earliest; daysBetween(anchor, latest) >= 0; anchor = addDays(anchor, 1)) expect(isInside(anchor)).toBe(true);
        expect(isInside(addDays(earliest, -1))).toBe(false);
        expect(isInside(addDays(latest, 1))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
