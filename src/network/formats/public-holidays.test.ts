// Public holidays of countries.
import { describe, expect, it } from 'vitest';
import { publicHolidays } from './public-holidays.ts';

const daysOf = (country: string, year: number) => {
  const known = publicHolidays(country, year);
  if (!known.ok) throw new Error(known.refusal);
  return known.value.map((day) => `${day.onDate.toString()} ${day.name}`);
};

describe('public holidays', () => {
  it('[B10] the United States in 2026: eleven federal days, Independence Day observed on the Friday before', () => {
    expect(daysOf('US', 2026)).toContain('2026-07-03 Independence Day (substitute day)');
    expect(daysOf('US', 2026)).toContain('2026-11-26 Thanksgiving Day');
  });

  it('[B10] a feast of several days closes each of them, and two holidays on one day share it', () => {
    const egypt = daysOf('EG', 2026);
    expect(egypt.filter((day) => day.includes('Eid al-Fitr')).map((day) => day.slice(0, 10))).toEqual([
      '2026-03-20',
      '2026-03-21',
      '2026-03-22',
    ]);
    expect(egypt.filter((day) => day.startsWith('2026-01-25'))).toHaveLength(1);
  });

  it('[B10] every day lies in the year and stands once, in order', () => {
    for (const country of ['US', 'CO', 'DE', 'JP', 'ZA', 'AE', 'IN']) {
      const days = daysOf(country, 2026).map((day) => day.slice(0, 10));
      expect(days).toEqual([...new Set(days)].sort());
      expect(days.every((day) => day.startsWith('2026'))).toBe(true);
      expect(days.length).toBeGreaterThan(2);
    }
  });

  it('[J10] a country without rules is refused', () => {
    expect(publicHolidays('BT', 2026)).toMatchObject({ refusal: 'no-holidays-known' });
  });
});
