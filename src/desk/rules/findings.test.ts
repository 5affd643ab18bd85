// What the grid of the network calls wrong, and why.
import { describe, expect, it } from 'vitest';
import { type JudgedCell, findingsOf, trendOf } from './findings.ts';

const healthy: JudgedCell = {
  recruits: true,
  openDays: 300,
  enrolment: { screened: 20, enrolled: 14, failed: 4, recent: 3, before: 4, plannedToDate: 14, target: 20 },
  elsewhere: { failed: 20, enrolled: 60 },
  judged: { completed: 98, inWindow: 95, missed: 2 },
  overdue: { count: 0, oldestDays: null },
  done: 100,
  hasEarned: true,
};
const codes = (change: Partial<JudgedCell>) => findingsOf({ ...healthy, ...change }).map(({ code, tone }) => `${tone} ${code}`);
const enrolment = (change: Partial<JudgedCell['enrolment']>) => ({ enrolment: { ...healthy.enrolment, ...change } });

describe('[DK-02] a study-site', () => {
  it('that works as planned is not found fault with', () => {
    expect(findingsOf(healthy)).toEqual([]);
  });
  it('that has recruited for nine months and consented nobody is red, and says for how long', () => {
    const nobody = enrolment({ screened: 0, enrolled: 0, failed: 0, recent: 0, before: 0, plannedToDate: null });
    expect(findingsOf({ ...healthy, ...nobody, openDays: 280, judged: { completed: 0, inWindow: 0, missed: 0 }, done: 0 })).toEqual([
      { code: 'nobody-consented', tone: 'late', facts: { months: 9 } },
    ]);
    expect(codes({ ...nobody, openDays: 60 })).toEqual([]);
    expect(codes({ ...nobody, recruits: false })).toEqual([]);
  });
  it('whose visits wait after their windows is red once they are many or old', () => {
    expect(codes({ overdue: { count: 12, oldestDays: 31 } })).toEqual(['late visits-overdue']);
    expect(codes({ overdue: { count: 1, oldestDays: 3 } })).toEqual(['attention visits-overdue']);
  });
  it('is judged by its windows only from twenty visits on', () => {
    expect(codes({ judged: { completed: 100, inWindow: 74, missed: 0 } })).toEqual(['late compliance-low']);
    expect(codes({ judged: { completed: 10, inWindow: 5, missed: 0 } })).toEqual([]);
  });
  it('that fails far more at screening than the others of its study is named', () => {
    expect(codes(enrolment({ failed: 20, enrolled: 14 }))).toEqual(['attention screening-fails']);
    expect(codes({ ...enrolment({ failed: 20, enrolled: 14 }), elsewhere: { failed: 60, enrolled: 60 } })).toEqual([]);
  });
  it('that has worked and earned nothing is red, but not to readers who see no money', () => {
    expect(codes({ hasEarned: false })).toEqual(['late nothing-earned']);
    expect(codes({ hasEarned: null })).toEqual([]);
  });
  it('names what is red before what is to be looked at', () => {
    expect(codes({ ...enrolment({ enrolled: 12 }), hasEarned: false })).toEqual(['late nothing-earned', 'attention behind-plan']);
  });
});

describe('[DK-01] a trend', () => {
  it('compares the last months with as many before', () => {
    expect([trendOf({ recent: 2, before: 1 }), trendOf({ recent: 1, before: 2 }), trendOf({ recent: 1, before: 1 })]).toEqual([
      'up',
      'down',
      'level',
    ]);
    expect(trendOf({ recent: 0, before: 0 })).toBeNull();
  });
});
