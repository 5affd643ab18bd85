// Months in a row for the pictures over time.
import { describe, expect, it } from 'vitest';
import { monthSeries, monthsBetween } from './month-series.ts';

const judged = { completed: 3, inWindow: 2, missed: 1 };

describe('months in a row', () => {
  it('leave no month out, over the turn of a year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween(undefined, undefined)).toEqual([]);
  });
  it('[DK-04] carry running totals through months in which nothing happened', () => {
    const points = monthSeries([
      { month: '2026-01', screened: 3, enrolled: 1, failed: 1, judged },
      { month: '2026-03', screened: 2, enrolled: 2, failed: 0, judged },
    ]);
    expect(points.map(({ month, screenedTotal, total }) => [month, screenedTotal, total])).toEqual([
      ['2026-01', 3, 1],
      ['2026-02', 3, 1],
      ['2026-03', 5, 3],
    ]);
    expect(points[1]?.judged).toEqual({ completed: 0, inWindow: 0, missed: 0 });
  });
});
