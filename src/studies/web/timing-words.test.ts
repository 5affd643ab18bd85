// Windows under the names of visits read as the protocol states them.
import { describe, expect, it } from 'vitest';
import { timingWords, windowText } from './timing-words.ts';

const say = (key: string, values: Readonly<Record<string, unknown>> = {}) => `${key}(${Object.values(values).join('|')})`;
const names = new Map([
  ['V2', 'Randomisation'],
  ['V5', 'End of treatment'],
]);
const width = (before: number, after: number) => ({ windowBeforeDays: before, windowAfterDays: after });

describe('the window of a visit in words', () => {
  it('[BR-02] an equal window is one number, an unequal one is two, none is nothing', () => {
    expect([windowText(width(3, 3)), windowText(width(0, 5)), windowText(width(0, 0))]).toEqual(['±3', '−0/+5', '']);
  });
  it('[BR-01] days from the chosen visit stand alone; days from another visit name it', () => {
    const from = (key: string) => ({
      timing: { anchor: { kind: 'visit' as const, key }, offset: { kind: 'day' as const, day: -28 }, ...width(3, 3) },
    });
    expect(timingWords(from('V2'), names, 'V2', say)).toBe('timing.day(−28) ±3');
    expect(timingWords(from('V5'), names, 'V2', say)).toBe('timing.counted(timing.day(−28) ±3|End of treatment)');
  });
  it('[BR-02a] a duration names what it is counted from', () => {
    const timing = {
      anchor: { kind: 'milestone' as const, key: 'last-dose' },
      offset: { kind: 'duration' as const, amount: 30, unit: 'day' as const, direction: 'after' as const },
      ...width(0, 5),
    };
    expect(timingWords({ timing }, names, 'V2', say)).toBe('timing.after(timing.day(30)|milestone.last-dose()), −0/+5');
  });
  it('a visit without timing is one whose date is chosen', () => {
    expect(timingWords({ timing: null }, names, 'V2', say)).toBe('timing.chosen()');
  });
});
