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

it('[ACC-13] counts 10,000 keys at once and no more: of further ones the window that began first is forgotten', () => {
  let now = 1_000;
  const rate = openRate(1, 60, () => now);
  for (const key of ['first', 'second']) rate(key);
  for (let other = 2; other < 10_000; other++) rate(`other ${other}`);
  expect([rate('first'), rate('second')]).toEqual([60, 60]);
  rate('one more');
  expect([rate('second'), rate('one more'), rate('other 9999')]).toEqual([60, 60, 60]);
  expect(rate('first')).toBe(0);
  // Now the window of the second one was the oldest.
  expect(rate('second')).toBe(0);
  now += 59_999;
  expect(rate('other 9999')).toBe(1);
});
