// What holds for every distribution: probabilities rise, both tails make one, quantiles turn probabilities round, masses add up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  gammaCdf,
  gammaQuantile,
  hypergeometricMass,
  lambertW0,
  lambertWm1,
  negativeBinomialCdf,
  negativeBinomialMass,
  negativeBinomialQuantile,
  normalCdf,
  normalQuantile,
  poissonCdf,
  poissonMass,
  poissonQuantile,
} from './index.ts';

/** Even over an interval; fast-check's own doubles are even over bit patterns, and crowd around zero. */
const even = (least: number, most: number) => fc.integer({ min: 0, max: 1e9 }).map((part) => least + (part / 1e9) * (most - least));
/** A positive number whose logarithm is even. */
const spread = (least: number, most: number) => even(Math.log(least), Math.log(most)).map((logarithm) => Math.exp(logarithm));
/** A probability from deep in the lower tail to deep in the upper one. */
const chance = fc.oneof(
  spread(1e-250, 0.5),
  even(0.001, 0.999),
  spread(1e-12, 0.5).map((p) => 1 - p),
);

interface Family {
  readonly cdf: (x: number, upper?: boolean) => number;
  readonly quantile: (p: number) => number;
  readonly mass?: (n: number) => number;
  readonly shown: string;
}

const gamma = fc.tuple(spread(1e-2, 1e6), spread(1e-3, 1e3)).map<Family>(([shape, rate]) => ({
  cdf: (x, upper) => gammaCdf(x, shape, rate, upper),
  quantile: (p) => gammaQuantile(p, shape, rate),
  shown: `gamma ${shape} ${rate}`,
}));
const beta = fc.tuple(spread(1e-2, 1e5), spread(1e-2, 1e5)).map<Family>(([a, b]) => ({
  cdf: (x, upper) => betaCdf(x, a, b, upper),
  quantile: (p) => betaQuantile(p, a, b),
  shown: `beta ${a} ${b}`,
}));
const normal = fc.constant<Family>({ cdf: normalCdf, quantile: normalQuantile, shown: 'normal' });
const poisson = spread(1e-3, 1e6).map<Family>((mean) => ({
  cdf: (n, upper) => poissonCdf(n, mean, upper),
  quantile: (p) => poissonQuantile(p, mean),
  mass: (n) => poissonMass(n, mean),
  shown: `Poisson ${mean}`,
}));
const negativeBinomial = fc.tuple(spread(1e-2, 1e4), spread(1e-4, 1)).map<Family>(([size, probability]) => ({
  cdf: (n, upper) => negativeBinomialCdf(n, size, probability, upper),
  quantile: (p) => negativeBinomialQuantile(p, size, probability),
  mass: (n) => negativeBinomialMass(n, size, probability),
  shown: `negative binomial ${size} ${probability}`,
}));
const continuous = fc.oneof(gamma, beta, normal);
const counted = fc.oneof(poisson, negativeBinomial);
const runs = { numRuns: 400 };

/** Relative distance; of two numbers near zero the distance in smallest numbers counts for nothing. */
const apart = (a: number, b: number) => (Math.abs(a - b) < 1e-290 ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)));

describe('continuous distributions', () => {
  it('give back, as a probability, what the quantile was asked for', () => {
    fc.assert(
      fc.property(continuous, chance, ({ cdf, quantile }, p) => {
        const x = quantile(p);
        // Where the quantile nears the smallest number, or falls onto 1, numbers lie too far apart.
        if (Math.abs(x) < 1e-300 || x === 1) return;
        const [got, wanted] = p > 0.5 ? [cdf(x, true), 1 - p] : [cdf(x), p];
        const stepAway = p > 0.5 ? cdf(x * (1 - 4e-16), true) - cdf(x * (1 + 4e-16), true) : cdf(x * (1 + 4e-16)) - cdf(x * (1 - 4e-16));
        expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-11 * wanted + 4 * Math.abs(stepAway));
      }),
      runs,
    );
  });

  it('rise with their argument, quantiles with their probability', () => {
    fc.assert(
      fc.property(continuous, chance, chance, ({ cdf, quantile }, p, q) => {
        const [low, high] = [quantile(Math.min(p, q)), quantile(Math.max(p, q))];
        expect(low).toBeLessThanOrEqual(high + 1e-12 * Math.abs(high));
        expect(cdf(low)).toBeLessThanOrEqual(cdf(high) * (1 + 1e-12));
        expect(cdf(high, true)).toBeLessThanOrEqual(cdf(low, true) * (1 + 1e-12));
      }),
      runs,
    );
  });

  it('have tails that make one', () => {
    fc.assert(
      fc.property(continuous, chance, ({ cdf, quantile }, p) => {
        const x = quantile(p);
        expect(Math.abs(cdf(x) + cdf(x, true) - 1)).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  it('are symmetric where they should be', () => {
    fc.assert(
      fc.property(spread(1e-2, 1e5), spread(1e-2, 1e5), even(0.001, 0.999), (a, b, x) => {
        expect(apart(betaCdf(x, a, b), betaCdf(1 - x, b, a, true))).toBeLessThan(1e-10);
        const z = 30 * (x - 0.5);
        expect(normalCdf(z)).toBe(normalCdf(-z, true));
        expect(apart(normalQuantile(x), -normalQuantile(1 - x))).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  it('scale: the rate of a gamma is the unit of its argument', () => {
    fc.assert(
      fc.property(spread(0.05, 1e4), spread(1e-3, 1e3), chance, (shape, rate, p) => {
        expect(apart(gammaQuantile(p, shape, rate) * rate, gammaQuantile(p, shape))).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  it('join where one method hands over to the next', () => {
    for (const shape of [0.5, 0.999, 1, 9_999.99, 10_000, 250_000]) {
      for (const edge of [1.5, shape + 1, 0.7 * shape, 1.3 * shape]) {
        for (const upper of [false, true]) {
          const [before, after] = [gammaCdf(edge * (1 - 1e-12), shape, 1, upper), gammaCdf(edge * (1 + 1e-12), shape, 1, upper)];
          expect(apart(before, after)).toBeLessThan(1e-12 * Math.max(10, shape));
        }
      }
    }
    expect(apart(gammaCdf(10_100, 9_999.999999999), gammaCdf(10_100, 10_000))).toBeLessThan(1e-11);
  });
});

describe('counts', () => {
  it('answer a quantile with the first count that reaches it', () => {
    fc.assert(
      fc.property(counted, chance, ({ cdf, quantile }, p) => {
        const n = quantile(p);
        const isReached = cdf(n) >= p * (1 - 1e-12) && (p <= 0.5 || cdf(n, true) <= (1 - p) * (1 + 1e-12) + 1e-13);
        expect(isReached).toBe(true);
        // Near 1 two neighbouring counts may round to one probability.
        expect(n === 0 || cdf(n - 1) < p + 1e-13).toBe(true);
      }),
      runs,
    );
  });

  it('give the same count back for its own probability', () => {
    fc.assert(
      fc.property(counted, even(0.001, 0.999), ({ cdf, quantile }, p) => {
        const n = quantile(p);
        const own = cdf(n);
        if (own < 1) expect(quantile(own)).toBe(n);
      }),
      runs,
    );
  });

  it('have tails that make one and rise by the mass of each count', () => {
    fc.assert(
      fc.property(counted, chance, ({ cdf, quantile, mass }, p) => {
        const n = quantile(p);
        expect(Math.abs(cdf(n) + cdf(n, true) - 1)).toBeLessThan(1e-12);
        expect(cdf(n)).toBeGreaterThanOrEqual(cdf(n - 1));
        const [step, own] = p > 0.5 ? [cdf(n - 1, true) - cdf(n, true), cdf(n - 1, true)] : [cdf(n) - cdf(n - 1), cdf(n)];
        expect(Math.abs(step - mass!(n))).toBeLessThan(1e-11 * own);
      }),
      runs,
    );
  });

  it('are impossible below zero', () => {
    expect([poissonCdf(-1, 3), poissonCdf(-1, 3, true), poissonMass(-1, 3)]).toEqual([0, 1, 0]);
    expect([negativeBinomialCdf(-1, 2, 0.4), negativeBinomialCdf(-1, 2, 0.4, true), negativeBinomialMass(-1, 2, 0.4)]).toEqual([0, 1, 0]);
  });

  it('are certain where nothing can happen', () => {
    expect([poissonCdf(0, 0), poissonMass(0, 0), poissonMass(1, 0), poissonQuantile(0.99, 0)]).toEqual([1, 1, 0, 0]);
    expect([negativeBinomialCdf(0, 5, 1), negativeBinomialCdf(0, 5, 1, true), negativeBinomialMass(0, 5, 1)]).toEqual([1, 0, 1]);
    expect([negativeBinomialMass(1, 5, 1), negativeBinomialQuantile(0.99, 5, 1)]).toEqual([0, 0]);
  });

  it('of a draw without return add up to one', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), even(0, 1), (marked, unmarked, share) => {
        const drawn = Math.round(share * (marked + unmarked));
        let total = 0;
        for (let k = 0; k <= drawn; k++) total += hypergeometricMass(k, marked, unmarked, drawn);
        expect(Math.abs(total - 1)).toBeLessThan(1e-12);
      }),
      runs,
    );
  });
});

describe("Lambert's W", () => {
  it('solves w e^w = x on the branch it is asked for', () => {
    const branch = -Math.exp(-1);
    fc.assert(
      fc.property(
        fc.oneof(
          spread(1e-300, 1e100),
          spread(1e-12, 1).map((part) => branch * (1 - part)),
        ),
        (x) => {
          const w = lambertW0(x);
          expect(w).toBeGreaterThanOrEqual(-1);
          expect(apart(w * Math.exp(w), x)).toBeLessThan(1e-13 * Math.max(10, Math.abs(w)));
          if (x >= 0) return;
          const v = lambertWm1(x);
          expect(v).toBeLessThanOrEqual(-1);
          expect(apart(v * Math.exp(v), x)).toBeLessThan(1e-13 * Math.max(10, Math.abs(v)));
        },
      ),
      runs,
    );
  });
});
