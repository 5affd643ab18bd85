// Assumptions as people read them.
import { describe, expect, it } from 'vitest';
import { shownAssumption, shownSpread } from './shown-assumption.ts';

describe('[MKT-142] an assumption', () => {
  it.each([
    [0.8, 'correlation', { value: 0.8, digits: 1, unit: 'correlation' }],
    [4, 'weight of site-years', { value: 4, digits: 0, unit: 'weight of site-years' }],
    [0.0625, 'weight of site-years', { value: 0.0625, digits: 4, unit: 'weight of site-years' }],
    [6_710, 'USD million', { value: 6_710, digits: 0, unit: 'USD million' }],
    [12_345.678, 'weight of site-years', { value: 12_345.678, digits: 1, unit: 'weight of site-years' }],
    [0.015, 'a year against the market', { value: 1.5, digits: 1, unit: 'points a year against the market' }],
    [-0.004, 'a year against the market', { value: -0.4, digits: 1, unit: 'points a year against the market' }],
    [0.3, 'of a cell, relative', { value: 30, digits: 0, unit: '% of a cell' }],
  ])('of %d %s has the digits and the unit that it deserves', (value, unit, shown) => {
    expect(shownAssumption(value, unit)).toEqual(shown);
  });

  it('has its spread in percent of the value or in its own unit, and none where it is certain', () => {
    expect(shownSpread({ sd: 0.35, spread: 'relative', unit: 'USD million' })).toEqual({ value: 35, digits: 0, unit: '% of the value' });
    expect(shownSpread({ sd: 0.008, spread: 'absolute', unit: 'a year against the market' })).toEqual({
      value: 0.8,
      digits: 1,
      unit: 'points a year against the market',
    });
    expect(shownSpread({ sd: 0, spread: 'absolute', unit: 'correlation' })).toBeNull();
  });
});
