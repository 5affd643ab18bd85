// Enrolment against its plan.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { plannedToDate, screenFailureShare } from './enrolment.ts';

const plan = { target: 12, from: civilDate('2026-01-01'), to: civilDate('2026-12-31') };

describe('the plan to date', () => {
  it('[KPI-06] spreads the target evenly over the planned days, both ends included', () => {
    expect(plannedToDate(plan, civilDate('2025-12-31'))).toBe(0);
    expect(plannedToDate(plan, civilDate('2026-07-02'))).toBe(6);
    expect(plannedToDate(plan, civilDate('2026-12-31'))).toBe(12);
    expect(plannedToDate(plan, civilDate('2027-05-01'))).toBe(12);
  });
  it('[KPI-06] is unknown without a target or a period', () => {
    expect(plannedToDate({ ...plan, target: null }, civilDate('2026-07-02'))).toBeNull();
    expect(plannedToDate({ ...plan, to: null }, civilDate('2026-07-02'))).toBeNull();
  });
});

describe('the share that failed at screening', () => {
  it('[KPI-11] counts only those with an outcome', () => {
    expect(screenFailureShare({ failed: 6, enrolled: 18 })).toBe(0.25);
    expect(screenFailureShare({ failed: 0, enrolled: 0 })).toBeNull();
  });
});
