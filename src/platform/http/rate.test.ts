// So many in a window, per key.
import { expect, it } from 'vitest';
import { openRate } from './rate.ts';

it('[ACC-13] lets so many through in a window, tells how long to wait, counts keys apart and begins anew', () => {
  let now = 1_000;
  const rate = openRate(120, 60, () => now);
  expect(Array.from({ length: 120 }, () => rate('a')).every((wait) => wait === 0)).toBe(true);
  now += 20_500;
  expect(rate('a')).toBe(40);
  expect(rate('b')).toBe(0);
  now += 39_499;
  expect(rate('a')).toBe(1);
  now += 1;
  expect(rate('a')).toBe(0);
});
