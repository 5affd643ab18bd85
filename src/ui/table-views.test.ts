// A view of a table travels in the address; filters find what people read.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderKeyOf, textOf, valueOf, type CellValue } from './cell-value.ts';
import { filterRows, meets } from './row-filter.ts';
import { isNarrowed, readView, writeView, type TableView } from './table-view.ts';

describe('a view in the address', () => {
  const keys = ['code', 'due', 'cost'];
  const viewOf = fc.record({
    find: fc.string(),
    conditions: fc.dictionary(fc.constantFrom(...keys), fc.string({ minLength: 1 })),
    hidden: fc.subarray(keys, { maxLength: 2 }),
    sort: fc.option(fc.record({ column: fc.constantFrom(...keys), direction: fc.constantFrom('up' as const, 'down' as const) }), {
      nil: undefined,
    }),
  });
  it('is read as it was written, and leaves the rest of the address alone', () => {
    fc.assert(
      fc.property(viewOf, viewOf, (view, before) => {
        const old = { section: 'due', ...writeView(before as TableView, {}) };
        const next = { ...old, ...writeView(view as TableView, old) };
        expect(next.section).toBe('due');
        expect(readView(next, keys)).toEqual({ ...view, conditions: { ...view.conditions } });
      }),
    );
  });
  it('passes over columns that are no more, and never hides all of them', () => {
    const view = readView({ sort: '-gone', hide: 'gone,code', 'where.gone': 'x' }, keys, { column: 'code', direction: 'up' });
    expect(view).toEqual({ find: '', conditions: {}, hidden: ['code'], sort: { column: 'code', direction: 'up' } });
    expect(readView({ hide: keys.join(',') }, keys).hidden).toEqual([]);
    expect([isNarrowed(view), isNarrowed({ ...view, find: 'a' }), isNarrowed({ ...view, conditions: { due: '>1' } })]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('a condition', () => {
  it.each<[CellValue, string, boolean]>([
    ['Hämatologie', 'hamato', true],
    ['2026-04-07', '7 apr', true],
    ['2026-04-07', '2026-04', true],
    ['2026-04-07', '<= 2026-04-07', true],
    ['2026-04-07', '>2026-04-07', false],
    [12, '>= 12', true],
    [12, '< 12', false],
    [-3, '<0', true],
    [{ amountMinor: '195000', currency: 'USD' }, '> 1,900', true],
    [{ amountMinor: '-195000', currency: 'USD' }, '> 0', false],
    [{ amountMinor: '195000', currency: 'USD' }, '1,950', true],
    [{ amountMinor: '-195000', currency: 'USD' }, '-1,950', true],
    [{ amountMinor: '-195000', currency: 'USD' }, '−1,950', true],
    [{ amountMinor: '-195000', currency: 'USD' }, '< -1,900', true],
    ['a > b', '> b', true],
    [null, 'x', false],
    [null, ' ', true],
  ])('%o meets %s: %s', (value, typed, isMet) => {
    expect(meets(value, typed)).toBe(isMet);
  });
});

describe('rows', () => {
  interface Line {
    readonly code: string;
    readonly due: string;
  }
  const columns = [
    { key: 'code', cell: (row: Line) => row.code },
    { key: 'due', cell: () => ({}) as never, sortBy: (row: Line) => row.due },
  ];
  const rows: readonly Line[] = [
    { code: '101-007', due: '2026-04-07' },
    { code: '101-003', due: '2026-05-05' },
  ];
  it('stay when every word stands somewhere in them and every condition holds', () => {
    const found = (any: string, byColumn = {}) => filterRows(rows, columns, { any, byColumn }).map((row) => row.code);
    expect(found('apr 101')).toEqual(['101-007']);
    expect(found('', { due: '>2026-05-01' })).toEqual(['101-003']);
    expect(found('101', { code: '007' })).toEqual(['101-007']);
    expect(found('nowhere')).toEqual([]);
    expect(filterRows(rows, columns, { any: ' ', byColumn: { code: '' } })).toBe(rows);
  });
  it('take their values from what is drawn, what orders them, or what the column says', () => {
    expect(columns.map((column) => valueOf(column, { code: 'x', due: '2026-04-07' }))).toEqual(['x', '2026-04-07']);
    const amount = { cell: () => null, value: () => ({ amountMinor: '-525', currency: 'USD' }) };
    expect([textOf(valueOf(amount, {})), orderKeyOf(amount)?.({}), orderKeyOf({ cell: () => 'x' })]).toEqual([
      '−5.25 USD',
      -525n,
      undefined,
    ]);
  });
});
