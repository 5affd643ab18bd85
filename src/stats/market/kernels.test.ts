// What holds of fits, raking, pooling and draws whatever they are given, and what they refuse by name.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib';
import { streamOf } from '../random/index.ts';
import {
  type TableMargin,
  anotherSourceQuantile,
  centralInterval,
  compoundGrowth,
  dirichletTable,
  growthQuantile,
  iterativeProportionalFit,
  lognormalFactor,
  logLinearTrend,
  marginOf,
  pooledEstimate,
  pooledQuantile,
  rakeWithSlack,
  randomWalkWithDrift,
  shareTrends,
  trendBackTest,
  wholeParts,
} from './index.ts';

type Shape = [number, number, number];
const shapes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 6 }));
const draws = fc.tuple(shapes, fc.integer({ min: 0, max: 1e9 }));

/** A seed with some empty cells, and margins that a table on its support has. */
function problem(shape: Shape, seed: number, axes: readonly (readonly number[])[]): { table: Float64Array; margins: TableMargin[] } {
  const stream = streamOf(seed, 'fit');
  const cells = shape[0] * shape[1] * shape[2];
  const table = Float64Array.from({ length: cells }, (_, cell) => (cell > 0 && stream.uniform() < 0.1 ? 0 : 0.1 + stream.gamma(1.5)));
  const truth = table.map((value) => value * (0.2 + stream.uniform()));
  return { table, margins: axes.map((kept) => ({ axes: kept, target: marginOf(truth, shape, kept) })) };
}

function fitted(table: Float64Array, shape: readonly number[], margins: readonly TableMargin[]): Float64Array {
  const fit = iterativeProportionalFit(table, shape, margins, { tolerance: 1e-12 });
  if (!fit.ok) throw new Error(JSON.stringify(fit));
  return fit.value.table;
}

const far = (one: Float64Array, other: Float64Array, total = 1) =>
  Math.max(...one.map((value, at) => Math.abs(value - (other[at] ?? 0)))) / total;
const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
const cuts = [
  [[0], [1], [2]],
  [[0, 2], [1]],
  [
    [0, 1],
    [1, 2],
  ],
] as const;

describe('central intervals', () => {
  it('[MKT-46] are the order statistics of a full sort, whatever was drawn', () => {
    const drawn = fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(drawn, fc.constantFrom(0.5, 0.8, 0.95), (values, level) => {
        const sorted = Float64Array.from(values).sort();
        const quantile = (p: number) => {
          const at = p * (values.length - 1);
          const below = sorted[Math.floor(at)] ?? 0;
          return at === Math.floor(at) ? below : below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? 0) - below);
        };
        expect(centralInterval(Float64Array.from(values), level)).toEqual([quantile((1 - level) / 2), quantile((1 + level) / 2)]);
      }),
    );
  });

  it('refuse what is none', () => {
    expect(() => centralInterval(new Float64Array(), 0.8)).toThrow(DomainError);
    expect(() => centralInterval(Float64Array.of(1, Number.NaN), 0.8)).toThrow(DomainError);
    for (const level of [0, 1, Number.NaN]) expect(() => centralInterval(Float64Array.of(1), level)).toThrow(DomainError);
  });
});

describe('[MKT-30] iterative proportional fitting', () => {
  it('meets every margin, keeps empty cells empty, and leaves what it fitted as it is', () => {
    fc.assert(
      fc.property(draws, fc.constantFrom(...cuts), ([shape, seed], axes) => {
        const { table, margins } = problem(shape, seed, axes);
        const fit = fitted(table, shape, margins);
        const total = sumOf(fit);
        for (const { axes: kept, target } of margins) expect(far(marginOf(fit, shape, kept), target, total)).toBeLessThan(1e-11);
        expect([...fit].filter((value, cell) => (value === 0) !== (table[cell] === 0))).toEqual([]);
        expect(far(fitted(fit, shape, margins), fit, total)).toBeLessThan(1e-10);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the scale of the seed nor on the order of axes and margins', () => {
    fc.assert(
      fc.property(draws, ([shape, seed]) => {
        const { table, margins } = problem(shape, seed, [[0], [1], [2]]);
        const fit = fitted(table, shape, margins);
        const total = sumOf(fit);
        expect(
          far(
            fitted(
              table.map((value) => 1e6 * value),
              shape,
              margins,
            ),
            fit,
            total,
          ),
        ).toBeLessThan(1e-9);
        expect(far(fitted(table, shape, margins.toReversed()), fit, total)).toBeLessThan(1e-9);
        const turned = fitted(
          turn(table, shape),
          shape.toReversed(),
          margins.map(({ target }, axis) => ({ axes: [2 - axis], target })),
        );
        expect(far(turned, turn(fit, shape), total)).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the odds ratios of the seed where margins are of one axis', () => {
    const seed = Float64Array.of(4, 1, 1, 1);
    const fit = fitted(
      seed,
      [2, 2],
      [
        { axes: [0], target: Float64Array.of(6, 4) },
        { axes: [1], target: Float64Array.of(7, 3) },
      ],
    );
    expect(((fit[0] ?? 0) * (fit[3] ?? 0)) / ((fit[1] ?? 0) * (fit[2] ?? 0))).toBeCloseTo(4, 9);
  });

  it('names margins that cannot be met', () => {
    const ones = new Float64Array(4).fill(1);
    const of = (...targets: number[][]) => targets.map((target, axis) => ({ axes: [axis], target: Float64Array.from(target) }));
    expect(iterativeProportionalFit(ones, [2, 2], of([6, 4], [7, 4]))).toMatchObject({
      refusal: 'totals-differ',
      detail: { margins: [0, 1], totals: [10, 11] },
    });
    const both = [
      { axes: [0, 1], target: Float64Array.of(1, 2, 3, 4) },
      { axes: [1], target: Float64Array.of(5, 5) },
    ];
    expect(iterativeProportionalFit(ones, [2, 2], both)).toMatchObject({
      refusal: 'margins-conflict',
      detail: { margins: [0, 1], axes: [1], key: 0, sums: [4, 5] },
    });
    expect(iterativeProportionalFit(Float64Array.of(1, 1, 0, 0), [2, 2], of([6, 4], [7, 3]))).toMatchObject({
      refusal: 'no-support',
      detail: { margin: 0, key: 1 },
    });
    const diagonal = iterativeProportionalFit(Float64Array.of(1, 0, 0, 1), [2, 2], of([6, 4], [7, 3]), { maxSweeps: 50 });
    expect(diagonal).toMatchObject({ refusal: 'not-met', detail: { sweeps: 50 } });
  });

  it('refuses what is no table', () => {
    const margins = [{ axes: [0], target: Float64Array.of(1, 1) }];
    for (const bad of [Float64Array.of(1), Float64Array.of(1, -1), Float64Array.of(0, 0), Float64Array.of(1, Number.NaN)])
      expect(() => iterativeProportionalFit(bad, [2], margins)).toThrow(DomainError);
    for (const shape of [[], [2.5], [0]])
      expect(() => iterativeProportionalFit(Float64Array.of(1, 1), shape, margins)).toThrow(DomainError);
    for (const axes of [[], [1], [0, 0]])
      expect(() => iterativeProportionalFit(Float64Array.of(1, 1), [2], [{ axes, target: Float64Array.of(1, 1) }])).toThrow(DomainError);
    expect(() => iterativeProportionalFit(Float64Array.of(1, 1), [2], [])).toThrow(DomainError);
  });
});

/** The same table with its axes the other way round. */
function turn(table: Float64Array, [a, b, c]: Shape): Float64Array {
  const turned = new Float64Array(table.length);
  for (let i = 0; i < a; i += 1)
    for (let j = 0; j < b; j += 1) for (let k = 0; k < c; k += 1) turned[(k * b + j) * a + i] = table[(i * b + j) * c + k] ?? 0;
  return turned;
}

describe('[MKT-32] raking with slack', () => {
  const group = (keys: readonly number[]) => Int32Array.from(keys);
  const margin = (keys: readonly number[], target: readonly number[], sd: readonly number[]) => ({
    group: group(keys),
    target: Float64Array.from(target),
    sd: Float64Array.from(sd),
  });

  it('is proportional fitting where nothing has slack', () => {
    fc.assert(
      fc.property(draws, ([shape, seed]) => {
        const { table, margins } = problem(shape, seed, [[0], [1], [2]]);
        const keyOf = (axis: number, cell: number) =>
          [Math.floor(cell / (shape[1] * shape[2])), Math.floor(cell / shape[2]) % shape[1], cell % shape[2]][axis] ?? 0;
        const slack = margins.map(({ target }, axis) =>
          margin(
            [...table.keys()].map((cell) => keyOf(axis, cell)),
            [...target],
            [...target].map(() => 0),
          ),
        );
        const raked = rakeWithSlack(table, slack, 100);
        if (!raked.ok) throw new Error(raked.refusal);
        const fit = fitted(table, shape, margins);
        expect(far(raked.value.table, fit, sumOf(fit))).toBeLessThan(1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it('lies between the seed and what is claimed, the nearer the surer the claim', () => {
    const shareAt = (sd: number, observations = 100) => {
      const raked = rakeWithSlack(Float64Array.of(0.5, 0.5), [margin([0, -1], [0.7], [sd]), margin([0, 0], [1], [0])], observations);
      return raked.ok ? (raked.value.table[0] ?? 0) : Number.NaN;
    };
    const shares = [Number.POSITIVE_INFINITY, 1, 0.3, 0.1, 0.03, 0].map((sd) => shareAt(sd));
    expect(shares[0]).toBeCloseTo(0.5, 12);
    expect(shares.at(-1)).toBeCloseTo(0.7, 9);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shareAt(0.1, 10)).toBeGreaterThan(shareAt(0.1, 1000));
    // Two halves counted from 100 are as sure as the claim: about half way on the scale of logits.
    const way = Math.log(shareAt(0.1) / (1 - shareAt(0.1))) / Math.log(7 / 3);
    expect(way).toBeGreaterThan(0.3);
    expect(way).toBeLessThan(0.5);
  });

  it('solves its own equation: at the optimum no group wants to move', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const stream = streamOf(seed, 'rake');
        const table = Float64Array.from({ length: 12 }, () => 0.1 + stream.gamma(1));
        const rows = margin(
          [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2],
          [0, 1, 2].map(() => 0.5 + stream.gamma(4)),
          [0.1, 0.4, 2],
        );
        const columns = margin(
          [0, 1, 2, -1, 0, 1, 2, -1, 0, 1, 2, -1],
          [0, 1, 2].map(() => 0.5 + stream.gamma(4)),
          [0.2, 0.05, Number.POSITIVE_INFINITY],
        );
        const raked = rakeWithSlack(table, [rows, columns], 50);
        if (!raked.ok) throw new Error(raked.refusal);
        const total = sumOf(table);
        const pull = (one: typeof rows, sums: Float64Array | undefined, cell: number) => {
          const key = one.group[cell] ?? -1;
          if (key === -1) return 0;
          const [target, sd, sum] = [one.target[key] ?? 0, one.sd[key] ?? 0, sums?.[key] ?? 0];
          return (total / (50 * target * sd * sd)) * Math.log(sum / target);
        };
        for (const [cell, value] of raked.value.table.entries()) {
          const slope =
            Math.log(value / (table[cell] ?? 0)) + pull(rows, raked.value.sums[0], cell) + pull(columns, raked.value.sums[1], cell);
          expect(Math.abs(slope)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('refuses what must be met and cannot be', () => {
    const table = Float64Array.of(1, 1, 0);
    const all = margin([0, 0, 0], [2], [0]);
    expect(rakeWithSlack(table, [all, margin([0, 1, -1], [1.5, 1], [0, 0])], 10)).toMatchObject({ refusal: 'not-met' });
    expect(rakeWithSlack(table, [margin([-1, -1, 0], [1], [0])], 10)).toMatchObject({
      refusal: 'no-support',
      detail: { margin: 0, key: 0 },
    });
    const loose = rakeWithSlack(table, [all, margin([0, 1, -1], [1.5, 1], [0.1, 0.1])], 10);
    expect(loose.ok && [...loose.value.table]).toEqual([expect.closeTo(1.19, 1), expect.closeTo(0.81, 1), 0]);
    for (const bad of [
      () => rakeWithSlack(Float64Array.of(-1), [], 1),
      () => rakeWithSlack(Float64Array.of(0), [], 1),
      () => rakeWithSlack(table, [], 0),
      () => rakeWithSlack(table, [margin([0], [1], [0])], 1),
      () => rakeWithSlack(table, [margin([0, 0, 0], [1], [-1])], 1),
    ])
      expect(bad).toThrow(DomainError);
  });
});

describe('[MKT-34] several sources of one number', () => {
  it('are weighed by what they say of themselves and by how far they lie apart', () => {
    // The seven log odds ratios of a textbook's example would be somebody else's table; three numbers can be done by hand.
    const pooled = pooledEstimate([
      { value: 1, sd: 1 },
      { value: 2, sd: 1 },
      { value: 6, sd: 1 },
    ]);
    expect(pooled.heterogeneity).toBeCloseTo(14, 12);
    expect(pooled.between ** 2).toBeCloseTo(6, 12);
    expect(pooled.value).toBeCloseTo(3, 12);
    expect(pooled.se).toBeCloseTo(Math.sqrt(7 / 3), 12);
    expect(anotherSourceQuantile(pooled, 0.9)).toBeGreaterThan(pooledQuantile(pooled, 0.9));
    const alike = pooledEstimate([
      { value: 3, sd: 0.1 },
      { value: 3.01, sd: 0.2 },
    ]);
    expect(alike).toMatchObject({ between: 0 });
    expect(alike.weights[0]).toBeCloseTo(0.8, 12);
  });
});

describe('draws', () => {
  it('[MKT-37] stay around their table: the mean of many is the table, its spread that of so many observations', () => {
    const seed = Float64Array.of(5, 3, 2, 0);
    const tables = Array.from({ length: 4_000 }, (_, at) => dirichletTable(streamOf(3, 'draw', at), seed, 40));
    const shares = tables.map((table) => (table[0] ?? 0) / 10);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance / (0.25 / 41)).toBeCloseTo(1, 1);
    expect(tables.every((table) => table[3] === 0 && Math.abs(sumOf(table) - 10) < 1e-9)).toBe(true);
    expect(lognormalFactor(streamOf(1), 0)).toBe(1);
    const thin = Array.from({ length: 200 }, (_, at) => dirichletTable(streamOf(4, at), Float64Array.of(1, 1e-6, 0), 5));
    expect(thin.every((table) => (table[1] ?? 0) > 0 && table[2] === 0)).toBe(true);
  });
});

describe('[MKT-31] trends', () => {
  it('of parts find which grows faster, and add to nothing', () => {
    const years = Array.from({ length: 8 }, (_, t) => [100 * Math.exp(0.05 * t), 50 * Math.exp(0.02 * t), 0]);
    const slopes = shareTrends(years, 0.5).map(({ slope }) => slope);
    expect((slopes[0] ?? 0) - (slopes[1] ?? 0)).toBeCloseTo(0.03, 10);
    expect(slopes.reduce((sum, slope) => sum + slope, 0)).toBeCloseTo(0, 12);
  });

  it('are judged on their own past', () => {
    const stream = streamOf(11, 'history');
    let value = 1000;
    const values = Array.from({ length: 40 }, () => (value *= Math.exp(0.05 + 0.03 * stream.normal())));
    const { forecasts, scores } = trendBackTest(values);
    expect(forecasts).toBe(3 * 34 + 3);
    expect(scores[0]).toMatchObject({ method: 'random-walk-with-drift', ratio: 1 });
    for (const { covered50, covered80, covered95 } of scores)
      expect([covered50 <= covered80, covered80 <= covered95]).toEqual([true, true]);
    expect(scores[0]?.covered80).toBeGreaterThan(0.6);
  });

  it('growth at the median of a walk is its drift', () => {
    const walk = randomWalkWithDrift([100, 104, 110, 113, 121]);
    expect(growthQuantile(walk.ahead(4), 121, 4, 0.5)).toBeCloseTo(Math.expm1(walk.drift), 12);
    expect(compoundGrowth(6_710, 9_330, 6)).toBeCloseTo(0.056477, 6);
  });

  it('refuse what is no history', () => {
    for (const bad of [[], [1, 2], [1, 2, 0], [1, 2, Number.NaN], [1, -2, 3]]) {
      expect(() => randomWalkWithDrift(bad)).toThrow(DomainError);
      expect(() => logLinearTrend(bad)).toThrow(DomainError);
      expect(() => trendBackTest(bad)).toThrow(DomainError);
    }
    for (const bad of [
      [[1, 2]],
      [[1, 2], [1, 2], [1, 2], [1]],
      [
        [1, 2],
        [1, 2],
        [1, 2],
        [1, -2],
      ],
    ])
      expect(() => shareTrends(bad, 1)).toThrow(DomainError);
    expect(() => compoundGrowth(0, 1, 1)).toThrow(DomainError);
    expect(() => pooledEstimate([])).toThrow(DomainError);
    expect(() => pooledEstimate([{ value: 1, sd: 0 }])).toThrow(DomainError);
    expect(() => dirichletTable(streamOf(1), Float64Array.of(0), 1)).toThrow(DomainError);
  });
});

describe('[MKT-33] whole parts', () => {
  it('add up, each less than one away from its own, and nothing stays nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 0, max: 1e9 }),
        (values, sum) => {
          fc.pre(values.some((value) => value > 1e-6));
          const parts = wholeParts(values, sum);
          const total = values.reduce((all, value) => all + value, 0);
          expect(parts.reduce((all, part) => all + part, 0)).toBe(sum);
          for (const [at, part] of parts.entries()) {
            expect(Math.abs(part - ((values[at] ?? 0) / total) * sum)).toBeLessThan(1 + 1e-6);
            if (values[at] === 0) expect(part).toBe(0);
          }
        },
      ),
    );
    expect(() => wholeParts([0], 1)).toThrow(DomainError);
    expect(() => wholeParts([-1, 2], 1)).toThrow(DomainError);
  });
});
