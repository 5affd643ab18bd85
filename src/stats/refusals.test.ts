// What lies outside the domain of a distribution, a draw or a score: a DomainError that names the function, never NaN.
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib';
import * as distributions from './distributions/index.ts';
import * as random from './random/index.ts';
import * as scores from './scores/index.ts';

type Call = (...values: never[]) => unknown;

const stats = { ...distributions, ...random, ...scores };

/** A function, good arguments, and for each argument what is bad besides NaN and the infinities. */
const functions: readonly (readonly [name: string, call: Call, good: readonly number[], bad: readonly (readonly number[])[]])[] = [
  ['logGamma', stats.logGamma, [3], [[0, -1, 1e308]]],
  [
    'logBeta',
    stats.logBeta,
    [3, 4],
    [
      [0, -1],
      [0, -1],
    ],
  ],
  ['logFactorial', stats.logFactorial, [3], [[-1, 0.5, 2 ** 53]]],
  [
    'logChoose',
    stats.logChoose,
    [5, 2],
    [
      [-1, 2.5, 1],
      [-1, 0.5, 6],
    ],
  ],
  ['gammaCdf', stats.gammaCdf, [1, 2, 3], [[], [0, -1], [0, -1]]],
  [
    'gammaQuantile',
    stats.gammaQuantile,
    [0.5, 2, 3],
    [
      [-0.1, 1, 1.1],
      [0, -1],
      [0, -1, 1e-320],
    ],
  ],
  ['betaCdf', stats.betaCdf, [0.5, 2, 3], [[], [0, -1, 1e12], [0, -1, 1e12]]],
  [
    'betaQuantile',
    stats.betaQuantile,
    [0.5, 2, 3],
    [
      [-0.1, 1.1],
      [0, -1, 1e12],
      [0, -1, 1e12],
    ],
  ],
  [
    'negativeBinomialCdf',
    stats.negativeBinomialCdf,
    [3, 2, 0.5],
    [
      [0.5, 1e12],
      [0, -1, 1e12],
      [0, -0.1, 1.1],
    ],
  ],
  ['negativeBinomialMass', stats.negativeBinomialMass, [3, 2, 0.5], [[0.5], [0, -1], [0, -0.1, 1.1]]],
  [
    'negativeBinomialQuantile',
    stats.negativeBinomialQuantile,
    [0.5, 2, 0.5],
    [
      [-0.1, 1],
      [0, -1],
      [0, 1e-300, 1.1],
    ],
  ],
  ['poissonCdf', stats.poissonCdf, [3, 2], [[0.5], [-1]]],
  ['poissonMass', stats.poissonMass, [3, 2], [[0.5], [-1]]],
  [
    'poissonQuantile',
    stats.poissonQuantile,
    [0.5, 2],
    [
      [-0.1, 1],
      [-1, 1e300],
    ],
  ],
  ['normalCdf', stats.normalCdf, [1], [[]]],
  ['normalQuantile', stats.normalQuantile, [0.5], [[0, 1, -0.1]]],
  ['hypergeometricMass', stats.hypergeometricMass, [1, 5, 5, 4], [[0.5], [-1, 0.5], [-1, 0.5], [-1, 0.5, 11]]],
  ['studentCdf', stats.studentCdf, [1, 5], [[], [0, -1, 1e10]]],
  [
    'studentQuantile',
    stats.studentQuantile,
    [0.9, 5],
    [
      [0, 1, -0.1],
      [0, -1, 0.5, 1e10],
    ],
  ],
  ['lambertW0', stats.lambertW0, [1], [[-0.37]]],
  ['lambertWm1', stats.lambertWm1, [-0.1], [[-0.37, 0, 1]]],
  ['streamOf', (seed: number) => stats.streamOf(seed), [1], [[]]],
  ['streamOf', (part: number) => stats.streamOf(1, part), [1], [[]]],
  [
    'gamma',
    (shape: number, rate: number) => stats.streamOf(1).gamma(shape, rate),
    [2, 3],
    [
      [0, -1],
      [0, -1],
    ],
  ],
  ['poisson', (mean: number) => stats.streamOf(1).poisson(mean), [2], [[-1, 1e16]]],
  ['crpsOfSample', (draw: number, y: number) => stats.crpsOfSample([1, draw], y), [1, 2], [[], []]],
  [
    'crpsOfMass',
    (mass: number, y: number) => stats.crpsOfMass([0.5, mass], y),
    [0.5, 1],
    [
      [-0.1, 0.4, 1.1],
      [-1, 0.5],
    ],
  ],
  [
    'crpsOfMasses',
    (mass: number, y: number) => stats.crpsOfMasses({ from: 3, masses: [0.5, mass] }, y),
    [0.5, 4],
    [
      [-0.1, 0.4, 1.1],
      [-1, 0.5],
    ],
  ],
  [
    'crpsOfCdf',
    (cdf: number, y: number) => stats.crpsOfCdf([0.5, cdf], y),
    [0.9, 1],
    [
      [-0.1, 0.4, 1.1],
      [-1, 0.5],
    ],
  ],
  ['crpsPoisson', stats.crpsPoisson, [2, 3], [[-1], [-1, 0.5]]],
  [
    'crpsNegativeBinomial',
    stats.crpsNegativeBinomial,
    [2, 0.5, 3],
    [
      [0, -1],
      [0, -0.1, 1.1],
      [-1, 0.5],
    ],
  ],
  ['pinball', stats.pinball, [1, 0.5, 2], [[], [0, 1, -1], []]],
  ['intervalScore', stats.intervalScore, [1, 3, 0.1, 2], [[4], [0], [0, 1, -1], []]],
  [
    'pit',
    stats.pit,
    [0.2, 0.4, 0.5],
    [
      [-0.1, 0.5, 1.1],
      [0.1, 1.1],
      [-0.1, 1.1],
    ],
  ],
  ['covers', stats.covers, [1, 3, 2], [[4], [0], []]],
];
const never = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

describe('outside its domain', () => {
  it.each(functions)('%s refuses, and inside it answers', (name, asCall, good, bad) => {
    const call = asCall as (...values: number[]) => unknown;
    const answer = call(...good);
    if (typeof answer === 'number') expect(Number.isFinite(answer)).toBe(true);
    expect(bad.length).toBe(good.length);
    for (const [place, values] of bad.entries()) {
      for (const value of [...never, ...values]) {
        const asked = good.with(place, value);
        const answered = (() => {
          try {
            return call(...asked);
          } catch (error) {
            return error;
          }
        })();
        expect(answered, `${name}(${asked.join(', ')})`).toBeInstanceOf(DomainError);
        expect((answered as DomainError).message).toMatch(new RegExp(`^${name}: `));
      }
    }
  });

  it('every function of these doors is asked', () => {
    const callable = Object.entries(stats).filter(([, value]) => typeof value === 'function');
    expect(callable.map(([name]) => name).filter((name) => !functions.some(([asked]) => asked === name))).toEqual([]);
  });

  it('empty lists are refused by name', () => {
    expect(() => stats.crpsOfSample([], 1)).toThrow(DomainError);
    expect(() => stats.crpsOfMass([], 1)).toThrow(DomainError);
    expect(() => stats.crpsOfMasses({ from: -1, masses: [1] }, 1)).toThrow(DomainError);
    expect(() => stats.crpsOfCdf([], 1)).toThrow(DomainError);
  });
});
