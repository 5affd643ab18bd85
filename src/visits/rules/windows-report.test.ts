// The visit windows report: totals add up, and nothing is dropped silently.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { visitWindowsReport } from './windows-report.ts';

describe('visit windows report', () => {
  const row = (actual: string | null, hasWindow = true) => ({
    subject: '101-007',
    visitKey: 'V3',
    target: hasWindow ? civilDate('2026-04-07') : null,
    earliest: hasWindow ? civilDate('2026-04-04') : null,
    latest: hasWindow ? civilDate('2026-04-10') : null,
    actual: actual === null ? null : civilDate(actual),
  });

  it('[BR-02] counts visits in, before and after their windows and names those it cannot judge', () => {
    const report = visitWindowsReport([
      row('2026-04-04'),
      row('2026-04-10'),
      row('2026-04-13'),
      row('2026-04-01'),
      row(null),
      row('2026-04-07', false),
    ]);
    expect(report.totals).toEqual({ visits: 4, inWindow: 2, early: 1, late: 1 });
    expect(report.rows.map((line) => line.outByDays)).toEqual([0, 0, 3, -3]);
    expect([report.withoutWindow.length, report.notDone.length]).toEqual([1, 1]);
  });
});
