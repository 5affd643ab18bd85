// Countries roll up to regions, and sites open and close.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { countries, isCountry, portfolioCountry, regionOf } from './countries.ts';
import { checkHours, isOpenOn, usualHours } from './opening.ts';

describe('countries', () => {
  it('every country of ISO 3166-1 stands once and in one region', () => {
    expect(countries).toHaveLength(249);
    expect(new Set(countries).size).toBe(249);
    expect(countries.filter((code) => regionOf(code) === null)).toEqual([]);
  });

  it.each([
    ['US', 'North America', 'US'],
    ['ES', 'Europe', 'ES'],
    ['KR', 'Asia Pacific', 'KR'],
    ['CO', 'South America', 'CO'],
    ['AE', 'Middle East & Africa', 'AE'],
    ['CL', 'South America', 'Others'],
  ])('%s is in %s and shown as %s', (code, region, shown) => {
    expect([regionOf(code), portfolioCountry(code)]).toEqual([region, shown]);
  });

  it('a code of no country is none', () => {
    expect([isCountry('XX'), isCountry('us'), regionOf('XX')]).toEqual([false, false, null]);
  });
});

describe('opening', () => {
  const newYear = { onDate: civilDate('2026-01-01'), name: "New Year's Day" };

  it('[B10] a weekday with hours is open, a weekend and a holiday are not', () => {
    expect(isOpenOn(civilDate('2026-01-02'), usualHours, [newYear])).toBe(true);
    expect(isOpenOn(civilDate('2026-01-03'), usualHours, [newYear])).toBe(false);
    expect(isOpenOn(civilDate('2026-01-01'), usualHours, [newYear])).toBe(false);
    expect(isOpenOn(civilDate('2026-01-01'), usualHours, [])).toBe(true);
  });

  it('[B10] hours end after they begin and do not overlap; a lunch break is two stretches', () => {
    const morning = { weekday: 1, opens: '08:00', closes: '12:00' };
    expect(checkHours([{ weekday: 1, opens: '13:00', closes: '17:00' }, morning])).toMatchObject({ ok: true });
    expect(checkHours([{ ...morning, closes: '08:00' }])).toMatchObject({ refusal: 'hours-reversed' });
    expect(checkHours([morning, { weekday: 1, opens: '11:00', closes: '17:00' }])).toMatchObject({
      refusal: 'hours-overlap',
      detail: { weekday: 1 },
    });
  });
});
