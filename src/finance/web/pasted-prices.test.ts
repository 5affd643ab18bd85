// What a spreadsheet's cells become when they are pasted into the prices of a draft.
import { describe, expect, it } from 'vitest';
import { pastedPrices } from './pasted-prices.ts';

const visits = [
  { key: 'V1', name: 'Screening' },
  { key: 'V2', name: 'Randomisation' },
  { key: 'V3', name: 'Week 4' },
];
const paste = (text: string, from = 'V1') => {
  const read = pastedPrices(text, visits, from, 'USD');
  return read && { amounts: Object.fromEntries(read.amounts), unread: read.unread };
};

describe('prices pasted from a spreadsheet', () => {
  it('finds visits by key, by name or by both, with or without a heading and a currency', () => {
    expect(paste('Visit\tAmount\nV1\t1,200.00\nrandomisation\t$2,000\nV3 Week  4\t1500 USD\r\n')).toEqual({
      amounts: { V1: '1200.00', V2: '2000', V3: '1500' },
      unread: [],
    });
  });

  it('fills amounts alone downwards from the cell, and tells what lies beyond the last visit', () => {
    expect(paste('2000\n1500\n99', 'V2')).toEqual({ amounts: { V2: '2000', V3: '1500' }, unread: ['99'] });
  });

  it('tells lines that name no visit or no amount, and changes nothing for them', () => {
    expect(paste('V1\t1200\nWeek 99\t10\nV2\tn/a')).toEqual({ amounts: { V1: '1200' }, unread: ['Week 99 10', 'V2 n/a'] });
    expect(paste('V9\t10')).toEqual({ amounts: {}, unread: ['V9 10'] });
  });

  it('leaves a single cell to the field', () => {
    expect(paste('1,500.00')).toBeUndefined();
    expect(paste('')).toBeUndefined();
  });
});
