// A draft as typed: what is read, what is missing, and that prices follow the rules while typing.
import { describe, expect, it } from 'vitest';
import { contractTerms } from '../../../examples/nlx-301/demo.ts';
import type { ContractVersionView } from './queries.ts';
import { inForceOn } from './rate-words.ts';
import { basisPointsOf, minorOf } from './read-typed.ts';
import { priceOfRow, termsBody, termsFaults, typedTerms, withBlankRow } from './typed-terms.ts';

const [terms] = contractTerms;
if (!terms) throw new Error('the story has a contract');
const version = {
  ...terms,
  id: 'v',
  contractId: 'c',
  number: 1,
  status: 'draft',
  version: 1,
  can: { edit: true, release: true },
} as unknown as ContractVersionView;
const typed = typedTerms(version, 'USD');

describe('terms of a draft as typed', () => {
  it('[BR-05] what was saved comes back unchanged', () => {
    expect(termsBody(typed, 'USD')).toEqual(terms);
    expect(termsFaults(typed, 'USD')).toEqual({});
  });

  it('[BR-08] [BR-09] shows 1,950.00 gross, 1,755.00 payable and 195.00 held back for V3 at 30% and 10%', () => {
    const row = typed.rows.find(({ visitKey }) => visitKey === 'V3');
    if (!row) throw new Error('V3 has a price');
    expect(priceOfRow(row, typed, 'USD')).toMatchObject({ grossMinor: 195_000n, payableMinor: 175_500n, holdbackMinor: 19_500n });
    expect(priceOfRow(row, { ...typed, hasHoldback: false }, 'USD')).toMatchObject({ payableMinor: 195_000n, holdbackMinor: 0n });
    expect(priceOfRow({ ...row, direct: '1.234' }, typed, 'USD')).toBeUndefined();
  });

  it('names every field that misses, and sends nothing meanwhile', () => {
    const blank = withBlankRow({ ...typed, overhead: 'x', effectiveFrom: '' });
    const row = blank.rows.at(-1)?.row;
    expect(termsFaults(blank, 'USD')).toEqual({
      effectiveFrom: 'need.date',
      overhead: 'need.percent',
      [`visitKey ${row}`]: 'need.visit',
      [`direct ${row}`]: 'need.amount',
      [`clause ${row}`]: 'need.clause',
    });
    expect(termsBody(blank, 'USD')).toBeUndefined();
    const twice = { ...typed, rows: [...typed.rows, { ...typed.rows[0]!, row: 99 }] };
    expect(termsFaults(twice, 'USD')).toEqual({ 'visitKey 99': 'need.visitOnce' });
  });

  it('reads percentages to basis points and amounts to minor units, and nothing else', () => {
    expect(['30', '12.5', '0', '101', '1.234', '', '-1'].map((text) => basisPointsOf(text, 10_000))).toEqual([
      3000,
      1250,
      0,
      ...Array(4).fill(undefined),
    ]);
    expect(['1500', '1,500.5', '0', '-1', '1.234', 'abc', ''].map((text) => minorOf(text, 'USD'))).toEqual([
      '150000',
      '150050',
      '0',
      ...Array(4).fill(undefined),
    ]);
    expect(minorOf('1500', 'JPY')).toBe('1500');
  });

  it('[BR-15] the version in force is the latest live one that has begun', () => {
    const rates = { overheadBasisPoints: 0, holdback: null };
    const versions = [
      { ...rates, number: 1, status: 'live', effectiveFrom: '2026-01-15' },
      { ...rates, number: 2, status: 'live', effectiveFrom: '2026-06-01' },
      { ...rates, number: 3, status: 'draft', effectiveFrom: '2026-07-01' },
    ];
    expect(['2026-01-14', '2026-05-31', '2026-06-01', '2026-12-31'].map((day) => inForceOn(versions, day)?.number)).toEqual([
      undefined,
      1,
      2,
      2,
    ]);
  });
});
