// Where the picture of site-years ends, and what is said of the rest.
import { describe, expect, it } from 'vitest';
import { shownYears } from './shown-years.ts';

const year = (of: number, siteYears: number) => ({ year: of, siteYears });

describe('[MKT-160] the years of the picture', () => {
  it('end where one study that is registered until 2100 is all there is, and what lies beyond is told', () => {
    const many = [year(1999, 0.5), year(2000, 300), year(2024, 1_000), year(2025, 900), year(2030, 10)];
    const late = Array.from({ length: 70 }, (_, at) => year(2031 + at, 1));
    const { shown, before, after } = shownYears([...many, ...late]);
    expect(shown.map((row) => row.year)).toEqual([2000, 2024, 2025, 2030]);
    expect(before).toEqual({ siteYears: 0.5, end: 1999 });
    expect(after).toEqual({ siteYears: 70, end: 2100 });
  });

  it('are all of them where each can be seen, and none where there are none', () => {
    const rows = [year(2020, 3), year(2021, 9), year(2022, 1)];
    expect(shownYears(rows)).toEqual({ shown: rows, before: null, after: null });
    expect(shownYears([])).toEqual({ shown: [], before: null, after: null });
  });
});
