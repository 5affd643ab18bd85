// The months under a picture.
import { describe, expect, it } from 'vitest';
import { monthTicks } from './month-ticks.ts';

const months = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `${2024 + Math.floor((from + at) / 12)}-${String(((from + at) % 12) + 1).padStart(2, '0')}`);

describe('the months under a picture', () => {
  it('are all named where there is room', () => {
    expect(monthTicks(months(2, 5), 500)).toEqual(months(2, 5));
  });
  it('leave out evenly what has no room, and keep January', () => {
    expect(monthTicks(months(5, 14), 500)).toEqual(['2024-07', '2024-10', '2025-01', '2025-04', '2025-07']);
  });
  it('never stand closer than their names are wide', () => {
    for (let count = 1; count < 90; count += 1)
      for (const width of [120, 300, 440, 560, 1100])
        expect(monthTicks(months(3, count), width).length).toBeLessThanOrEqual(Math.max(2, Math.floor(width / 72) + 1));
  });
});
