// Random streams: their own for each seed and path, the same on one worker or many, and drawn from the distributions they name.
import { describe, expect, it } from 'vitest';
import { gammaCdf, gammaQuantile, normalQuantile, poissonMass, poissonQuantile } from '../distributions/index.ts';
import { type RandomStream, streamOf } from './index.ts';

const draws = 100_000;
/** The seeds are fixed, so a test fails always or never; one in a million is far below what an honest sampler gives with them. */
const UNBELIEVABLE = 1e-6;

const sample = (count: number, draw: () => number) => Array.from({ length: count }, draw);

/** The chance that an honest sampler is at least this far from what is expected of every cell. Pearson (1900). */
function chiSquareTail(seen: readonly number[], expected: readonly number[]): number {
  const statistic = seen.reduce((sum, count, cell) => sum + (count - expected[cell]!) ** 2 / expected[cell]!, 0);
  return gammaCdf(statistic / 2, (seen.length - 1) / 2, 1, true);
}

/** The same for numbers against cells of equal probability, whose edges the quantile gives. */
function equalCells(numbers: readonly number[], quantile: (p: number) => number, cells = 50): number {
  const edges = Array.from({ length: cells - 1 }, (_, cell) => quantile((cell + 1) / cells));
  const seen = Array.from({ length: cells }, () => 0);
  for (const number of numbers) {
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (number > edges[middle]!) low = middle + 1;
      else high = middle;
    }
    seen[low]! += 1;
  }
  return chiSquareTail(
    seen,
    Array.from({ length: cells }, () => numbers.length / cells),
  );
}

/** How many standard errors mean and variance are off; `kurtosis` is the fourth central moment over the squared variance. */
function momentsOff(numbers: readonly number[], mean: number, variance: number, kurtosis: number): [mean: number, variance: number] {
  const count = numbers.length;
  const ownMean = numbers.reduce((sum, number) => sum + number, 0) / count;
  const ownVariance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / count;
  return [
    Math.abs(ownMean - mean) / Math.sqrt(variance / count),
    Math.abs(ownVariance - variance) / (variance * Math.sqrt((kurtosis - 1) / count)),
  ];
}

describe('streams', () => {
  it('give the same numbers whichever stream is made first and however their draws take turns', () => {
    const work = (stream: RandomStream) => [stream.uniform(), stream.normal(), stream.gamma(0.7), stream.poisson(40), stream.uint32()];
    const paths = Array.from({ length: 20 }, (_, site) => ['site', site, 'block', site % 3] as const);
    const inOrder = paths.map((path) => work(streamOf(7, ...path)));
    const backwards = paths.toReversed().map((path) => work(streamOf(7, ...path)));
    expect(backwards.toReversed()).toEqual(inOrder);
    const streams = paths.map((path) => streamOf(7, ...path));
    const turns = [0, 1, 2, 3, 4].map((turn) =>
      streams.map((s) => [() => s.uniform(), () => s.normal(), () => s.gamma(0.7), () => s.poisson(40), () => s.uint32()][turn]!()),
    );
    expect(paths.map((_, site) => turns.map((turn) => turn[site]))).toEqual(inOrder);
  });

  it('keep their bytes: a stored forecast can be made again', () => {
    const stream = streamOf(20261122, 'site', 7, 'block', 3);
    expect([stream.uint32(), stream.uint32(), stream.uint32()]).toEqual([16693540, 3753267964, 579848677]);
    expect(stream.uniform()).toBe(0.1665402295966929);
    expect(stream.normal()).toBeCloseTo(-0.3500129864915679, 14);
    expect(stream.gamma(6.4, 2)).toBeCloseTo(1.293708228129359, 13);
    expect([stream.poisson(3), stream.poisson(120)]).toEqual([4, 102]);
    const counts = streamOf(20261122, 'poisson');
    const means = [3, 12, 120, 3, 12, 120, 3, 12, 120, 3, 12, 120];
    expect(means.map((mean) => counts.poisson(mean))).toEqual([4, 19, 118, 4, 11, 126, 0, 10, 126, 5, 11, 138]);
  });

  it('are others for another seed and another path, also where the text of paths runs together', () => {
    const streams = [
      streamOf(1),
      streamOf('1'),
      streamOf(2),
      streamOf(1, 'a'),
      streamOf(1, 'a', 'b'),
      streamOf(1, 'a/b'),
      streamOf(1, 'b', 'a'),
      streamOf(1, 'ab'),
      streamOf(1, 1),
      streamOf(1, '1'),
      streamOf(1, 12),
      streamOf(1, 1, 2),
      streamOf(11, 2),
    ];
    expect(new Set(streams.map((stream) => `${stream.uint32()} ${stream.uint32()}`)).size).toBe(streams.length);
  });

  it('of neighbouring paths have nothing to do with each other', () => {
    const firsts = Array.from({ length: draws }, (_, path) => streamOf(5, 'site', path).uniform());
    expect(equalCells(firsts, (p) => p)).toBeGreaterThan(UNBELIEVABLE);
    const products = firsts.slice(1).map((number, index) => (number - 0.5) * (firsts[index]! - 0.5));
    expect(momentsOff(products, 0, 1 / 144, (9 / 5) ** 2)[0]).toBeLessThan(5);
  });
});

describe('draws', () => {
  it('are uniform, with all their bits', () => {
    const stream = streamOf(1, 'uniform');
    const numbers = sample(draws, () => stream.uniform());
    expect(equalCells(numbers, (p) => p)).toBeGreaterThan(UNBELIEVABLE);
    expect(Math.max(...momentsOff(numbers, 0.5, 1 / 12, 9 / 5))).toBeLessThan(5);
    const lowestBits = numbers.map((number) => (number * 2 ** 53) % 256);
    expect(equalCells(lowestBits, (p) => Math.ceil(p * 256) - 1, 64)).toBeGreaterThan(UNBELIEVABLE);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  });

  it('of 32 bits are spread over their range', () => {
    const stream = streamOf(1, 'whole');
    const numbers = sample(draws, () => stream.uint32());
    expect(equalCells(numbers, (p) => p * 2 ** 32)).toBeGreaterThan(UNBELIEVABLE);
    expect(numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 32)).toBe(true);
  });

  it('are normal, in their tails as well', () => {
    const stream = streamOf(1, 'normal');
    const numbers = sample(4 * draws, () => stream.normal());
    expect(equalCells(numbers, normalQuantile, 200)).toBeGreaterThan(UNBELIEVABLE);
    expect(Math.max(...momentsOff(numbers, 0, 1, 3))).toBeLessThan(5);
    // Beyond the last layer the ziggurat draws in another way: 1 in 3,876 comes from there.
    const far = numbers.filter((number) => Math.abs(number) > 3.6541528853610088);
    expect(Math.abs(far.length - 4 * draws * 2.5802e-4)).toBeLessThan(5 * Math.sqrt(4 * draws * 2.5802e-4));
  });

  it.each([0.05, 0.5, 1, 1.5, 6.4, 250, 1e6])('are gamma with shape %d', (shape) => {
    const stream = streamOf(1, 'gamma', shape);
    const numbers = sample(draws, () => stream.gamma(shape, 4));
    expect(equalCells(numbers, (p) => gammaQuantile(p, shape, 4))).toBeGreaterThan(UNBELIEVABLE);
    expect(Math.max(...momentsOff(numbers, shape / 4, shape / 16, 3 + 6 / shape))).toBeLessThan(5);
  });

  it.each([0.02, 0.9, 4.5, 9.999, 10, 12, 75, 4_000, 1e9])('are Poisson with mean %d', (mean) => {
    const stream = streamOf(1, 'poisson', mean);
    const numbers = sample(draws, () => stream.poisson(mean));
    expect(Math.max(...momentsOff(numbers, mean, mean, 3 + 1 / mean))).toBeLessThan(5);
    if (mean > 1e6) return;
    // A cell for each count that is expected twenty times at least; the rest is two cells more.
    const [first, last] = [poissonQuantile(20 / draws, mean), poissonQuantile(1 - 20 / draws, mean)];
    const inside = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((n) => draws * poissonMass(n, mean) >= 20);
    const seen = inside.map((n) => numbers.filter((number) => number === n).length);
    const expected = inside.map((n) => draws * poissonMass(n, mean));
    const [restSeen, restExpected] = [seen, expected].map((list) => draws - list.reduce((sum, count) => sum + count, 0));
    expect(chiSquareTail([...seen, restSeen!], [...expected, restExpected!])).toBeGreaterThan(UNBELIEVABLE);
  });

  it('of Poisson with a mean of nothing are nothing', () => {
    expect(sample(10, () => streamOf(1).poisson(0))).toEqual(sample(10, () => 0));
  });
});
