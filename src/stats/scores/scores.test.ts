// Scores of forecasts: against R's, against their own definitions, and rewarding the honest forecast.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { negativeBinomialMass, negativeBinomialQuantile, poissonCdf, poissonMass, poissonQuantile } from '../distributions/index.ts';
import { streamOf } from '../random/index.ts';
import {
  covers,
  crpsNegativeBinomial,
  crpsOfCdf,
  crpsOfMass,
  crpsOfMasses,
  crpsOfSample,
  crpsPoisson,
  intervalScore,
  pinball,
  pit,
} from './index.ts';

const folder = join(process.env.SITEWARD_TEST_DATA ?? '../shared/data', 'reference');
const isAbsent = !existsSync(join(folder, 's_crps.csv'));
const apart = (a: number, b: number) => (a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)));

describe('against scores of R', () => {
  it.skipIf(isAbsent)('CRPS of negative binomial and Poisson forecasts agree to 1e-9, and so does the log score', () => {
    const rows = parse(readFileSync(join(folder, 's_crps.csv')), { columns: true }) as Record<string, string>[];
    expect(rows.length).toBe(12);
    for (const row of rows) {
      const [size, mu, y] = [Number(row.size), Number(row.mu), Number(row.y)];
      const probability = size / (size + mu);
      expect(apart(crpsNegativeBinomial(size, probability, y), Number(row.crps_nbinom_sum))).toBeLessThan(1e-9);
      expect(apart(crpsPoisson(mu, y), Number(row.crps_pois))).toBeLessThan(1e-9);
      expect(apart(-Math.log(negativeBinomialMass(y, size, probability)), Number(row.logs_nbinom))).toBeLessThan(1e-9);
    }
  });

  it.skipIf(isAbsent)('CRPS of a sample agrees to 1e-9', () => {
    const { sample, y, crps_sample } = JSON.parse(readFileSync(join(folder, 's_crps_sample.json'), 'utf8')) as Record<string, number[]>;
    expect(y!.length).toBe(3);
    for (const [index, observed] of y!.entries()) expect(apart(crpsOfSample(sample!, observed), crps_sample![index]!)).toBeLessThan(1e-9);
  });
});

describe('CRPS', () => {
  const real = fc.double({ min: -1e6, max: 1e6, noNaN: true });

  it('of a sample is the mean distance to the truth less half the mean distance between draws', () => {
    fc.assert(
      fc.property(fc.array(real, { minLength: 1, maxLength: 40 }), real, (sample, observed) => {
        const towards = sample.reduce((sum, draw) => sum + Math.abs(draw - observed), 0) / sample.length;
        const between = sample.flatMap((a) => sample.map((b) => Math.abs(a - b))).reduce((sum, d) => sum + d, 0) / sample.length ** 2;
        expect(Math.abs(crpsOfSample(sample, observed) - (towards - between / 2))).toBeLessThan(1e-8);
      }),
    );
  });

  it('of one draw is its distance, and the sample keeps its order', () => {
    const sample = [3, 1, 2];
    expect(crpsOfSample([4], 7)).toBe(3);
    expect(crpsOfSample(sample, 2)).toBeCloseTo(2 / 9, 15);
    expect(sample).toEqual([3, 1, 2]);
  });

  it('of masses, of cumulative probabilities and of the distribution are one number, summed or not', () => {
    const even = (least: number, most: number) => fc.integer({ min: 0, max: 1e9 }).map((part) => least + (part / 1e9) * (most - least));
    const spread = (least: number, most: number) => even(Math.log(least), Math.log(most)).map((logarithm) => Math.exp(logarithm));
    fc.assert(
      fc.property(spread(0.05, 3_000), spread(0.02, 1), even(0.001, 0.999), (size, probability, p) => {
        const y = negativeBinomialQuantile(p, size, probability);
        const length = negativeBinomialQuantile(1 - 1e-13, size, probability) + 2;
        const mass = Array.from({ length }, (_, n) => negativeBinomialMass(n, size, probability));
        expect(apart(crpsOfMass(mass, y), crpsNegativeBinomial(size, probability, y))).toBeLessThan(1e-10);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(spread(0.01, 3_000), even(0.001, 0.999), (mean, p) => {
        const y = poissonQuantile(p, mean);
        const length = poissonQuantile(1 - 1e-13, mean) + 2;
        const mass = Array.from({ length }, (_, n) => poissonMass(n, mean));
        const cdf = mass.map((_, n) => poissonCdf(n, mean));
        expect(apart(crpsOfMass(mass, y), crpsPoisson(mean, y))).toBeLessThan(1e-10);
        expect(apart(crpsOfCdf(cdf, y), crpsPoisson(mean, y))).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('of a certain forecast is how far off it was', () => {
    expect([crpsOfMass([0, 0, 1], 2), crpsOfMass([0, 0, 1], 9), crpsOfMass([0, 0, 1], 0)]).toEqual([0, 7, 2]);
    expect([crpsOfCdf([0, 0, 1], 2), crpsOfCdf([0, 0, 1], 9), crpsOfCdf([0, 0, 1], 0)]).toEqual([0, 7, 2]);
    expect([crpsPoisson(0, 0), crpsPoisson(0, 5), crpsNegativeBinomial(3, 1, 0), crpsNegativeBinomial(3, 1, 5)]).toEqual([0, 5, 0, 5]);
  });

  it('does not depend on where the list of masses begins', () => {
    const masses = Array.from({ length: 60 }, (_, n) => poissonMass(n, 8));
    const later = [...Array.from({ length: 7 }, () => 0), ...masses];
    for (const observed of [0, 3, 6, 7, 8, 15, 40, 80])
      expect(crpsOfMasses({ from: 7, masses }, observed)).toBeCloseTo(crpsOfMass(later, observed), 12);
  });

  it('is smallest, over many truths, for the forecast the truths come from', () => {
    const stream = streamOf(3, 'truths');
    const truths = Array.from({ length: 4_000 }, () => stream.poisson(25));
    const total = (mean: number) => truths.reduce((sum, y) => sum + crpsPoisson(mean, y), 0);
    expect(total(25)).toBeLessThan(Math.min(total(23), total(27)));
  });
});

describe('quantiles and intervals', () => {
  it('pinball weighs what was missed below and above by the level', () => {
    expect(pinball(10, 0.9, 14)).toBeCloseTo(3.6, 15);
    expect(pinball(10, 0.9, 4)).toBeCloseTo(0.6, 15);
    expect(pinball(10, 0.9, 10)).toBe(0);
  });

  it('the interval score is the width and a fine for each step outside; it is the pinball of both ends', () => {
    expect(intervalScore(10, 20, 0.1, 15)).toBe(10);
    expect(intervalScore(10, 20, 0.1, 8)).toBe(50);
    expect(intervalScore(10, 20, 0.1, 21)).toBe(30);
    const level = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const real = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(real, real, level, real, (a, b, alpha, y) => {
        const [lower, upper] = [Math.min(a, b), Math.max(a, b)];
        const both = (2 / alpha) * (pinball(lower, alpha / 2, y) + pinball(upper, 1 - alpha / 2, y));
        expect(Math.abs(intervalScore(lower, upper, alpha, y) - both)).toBeLessThan(1e-7);
      }),
    );
  });

  it('an interval covers its ends', () => {
    expect([covers(1, 3, 1), covers(1, 3, 3), covers(1, 3, 0.999), covers(1, 3, 3.001)]).toEqual([true, true, false, false]);
  });

  it('the randomised transform of honest forecasts is uniform', () => {
    expect(pit(0.2, 0.6, 0.25)).toBeCloseTo(0.3, 15);
    const stream = streamOf(4, 'honest');
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let trial = 0; trial < 20_000; trial++) {
      const mean = stream.gamma(2, 0.5);
      const y = stream.poisson(mean);
      const place = pit(poissonCdf(y - 1, mean), poissonCdf(y, mean), stream.uniform());
      tenths[Math.min(9, Math.floor(place * 10))]! += 1;
    }
    // Five standard deviations of a tenth of 20,000.
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(5 * Math.sqrt(20_000 * 0.09));
  });
});
