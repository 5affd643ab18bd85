// The indicators' kernels by themselves: exact values, edges, refusals, and what must hold for every input.
import { DomainError } from '#lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acrossIndicators,
  analyse,
  benjaminiHochberg,
  betaBinomialTails,
  binomialTails,
  comparable,
  denominatorGrid,
  devianceLimit,
  devianceResidual,
  fisherLog10P,
  fisherP,
  fisherScore,
  fitRatePrior,
  flagOf,
  gammaPoissonTails,
  type GroupCount,
  groupCounts,
  indicated,
  kaplanMeier,
  limitsOf,
  type Method,
  poissonTails,
  probabilityOfLagOver,
  robustJudgement,
  shrunkRate,
  subjectCounts,
  tailScore,
  thresholdsOf,
} from './index.ts';

const group = (numerator: number, denominator: number, groupId = `${numerator}/${denominator}`): GroupCount => ({
  groupId,
  numerator,
  denominator,
});
const methods: readonly Method[] = ['gsm', 'robust', 'poisson', 'fisher'];

const someGroups = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 400 })).map(([events, rest]) => group(events, events + rest + 1)),
  { minLength: 1, maxLength: 40 },
);

describe('metrics as data', () => {
  it('flags follow from the signs of the cuts, bins are half-open and a score on a cut belongs above', () => {
    expect(thresholdsOf([3, -2, 2, -1])).toEqual({ cuts: [-2, -1, 2, 3], flags: [-2, -1, 0, 1, 2] });
    expect(thresholdsOf([2, 3]).flags).toEqual([0, 1, 2]);
    expect([-2.01, -2, -1, 0, 1.999, 2, 3].map((score) => flagOf(score, thresholdsOf([-2, -1, 2, 3])))).toEqual([-2, -1, 0, 0, 0, 1, 2]);
    for (const cuts of [[], [1, 1], [Number.NaN]]) expect(() => thresholdsOf(cuts)).toThrow(DomainError);
  });

  it('a subject without a group and a group without a denominator count in nothing, zero where nothing was counted', () => {
    const input = subjectCounts(
      [
        { subjectId: 'a', groupId: '101' },
        { subjectId: 'b', groupId: '102' },
        { subjectId: 'c', groupId: null },
      ],
      [{ subjectId: 'a' }, { subjectId: 'a' }, { subjectId: 'b' }, { subjectId: 'unknown' }],
      [
        { subjectId: 'a', amount: 30 },
        { subjectId: 'b', amount: null },
      ],
    );
    expect(groupCounts(input)).toEqual({ groups: [group(2, 30, '101')], without: [group(1, 0, '102')] });
    expect(() => comparable([group(-1, 10)])).toThrow(DomainError);
  });

  it('a group below the minimum is hidden, and has counted in mu and phi all the same', () => {
    const counts = comparable([group(1, 10), group(30, 100), group(10, 100), group(5, 0, 'none')]);
    const { judgement, groups } = indicated(counts, {
      kind: 'rate',
      method: 'gsm',
      thresholds: thresholdsOf([-2, -1, 2, 3]),
      minimum: { of: 'denominator', least: 30 },
    });
    expect(judgement.mu).toBeCloseTo(41 / 210, 14);
    expect(groups.map(({ hidden, score }) => [hidden, score === null])).toEqual([
      ['below-minimum', true],
      [null, false],
      [null, false],
      ['no-denominator', true],
    ]);
  });
});

describe('exact tests', () => {
  it.each([
    [2, 20, 150, 1_000, 0.754708627366164],
    [0, 30, 150, 1_000, 0.0156897377400361],
    [9, 10, 11, 30, 3.51472615340682e-5],
    [5, 5, 5, 10, 0.00793650793650794],
    [3, 7, 6, 14, 1],
    [20, 8_561, 110_823, 3_682_509, 5.07973192668161e-84],
  ])('%i of %i where %i of %i are marked: p as in R', (marked, drawn, allMarked, all, p) => {
    const table = { marked, drawn, allMarked, all };
    expect(fisherP(table) / p).toBeCloseTo(1, 10);
    expect(Math.abs(fisherP(table) - p)).toBeLessThan(1e-9);
  });

  it('a p below the smallest number is still told: its upper tail is 10^-962.73', () => {
    const table = { marked: 2_527, drawn: 16_670, allMarked: 110_823, all: 3_682_509 };
    expect(fisherLog10P(table)).toBeCloseTo(-962.730018480952, 6);
    expect(fisherScore(table)).toBeCloseTo(962.730018480952, 6);
    expect(fisherScore({ ...table, marked: 20, drawn: 8_561 })).toBeLessThan(-83);
  });

  it.each([
    [245, -6.22259183099654],
    [255, -9.03954678744107],
    [300, -29.0225613438315],
  ])('in a symmetric table %i of 400 and its mirror have the same p, both tails counted', (marked, log10) => {
    const table = { drawn: 1_000, allMarked: 400, all: 2_000 };
    expect(fisherLog10P({ ...table, marked })).toBeCloseTo(log10, 9);
    expect(fisherLog10P({ ...table, marked: 400 - marked })).toBeCloseTo(log10, 9);
  });

  it('tails add up to one, and a beta-binomial of great size is a binomial', () => {
    const sum = ({ below, at, above }: { below: number; at: number; above: number }) => below + at + above;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (x, rest, p) => {
          expect(sum(poissonTails(x, 30 * p))).toBeCloseTo(1, 10);
          expect(sum(gammaPoissonTails(x, 30 * p, 2.5))).toBeCloseTo(1, 10);
          expect(sum(binomialTails(x, x + rest, p))).toBeCloseTo(1, 10);
          expect(sum(betaBinomialTails(x, x + rest, 3 * p, 3 * (1 - p)))).toBeCloseTo(1, 9);
        },
      ),
    );
    const [wide, narrow] = [betaBinomialTails(3, 12, 4e5, 6e5), binomialTails(3, 12, 0.4)];
    expect(wide.below + wide.at).toBeCloseTo(0.22533728256, 5);
    expect(narrow.below + narrow.at).toBeCloseTo(0.22533728256, 12);
    expect(narrow.at).toBeCloseTo(0.14189395968, 12);
  });

  it('an empty group that expects one event is no signal, one that expects ten is', () => {
    expect(tailScore(poissonTails(0, 1))).toBeCloseTo(-0.90045259663779, 9);
    expect(tailScore(poissonTails(4, 1))).toBeCloseTo(2.27932077921165, 9);
    expect(tailScore(poissonTails(0, 10))).toBeLessThan(-3);
    expect(tailScore(poissonTails(400, 1))).toBeLessThanOrEqual(38);
    for (const bad of [
      () => poissonTails(1.5, 1),
      () => poissonTails(-1, 1),
      () => binomialTails(3, 2, 0.5),
      () => gammaPoissonTails(1, 0, 1),
    ])
      expect(bad).toThrow(DomainError);
  });

  it('adjusted p-values are those of Benjamini and Hochberg, whatever the order', () => {
    expect(benjaminiHochberg([0.01, 0.02, 0.03, 0.5, 0.04]).map((q) => q.toFixed(12))).toEqual(
      [0.05, 0.05, 0.05, 0.5, 0.05].map((q) => q.toFixed(12)),
    );
    expect(benjaminiHochberg([])).toEqual([]);
    expect(() => benjaminiHochberg([1.2])).toThrow(DomainError);
  });
});

describe('many indicators at once', () => {
  it('scores of all sites under all indicators are adjusted together, the low like the high, the hidden left out', () => {
    const judged = (scores: readonly (number | null)[]) =>
      scores.map((score, at) => ({
        ...group(1, 10, `${at}`),
        rate: 0.1,
        score,
        flag: null,
        hidden: score === null ? ('below-minimum' as const) : null,
      }));
    const found = acrossIndicators([
      { metric: { key: 'ae', kind: 'rate', method: 'robust' }, groups: judged([-4, 0.3, null, 1]) },
      { metric: { key: 'sf', kind: 'proportion', method: 'fisher' }, groups: judged([2, -0.1]) },
      { metric: { key: 'pk', kind: 'identity', method: 'gsm' }, groups: judged([0.9]) },
    ]);
    expect(found.map(({ key, groupId }) => `${key} ${groupId}`)).toEqual(['ae 0', 'sf 0', 'ae 3', 'ae 1', 'sf 1']);
    expect(found[0]?.p).toBeCloseTo(6.334248366623996e-5, 15);
    expect(found[0]?.q).toBeCloseTo(5 * 6.334248366623996e-5, 14);
    expect(found[1]?.q).toBeCloseTo((5 / 2) * 0.01, 14);
  });
});

describe('deviance', () => {
  it('residuals are those of R, and limits bring them back', () => {
    expect(devianceResidual(12, 5)).toBeCloseTo(2.64787645038314, 12);
    expect(devianceResidual(2, 9)).toBeCloseTo(-2.82554249886547, 12);
    expect(devianceResidual(0, 8)).toBe(-4);
    for (const expected of [0.3, 2, 12.5, 900])
      for (const threshold of [-5, -2, -0.5, 0.5, 2, 5]) {
        const limit = devianceLimit(threshold, expected);
        if (limit === null) expect(-Math.sqrt(2 * expected)).toBeGreaterThanOrEqual(threshold);
        else expect(devianceResidual(limit, expected)).toBeCloseTo(threshold, 8);
      }
    expect(devianceResidual(devianceLimit(2, 2) ?? 0, 2)).toBeCloseTo(2, 8);
    expect(() => devianceResidual(3, 0)).toThrow(DomainError);
  });
});

describe('the robust default', () => {
  // Fifty groups whose rates differ by chance alone, and by a planted factor at the last ones.
  const network = (planted: readonly number[]) =>
    Array.from({ length: 50 }, (_, at) => {
      const denominator = 400 + 60 * at;
      const expected = 0.03 * denominator * (planted[at - 50 + planted.length] ?? 1);
      return group(
        Math.max(0, Math.round(expected + ((at * 7) % 11) * 0.2 * Math.sqrt(expected) - Math.sqrt(expected))),
        denominator,
        `${at}`,
      );
    });

  it('groups that report too little are hidden from gsm.core by others that report too much, and not from the default', () => {
    const groups = network([8, 8, 8, 8, 0.3, 0.3]);
    const scores = robustJudgement(groups, 'rate').scores.slice(-6);
    const theirs = analyse(groups, { kind: 'rate', method: 'gsm' }).scores.slice(-6);
    expect(scores.slice(0, 4).every((score) => score > 3)).toBe(true);
    expect(scores.slice(4).every((score) => score < -3)).toBe(true);
    expect(theirs.slice(4).every((score) => score > -1)).toBe(true);
  });

  it('over-dispersion is at least 1, and nothing is spread where chance explains all', () => {
    const { phi, tau } = robustJudgement(network([]), 'rate');
    expect(phi).toBeGreaterThanOrEqual(1);
    expect(tau).toBeLessThan(0.02);
    expect(robustJudgement([group(3, 10)], 'rate').scores).toEqual([expect.closeTo(0, 0)]);
  });

  it('the unit of the exposure changes no score', () => {
    const groups = network([3, 0.3]);
    const inDays = robustJudgement(groups, 'rate');
    const inMilliseconds = robustJudgement(
      groups.map((one) => ({ ...one, denominator: one.denominator * 86_400_000 })),
      'rate',
    );
    inMilliseconds.scores.forEach((score, at) => expect(score).toBeCloseTo(inDays.scores[at] ?? Number.NaN, 6));
  });

  it('a proportion cannot exceed one, and needs whole counts', () => {
    expect(() => robustJudgement([group(11, 10), group(1, 10)], 'proportion')).toThrow(DomainError);
    expect(() => analyse([], { kind: 'rate', method: 'robust' })).toThrow(DomainError);
  });
});

describe('every method', () => {
  it('scores are numbers, rise with the count, and are the same in any order of groups', () => {
    fc.assert(
      fc.property(
        someGroups,
        fc.constantFrom(...methods),
        fc.constantFrom('rate' as const, 'proportion' as const),
        (groups, method, kind) => {
          const { scores } = analyse(groups, { kind, method });
          expect(scores.every((score) => Number.isFinite(score))).toBe(true);
          const turned = analyse([...groups].reverse(), { kind, method }).scores;
          scores.forEach((score, at) => expect(turned[groups.length - 1 - at]).toBeCloseTo(score, 4));
        },
      ),
    );
  });

  it('a count on the far side of a limit is flagged and one on the near side is not', () => {
    const groups = [group(4, 200), group(9, 300), group(31, 900), group(20, 800), group(2, 60), group(70, 1_200), group(1, 40)];
    for (const method of methods)
      for (const kind of ['rate', 'proportion'] as const) {
        const judgement = analyse(groups, { kind, method });
        const scoreOf = (numerator: number, denominator: number) => {
          const near = limitsOf(judgement, [1.5], [denominator])[0]?.points[0]?.numerator;
          return near === null || near === undefined ? null : numerator >= near;
        };
        groups.forEach(({ numerator, denominator }, at) => {
          const reached = scoreOf(numerator, denominator);
          const score = judgement.scores[at] ?? 0;
          if (reached !== null && Math.abs(score - 1.5) > 1e-6)
            expect(reached, `${method} ${kind} ${numerator}/${denominator}`).toBe(score >= 1.5);
        });
      }
  });

  it('where no count is low enough there is no lower limit', () => {
    const judgement = robustJudgement([group(30, 1_000), group(28, 1_000), group(33, 1_000), group(1, 30)], 'rate');
    const [low, high] = limitsOf(judgement, [-2, 2], [30, 1_000]);
    expect(low?.points[0]).toEqual({ denominator: 30, numerator: null, rate: null });
    expect(low?.points[1]?.numerator).toBeGreaterThan(10);
    expect(Number.isInteger(high?.points[0]?.numerator)).toBe(true);
  });

  it('the grid runs from the smallest to the largest group', () => {
    expect(denominatorGrid([group(1, 10), group(1, 1_000)], 3)).toEqual([10, expect.closeTo(100, 9), 1_000]);
    expect(denominatorGrid([group(1, 10)])).toEqual([10]);
  });
});

describe('shrinkage', () => {
  it('a small group is drawn to the others, a large one keeps its own rate, and both sides are told', () => {
    const groups = [group(30, 1_000), group(70, 1_000), group(20, 1_000), group(55, 1_000), group(3, 20), group(200, 10_000)];
    const prior = fitRatePrior(groups);
    const [small, large] = [shrunkRate(groups[4]!, prior), shrunkRate(groups[5]!, prior)];
    expect(small.mean).toBeLessThan(0.1);
    expect(large.mean).toBeCloseTo(0.02, 2);
    expect(large.below).toBeGreaterThan(0.99);
    expect(small.above + small.below).toBeCloseTo(1, 10);
    expect(shrunkRate(groups[4]!, prior, 2).above).toBeLessThan(small.above);
    expect(shrunkRate(groups[4]!, prior, 2).below).toBeLessThan(small.below);
    expect(() => fitRatePrior([group(0, 10)])).toThrow(DomainError);
    expect(() => fitRatePrior([group(1.5, 10)])).toThrow(DomainError);
    expect(() => shrunkRate(groups[4]!, prior, 0.5)).toThrow(DomainError);
  });
});

describe('a prior of groups', () => {
  it('that are all alike is as narrow as it gets, with their rate as its mean, in any unit of exposure', () => {
    for (const unit of [1, 1_000]) {
      const { alpha, beta } = fitRatePrior([group(20, 1_000 * unit), group(40, 2_000 * unit), group(10, 500 * unit)]);
      expect(alpha).toBe(1_000);
      expect((alpha / beta) * unit).toBeCloseTo(0.02, 12);
    }
  });
});

describe('ages that are still open', () => {
  const open = [
    { duration: 2, ended: true },
    { duration: 4, ended: true },
    { duration: 4, ended: false },
    { duration: 9, ended: true },
    { duration: 12, ended: false },
  ];

  it('what is still open counts as at risk and not as ended', () => {
    expect(kaplanMeier(open).steps.map(({ survival }) => survival)).toEqual([0.8, expect.closeTo(0.6, 12), expect.closeTo(0.3, 12)]);
    expect(kaplanMeier(open)).toMatchObject({ median: 9, waiting: 2 });
    expect(probabilityOfLagOver(5, open)?.probability).toBeCloseTo(0.6, 12);
    expect(probabilityOfLagOver(1, open)).toEqual({ probability: 1, low: 1, high: 1 });
  });

  it('beyond what was watched nothing is claimed', () => {
    expect(probabilityOfLagOver(13, open)).toBeNull();
    expect(probabilityOfLagOver(30, [{ duration: 3, ended: true }])).toMatchObject({ probability: 0 });
    expect(() => kaplanMeier([])).toThrow(DomainError);
    expect(() => kaplanMeier([{ duration: -1, ended: true }])).toThrow(DomainError);
  });
});
