// Sorting keeps unknowns last and equals in place; arrow keys stay inside the table.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedCell, movedIndex, nextSort, sortRows, type SortKey } from './row-order.ts';

describe('sorting rows', () => {
  const sorted = (keys: SortKey[], direction: 'up' | 'down') => sortRows(keys, (key) => key, direction);

  it('compares numbers inside words as numbers, and amounts beyond the safe integers exactly', () => {
    expect(sorted(['101-010', '101-9', '101-007'], 'up')).toEqual(['101-007', '101-9', '101-010']);
    expect(sorted([9007199254740993n, 9007199254740992n], 'up')).toEqual([9007199254740992n, 9007199254740993n]);
  });
  it('keeps unknown values last in both directions', () => {
    expect(sorted([null, 2, undefined, 1], 'up').slice(0, 2)).toEqual([1, 2]);
    expect(sorted([null, 2, undefined, 1], 'down').slice(0, 2)).toEqual([2, 1]);
  });
  it('loses no row and keeps equal rows in their given order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 5 }))),
        fc.constantFrom('up' as const, 'down' as const),
        (keys, direction) => {
          const rows = keys.map((key, at) => ({ key, at }));
          const result = sortRows(rows, (row) => row.key, direction);
          expect([...result].sort((a, b) => a.at - b.at)).toEqual(rows);
          for (const [index, row] of result.entries()) {
            const before = result[index - 1];
            if (before && before.key === row.key) expect(before.at).toBeLessThan(row.at);
          }
        },
      ),
    );
  });
  it('goes up, down and back to the given order on repeated presses', () => {
    const up = nextSort(undefined, 'name');
    const down = nextSort(up, 'name');
    expect([up, down, nextSort(down, 'name'), nextSort(down, 'date')]).toEqual([
      { column: 'name', direction: 'up' },
      { column: 'name', direction: 'down' },
      undefined,
      { column: 'date', direction: 'up' },
    ]);
  });
});

describe('arrow keys', () => {
  it('move by one, by a page and to the ends, never outside', () => {
    expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'x'].map((key) => movedIndex(key, 3, 8))).toEqual([
      4,
      2,
      7,
      0,
      0,
      7,
      undefined,
    ]);
    expect(movedIndex('ArrowDown', 0, 0)).toBeUndefined();
  });
  it('move in both directions of a matrix, never outside', () => {
    expect(movedCell('ArrowRight', [0, 2], 2, 3)).toEqual([0, 2]);
    expect(movedCell('ArrowLeft', [1, 1], 2, 3)).toEqual([1, 0]);
    expect(movedCell('End', [1, 0], 2, 3)).toEqual([1, 2]);
    expect(movedCell('ArrowDown', [0, 1], 2, 3)).toEqual([1, 1]);
    expect(movedCell('Enter', [0, 1], 2, 3)).toBeUndefined();
  });
});
