// Fits and trends against R: iterative proportional fitting as mipfp does it, and trends by lm.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { studentCdf, studentQuantile } from '../distributions/index.ts';
import {
  compoundGrowth,
  iterativeProportionalFit,
  logLinearTrend,
  marginOf,
  predictedQuantile,
  randomWalkWithDrift,
  wholeParts,
} from './index.ts';

const reference = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'reference');
const read = <T>(name: string) => JSON.parse(readFileSync(join(reference, name), 'utf8')) as T;

interface Fits {
  readonly dims: readonly number[];
  readonly seed: readonly number[];
  readonly margins: readonly (readonly number[])[];
  readonly margin12: readonly number[];
  readonly fit_1d_margins: readonly number[];
  readonly fit_12_3_4: readonly number[];
}

interface Trends {
  readonly value: readonly number[];
  readonly cagr_endpoint: number;
  readonly trend_slope: number;
  readonly trend_slope_se: number;
  readonly trend_pred80_log: Readonly<Record<'fit' | 'lwr' | 'upr', readonly number[]>>;
  readonly rw_drift: { readonly drift: number; readonly sd: number } & Readonly<Record<'median' | 'lo80' | 'hi80', readonly number[]>>;
}

describe.skipIf(!existsSync(join(reference, 'g_ipf.json')))('[MKT-30] tables fitted by R and mipfp', () => {
  const given = existsSync(join(reference, 'g_ipf.json')) ? read<Fits>('g_ipf.json') : ({} as Fits);
  // R's first index runs fastest: the same numbers with the axes the other way round.
  const shape = () => given.dims.toReversed();
  const target = (values: readonly number[] | undefined) => Float64Array.from(values ?? []);

  function farthest(margins: readonly { axes: readonly number[]; target: Float64Array }[], wanted: readonly number[]): number {
    const fitted = iterativeProportionalFit(Float64Array.from(given.seed), shape(), margins);
    if (!fitted.ok) throw new Error(fitted.refusal);
    expect(fitted.value.off).toBeLessThanOrEqual(1e-11);
    const total = wanted.reduce((sum, value) => sum + value, 0);
    return Math.max(...wanted.map((value, cell) => Math.abs(value - (fitted.value.table[cell] ?? Number.NaN)))) / total;
  }

  it('agree with one margin an axis', () => {
    const margins = given.margins.map((values, axis) => ({ axes: [3 - axis], target: target(values) }));
    expect(farthest(margins, given.fit_1d_margins)).toBeLessThan(1e-11);
  });

  it('agree where one margin has two axes', () => {
    const margins = [
      { axes: [2, 3], target: target(given.margin12) },
      { axes: [1], target: target(given.margins[2]) },
      { axes: [0], target: target(given.margins[3]) },
    ];
    expect(farthest(margins, given.fit_12_3_4)).toBeLessThan(1e-11);
    expect(marginOf(target(given.fit_12_3_4), shape(), [2, 3])[7]).toBeCloseTo(given.margin12[7] ?? 0, 6);
  });
});

describe.skipIf(!existsSync(join(reference, 'g_trend.json')))('[MKT-31] trends by R', () => {
  const given = existsSync(join(reference, 'g_trend.json')) ? read<Trends>('g_trend.json') : ({} as Trends);
  const near = (got: number, wanted: number | undefined) => expect(Math.abs(got / (wanted ?? Number.NaN) - 1)).toBeLessThan(1e-9);

  it('agree in compound growth, slope and prediction', () => {
    near(compoundGrowth(given.value[0] ?? 0, given.value.at(-1) ?? 0, given.value.length - 1), given.cagr_endpoint);
    const trend = logLinearTrend(given.value);
    near(trend.slope, given.trend_slope);
    near(trend.slopeSe, given.trend_slope_se);
    for (const [at, fit] of given.trend_pred80_log.fit.entries()) {
      const ahead = trend.ahead(at + 1);
      near(ahead.middle, fit);
      near(Math.log(predictedQuantile(ahead, 0.1)), given.trend_pred80_log.lwr[at]);
      near(Math.log(predictedQuantile(ahead, 0.9)), given.trend_pred80_log.upr[at]);
    }
  });

  it('agree in the random walk with drift, ten years ahead', () => {
    const walk = randomWalkWithDrift(given.value);
    near(walk.drift, given.rw_drift.drift);
    near(walk.sd, given.rw_drift.sd);
    for (const [at, median] of given.rw_drift.median.entries()) {
      near(predictedQuantile(walk.ahead(at + 1), 0.5), median);
      near(predictedQuantile(walk.ahead(at + 1), 0.1), given.rw_drift.lo80[at]);
      near(predictedQuantile(walk.ahead(at + 1), 0.9), given.rw_drift.hi80[at]);
    }
  });
});

describe('Student’s t', () => {
  // Closed forms: one degree is Cauchy's, two are algebraic.
  it.each([0.001, 0.05, 0.3, 0.45, 0.7, 0.9, 0.9999])('has its closed forms at chance %d', (p) => {
    expect(studentQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 9 - Math.ceil(Math.abs(Math.log10(Math.min(p, 1 - p)))));
    const two = (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p)));
    expect(studentQuantile(p, 2) / two).toBeCloseTo(1, 11);
    for (const degrees of [1, 2.5, 8, 1e6]) expect(studentCdf(studentQuantile(p, degrees), degrees)).toBeCloseTo(p, 12);
    expect(studentCdf(1.3, 7, true) + studentCdf(1.3, 7)).toBeCloseTo(1, 14);
  });
});

describe('[MKT-33] whole parts', () => {
  it('go to the largest remainders, the first of equal ones, and add up', () => {
    expect(wholeParts([1, 1, 1], 100)).toEqual([34, 33, 33]);
    expect(wholeParts([47, 16, 15.8, 12, 6.1, 3.1], 10)).toEqual([5, 2, 1, 1, 1, 0]);
    expect(wholeParts([0, 5], 0)).toEqual([0, 0]);
  });
});
