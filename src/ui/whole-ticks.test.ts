// Axes of counts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveTokens } from './save-picture.ts';
import { wholeTicks } from './whole-ticks.ts';

describe('the marks of an axis of counts', () => {
  it('are whole numbers, evenly spaced and few', () => {
    expect([wholeTicks(2), wholeTicks(13), wholeTicks(48)]).toEqual([
      [0, 1, 2],
      [0, 5, 10],
      [0, 10, 20, 30, 40],
    ]);
    fc.assert(
      fc.property(fc.nat(1_000_000), (most) => {
        const ticks = wholeTicks(most);
        return ticks.length <= 6 && ticks.every((tick) => Number.isInteger(tick) && tick <= most);
      }),
    );
  });
});

describe('a saved picture', () => {
  it('carries colours and no tokens', () => {
    const colourOf = (token: string) => (token === '--sw-text' ? '#111111' : '');
    expect(resolveTokens('fill="var(--sw-text)" stroke="var(--sw-none)"', colourOf)).toBe('fill="#111111" stroke="#000000"');
  });
});
