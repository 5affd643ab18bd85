// Random streams: reproducible, independent of each other, uniform enough to plan by.
import { describe, expect, it } from 'vitest';
import { randomStream } from './random-stream.ts';

const first = (count: number, seed: number, ...names: string[]) => {
  const stream = randomStream(seed, ...names);
  return Array.from({ length: count }, () => stream.next());
};

describe('random streams', () => {
  it('give the same numbers for the same seed and names', () => {
    expect(first(100, 7, 'site', '101')).toEqual(first(100, 7, 'site', '101'));
  });

  it('give other numbers for another seed or another name', () => {
    const numbers = [first(4, 7, 'a'), first(4, 8, 'a'), first(4, 7, 'b'), first(4, 7, 'a', 'b')].map((list) => list.join());
    expect(new Set(numbers).size).toBe(4);
  });

  it('are uniform within three standard errors', () => {
    const numbers = first(20_000, 1, 'uniform');
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(3 * Math.sqrt(1 / 12 / numbers.length));
    const tenths = Array.from({ length: 10 }, (_, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length);
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(3 * Math.sqrt(20_000 * 0.09));
  });

  it('have one source: a number of 32 bits is the same draw as a uniform one', () => {
    const [bits, uniform] = [randomStream(7, 'one'), randomStream('7', 'one')];
    for (let draw = 0; draw < 100; draw++) expect(bits.uint32() / 2 ** 32).toBe(uniform.next());
  });

  it('draw whole numbers from both ends and refuse an empty list', () => {
    const stream = randomStream(3, 'ends');
    expect(new Set(Array.from({ length: 200 }, () => stream.whole(1, 3)))).toEqual(new Set([1, 2, 3]));
    expect(() => stream.pick([])).toThrow(RangeError);
  });
});
