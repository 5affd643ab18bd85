// Dates of SDTM: whole, with a time, incomplete, wrong.
import { describe, expect, it } from 'vitest';
import { readSdtmDate } from './dates.ts';

describe('an SDTM date', () => {
  it.each([
    ['2026-03-10', '2026-03-10'],
    ['2026-03-10T11:45', '2026-03-10'],
    ['2026-03-10T23:30:00-05:00', '2026-03-10'],
    ['2026-03-10T11:45:01.5Z', '2026-03-10'],
    ['2024-02-29', '2024-02-29'],
  ])('[SDTM-03] %s is a civil date as written at the site', (cell, date) => {
    const read = readSdtmDate(cell);
    expect(read.kind === 'date' && read.date.toString()).toBe(date);
  });

  it.each([
    ['2026', 'year'],
    ['2026---10', 'year'],
    ['2026-UN-UN', 'year'],
    ['2026-03', 'month'],
    ['2026-03-UNK', 'month'],
    ['2026-03--', 'month'],
    ['--03-10', 'none'],
    ['2026-03-01/2026-03-05', 'interval'],
  ])('[SDTM-03] %s is incomplete and keeps its precision', (cell, precision) => {
    expect(readSdtmDate(cell)).toEqual({ kind: 'partial', precision });
  });

  it.each(['2026-02-30', '10MAR2026', '03/10/2026', '20260310', '2026-13', '2026-03-10T25:00', '2026-3-1', 'never', '2026-03-10/x'])(
    '[SDTM-03] %s is no date',
    (cell) => {
      expect(readSdtmDate(cell)).toEqual({ kind: 'malformed' });
    },
  );

  it('[SDTM-03] an empty cell is blank', () => {
    expect(readSdtmDate('  ')).toEqual({ kind: 'blank' });
  });
});
