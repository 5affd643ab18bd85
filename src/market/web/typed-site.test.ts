// A new-site case as it is typed.
import { describe, expect, it } from 'vitest';
import { newSiteInput } from '../contract/new-site.ts';
import { blankSite, faultsOfSite, siteInput, typedSite } from './typed-site.ts';

const typed = { ...blankSite, country: 'PT', areas: ['CNS', 'Oncology'] as const, openingCostUsd: '250,000', catchmentShare: '2.5' };

describe('[MKT-127] a new-site case as it is typed', () => {
  it('is asked as the contract wants it, areas in their own order', () => {
    expect(faultsOfSite(typed)).toEqual(new Set());
    const input = newSiteInput.parse(siteInput(typed));
    expect(input).toMatchObject({ country: 'PT', areas: ['Oncology', 'CNS'], openingCostUsd: 250_000, catchmentShare: 0.025, city: null });
    expect(siteInput(typedSite(input))).toEqual(input);
  });

  it('begins with numbers that can be asked, and lacks only the place', () => {
    expect(faultsOfSite(blankSite)).toEqual(new Set(['country', 'areas']));
  });

  it('names each field that lacks something', () => {
    const wrong = {
      ...typed,
      catchmentShare: '101',
      openingCostUsd: '-1',
      monthlyCostUsd: '',
      studies: '0',
      monthsBetweenStudies: '1.5',
      horizonMonths: '6',
    };
    expect([...faultsOfSite(wrong)]).toEqual([
      'catchmentShare',
      'openingCostUsd',
      'monthlyCostUsd',
      'studies',
      'monthsBetweenStudies',
      'horizonMonths',
    ]);
  });
});
