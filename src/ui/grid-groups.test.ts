// The matrix keeps the given order and joins only neighbours.
import { expect, it } from 'vitest';
import { groupsOf } from './grid-groups.ts';

it('joins neighbours of one name and begins anew when a name comes back', () => {
  const items = ['a', 'a', 'b', 'a'].map((group, n) => ({ group, n }));
  expect(groupsOf(items).map(({ name, at, items: inside }) => [name, at, inside.length])).toEqual([
    ['a', 0, 2],
    ['b', 2, 1],
    ['a', 3, 1],
  ]);
  expect(groupsOf([])).toEqual([]);
});
