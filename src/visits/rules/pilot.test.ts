// A real trial's visits against their windows, under both readings of "two weeks after first dose"; skipped where the files are absent.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import type { FirstDay, Schedule } from '#studies/rules';
import { projectSchedule } from './projection.ts';
import { visitWindowsReport } from './windows-report.ts';

const file = join(process.env.SITEWARD_TEST_DATA ?? '../shared/data', 'sdtm-cdiscpilot01', 'visit_windows_expected.csv');

interface PilotRow {
  readonly subject: string;
  readonly visit: string;
  readonly anchor_first_dose: string;
  readonly offset_days: string;
  readonly window_days: string;
  readonly actual_date: string;
}

function report(rows: readonly PilotRow[], firstDay: FirstDay) {
  const judged = rows.flatMap((row) => {
    const width = Number(row.window_days);
    const offset = { kind: 'duration', amount: Number(row.offset_days), unit: 'day' } as const;
    const anchor = { kind: 'milestone', milestone: 'first-dose' } as const;
    const timing = { anchor, offset, windowBeforeDays: width, windowAfterDays: width };
    const schedule: Schedule = { firstDay, visits: [{ key: row.visit, name: row.visit, timing }] };
    const actual = civilDate(row.actual_date);
    const milestones = { 'first-dose': civilDate(row.anchor_first_dose) };
    return projectSchedule({ schedule, milestones, occurrences: [{ visitKey: row.visit, state: 'completed', actualOn: actual }] }).map(
      (visit) => ({
        ...visit,
        subject: row.subject,
        actual: visit.actualOn,
      }),
    );
  });
  return visitWindowsReport(judged).totals;
}

describe('visits of the pilot trial', () => {
  it.skipIf(!existsSync(file))('[BR-02] 641 of 828 lie in their windows counted from first dose, 606 when first dose is Day 1', () => {
    const rows = parse<PilotRow>(readFileSync(file), { columns: true });
    const [fromDose, dayOne] = [report(rows, 0), report(rows, 1)];
    expect([fromDose.visits, fromDose.inWindow, dayOne.visits, dayOne.inWindow]).toEqual([828, 641, 828, 606]);
  });
});
