// Visit compliance.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complianceInterval, visitCompliance } from './compliance.ts';

describe('visit compliance', () => {
  it('[KPI-14] a missed visit counts against it as much as one outside its window', () => {
    expect(visitCompliance({ completed: 9, inWindow: 8, missed: 1 })).toEqual({ share: 0.8, n: 10 });
  });
  it('[KPI-14] is unknown where nothing has been judged', () => {
    expect(visitCompliance({ completed: 0, inWindow: 0, missed: 0 })).toEqual({ share: null, n: 0 });
  });
  it('[KPI-14] comes with the interval that so few visits leave open', () => {
    const interval = complianceInterval({ completed: 10, inWindow: 8, missed: 0 });
    expect(interval?.low).toBeCloseTo(0.4902, 4);
    expect(interval?.high).toBeCloseTo(0.9433, 4);
    expect(complianceInterval({ completed: 0, inWindow: 0, missed: 0 })).toBeNull();
  });
  it('[KPI-14] lies between nothing and everything', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (inWindow, outside, missed) => {
        const { share } = visitCompliance({ completed: inWindow + outside, inWindow, missed });
        return share === null ? inWindow + outside + missed === 0 : share >= 0 && share <= 1;
      }),
    );
  });
});
