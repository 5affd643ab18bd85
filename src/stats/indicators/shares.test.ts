// Shares of groups with a mix of their own: the size of false flags at small, middling and large shares, what is found, and shrinkage.
import { DomainError } from '#lib';
import { describe, expect, it } from 'vitest';
import { streamOf } from '../random/index.ts';
import { type MixedGroup, fitShareWeight, robustJudgement, shrunkShare } from './index.ts';

const share = (numerator: number, denominator: number, usual: number): MixedGroup & { usual: number } => ({
  groupId: `${numerator}/${denominator}`,
  numerator,
  denominator,
  usual,
});

/** Places of two mixes whose shares are usual, with so many planted at another share. */
function network(seed: number, shares: readonly [number, number], planted: readonly number[] = []) {
  const random = streamOf(seed, 'shares');
  return Array.from({ length: 60 }, (_, at) => {
    const trials = 30 + random.poisson(60);
    const usual = shares[at % 2] ?? 0;
    const own = planted[at] ?? usual;
    let marked = 0;
    for (let one = 0; one < trials; one += 1) if (random.uniform() < own) marked += 1;
    return { ...share(marked, trials, usual), groupId: `${at}` };
  });
}

/** The share of scores beyond 2, over networks where every place is usual. */
function falseFlags(shares: readonly [number, number], scoresOf: (groups: readonly MixedGroup[]) => readonly number[]): number {
  const scores = Array.from({ length: 60 }, (_, seed) => scoresOf(network(seed, shares))).flat();
  return scores.filter((score) => Math.abs(score) > 2).length / scores.length;
}

const asShares = (groups: readonly MixedGroup[]) => robustJudgement(groups, 'proportion').scores;
const asCounts = (groups: readonly MixedGroup[]) =>
  robustJudgement(
    groups.map(({ groupId, numerator, denominator, usual = 0 }) => ({ groupId, numerator, denominator: usual * denominator })),
    'rate',
  ).scores;

describe('shares of groups with a mix of their own', () => {
  it.each([
    [0.05, 0.05],
    [0.3, 0.3],
    [0.8, 0.8],
    [0.1, 0.6],
  ] as const)('at usual shares of %f and %f about one score in twenty lies beyond 2 by chance', (one, other) => {
    const found = falseFlags([one, other], asShares);
    expect(found).toBeGreaterThan(0.025);
    expect(found).toBeLessThan(0.06);
  });

  it('judged as counts, shares are deaf: at 0.8 no score lies beyond 2 by chance, and a site at 0.97 is hardly ever seen', () => {
    expect(falseFlags([0.05, 0.05], asCounts)).toBeGreaterThan(0.02);
    expect(falseFlags([0.3, 0.3], asCounts)).toBeLessThan(0.025);
    expect(falseFlags([0.8, 0.8], asCounts)).toBe(0);
    const planted = Array.from({ length: 20 }, (_, seed) => network(seed, [0.8, 0.8], [0.97, 0.55]));
    const seen = (scoresOf: typeof asCounts, at: number) => planted.filter((groups) => Math.abs(scoresOf(groups)[at] ?? 0) > 2).length;
    expect([seen(asCounts, 0) < 5, seen(asShares, 0) > 15]).toEqual([true, true]);
    expect(seen(asShares, 1)).toBeGreaterThan(seen(asCounts, 1));
  });

  it('where all have the same usual share, scores and limits are those of plain proportions', () => {
    const groups = network(7, [0.3, 0.3], [0.6]);
    const plain = groups.map(({ groupId, numerator, denominator }) => ({ groupId, numerator, denominator }));
    const [mixed, own] = [robustJudgement(groups, 'proportion'), robustJudgement(plain, 'proportion')];
    mixed.scores.forEach((score, at) => expect(score).toBeCloseTo(own.scores[at] ?? Number.NaN, 6));
    expect(mixed.limitAt(2, 80)).toBeCloseTo(own.limitAt(2, 80) ?? Number.NaN, 4);
  });

  it('a usual share outside (0, 1], one for some groups only, and more than all are refused', () => {
    const plain = { groupId: 'plain', numerator: 1, denominator: 10 };
    for (const groups of [[share(1, 10, 0)], [share(1, 10, 1.2)], [share(1, 10, 0.5), plain], [share(11, 10, 0.5)]])
      expect(() => robustJudgement(groups, 'proportion')).toThrow(DomainError);
  });
});

describe('shrunk shares', () => {
  it('a small group is drawn to what is usual for its mix, a large one keeps its own share', () => {
    const groups = [share(3, 5, 0.2), share(160, 400, 0.2), share(60, 100, 0.5), share(30, 100, 0.5), share(8, 100, 0.2)];
    const weight = fitShareWeight(groups);
    const [small, large] = [shrunkShare(groups[0]!, weight), shrunkShare(groups[1]!, weight)];
    expect(small.mean).toBeGreaterThan(0.2);
    expect(small.mean).toBeLessThan(0.5);
    expect(large.mean).toBeCloseTo(0.4, 1);
    expect(large.high - large.low).toBeLessThan(small.high - small.low);
    expect([small.high < 1, small.low > 0, large.above > 0.99]).toEqual([true, true, true]);
    expect(small.above + small.below).toBeCloseTo(1, 10);
  });

  it('the weight is the one the shares were drawn with, and as great as it gets where they do not differ', () => {
    const random = streamOf(3, 'weights');
    const drawn = Array.from({ length: 400 }, (_, at) => {
      const usual = at % 2 ? 0.2 : 0.5;
      const [a, b] = [random.gamma(20 * usual), random.gamma(20 * (1 - usual))];
      let marked = 0;
      for (let one = 0; one < 60; one += 1) if (random.uniform() < a / (a + b)) marked += 1;
      return share(marked, 60, usual);
    });
    const weight = fitShareWeight(drawn);
    expect([weight > 15, weight < 26]).toEqual([true, true]);
    expect(fitShareWeight([share(20, 100, 0.2), share(50, 100, 0.5), share(21, 100, 0.2)])).toBeGreaterThan(5_000);
  });

  it('counts that are no share, and weights that are none, are refused', () => {
    for (const bad of [
      () => fitShareWeight([]),
      () => fitShareWeight([share(11, 10, 0.5)]),
      () => shrunkShare(share(1, 10, 1), 5),
      () => shrunkShare(share(1, 10, 0.5), 0),
    ])
      expect(bad).toThrow(DomainError);
  });
});
