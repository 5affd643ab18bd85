// Durations of a protocol.
import { describe, expect, it } from 'vitest';
import { DAYS_PER_MONTH, elapsed, roundedDays } from './duration.ts';

const daysOf = (text: string) => {
  const length = elapsed(text);
  return length && roundedDays(length.seconds);
};

describe('ISO 8601 durations', () => {
  it.each([
    ['P2W', 14],
    ['P1D', 1],
    ['PT4H', 0.1667],
    ['PT90M', 0.0625],
    ['PT15M', 0.0104],
    ['P1DT12H', 1.5],
    ['P1W2D', 9],
    ['P0.5D', 0.5],
    ['P0,5W', 3.5],
    ['PT0M', 0],
    ['PT30S', 0.0003],
    [' P3D ', 3],
  ])('[BR-02a] %s is %d days', (text, days) => {
    expect(daysOf(text)).toBe(days);
    expect(elapsed(text)?.calendar).toBe(false);
  });

  it('[BR-02a] months and years follow the calendar, so they say that their days are a mean', () => {
    expect(elapsed('P6M')).toEqual({ seconds: 6 * DAYS_PER_MONTH * 86_400, calendar: true });
    expect([daysOf('P1Y'), elapsed('P1Y')?.calendar]).toEqual([365.2425, true]);
    expect(elapsed('P1M')?.seconds).not.toBe(elapsed('PT1M')?.seconds);
  });

  it.each(['', 'P', 'PT', 'P1', '2W', 'P-2D', '-P2D', '+P2D', 'P1DT', 'PT1D', 'P1D2W', 'P1H', '14 days', 'p2d', 'P9999999999D', 'P1.D'])(
    '[BR-02a] %j is no duration',
    (text) => {
      expect(elapsed(text)).toBeNull();
    },
  );

  it('a moment before the anchor rounds like the same moment after it, and never to minus zero', () => {
    expect(roundedDays(-900)).toBe(-roundedDays(900));
    expect(Object.is(roundedDays(-1), 0)).toBe(true);
  });
});
