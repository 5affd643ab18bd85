// Drift between looks: the sums by hand, how often chance rings, and that a group which has always been different does not drift.
import { DomainError } from '#lib';
import { describe, expect, it } from 'vitest';
import { streamOf } from '../random/index.ts';
import { type Change, type Watched, driftChances, driftSums, lookDispersion } from './index.ts';

const known = { alpha: 1e9, beta: 1e9 };
const nothing = { count: 0, expected: 0 };
const doubled: Change = { ratios: [2], prior: known, dispersion: 1 };

/** Groups whose own rates differ by the prior, twelve looks each, with a change of this factor from the seventh on. */
function groupOf(seed: number, { alpha, factor = 1, mean = 4 }: { alpha: number; factor?: number; mean?: number }): Watched {
  const random = streamOf(seed, 'drift', alpha, factor);
  const own = random.gamma(alpha, alpha);
  const look = (expected: number, by = 1) => ({ count: random.poisson(own * by * expected), expected });
  return { before: look(20), looks: Array.from({ length: 12 }, (_, at) => look(mean, at < 6 ? 1 : factor)) };
}

const chanceOf = (watched: Watched, change: Change) =>
  driftChances(watched, change, streamOf(1, 'chances'), 300).p(lastSum(watched, change));
const lastSum = (watched: Watched, change: Change) => driftSums(watched, change).sums.at(-1) ?? 0;

describe('drift between looks', () => {
  it('[K05] of a group whose rate is known the sum is that of Page: it gathers log likelihood ratios and starts again from nothing', () => {
    const looks = [0, 9, 8, 2].map((count) => ({ count, expected: 4 }));
    const { sums, from } = driftSums({ before: nothing, looks }, doubled);
    expect(sums.map((sum) => sum.toFixed(3))).toEqual(['0.000', '2.238', '3.784', '1.170']);
    expect(from).toBe(1);
    expect(driftSums({ before: nothing, looks: [{ count: 1, expected: 4 }] }, doubled)).toEqual({ sums: [0], from: null });
  });

  it('[K05] of a group whose rate is not known the evidence of one look is that of negative binomial counts', () => {
    const prior = { alpha: 3, beta: 3 };
    const { sums } = driftSums({ before: nothing, looks: [{ count: 6, expected: 4 }] }, { ...doubled, prior });
    expect(sums[0]).toBeCloseTo(Math.max(0, 6 * Math.log(2) - 9 * Math.log(11 / 7)), 14);
    const before = { count: 40, expected: 20 };
    const after = driftSums({ before, looks: [{ count: 16, expected: 4 }] }, { ...doubled, prior });
    expect(after.sums[0]).toBeCloseTo(16 * Math.log(2) - 59 * Math.log(31 / 27), 12);
  });

  it.each([
    ['that differ much and counts are few', { alpha: 2, mean: 1 }],
    ['that differ much', { alpha: 4, mean: 8 }],
    ['that hardly differ', { alpha: 1_000, mean: 4 }],
  ] as const)('[K05] among groups %s chance rings as often as is said, upwards and downwards', (_name, setting) => {
    const prior = { alpha: setting.alpha, beta: setting.alpha };
    for (const ratios of [[2, 4, 8], [0.5, 0.25, 0.125], [2]]) {
      const change = { ratios, prior, dispersion: 1 };
      const rung = Array.from({ length: 800 }, (_, seed) => groupOf(seed, setting)).filter((watched) => {
        const sum = lastSum(watched, change);
        return sum > 0 && driftChances(watched, change, streamOf(1, 'chances'), 300).p(sum) <= 0.05;
      }).length;
      expect(rung / 800, ratios.join()).toBeLessThan(0.075);
      // Few counts move in steps: what can be reached may lie well below.
      expect(rung / 800, ratios.join()).toBeGreaterThan(setting.mean < 4 ? 0.005 : 0.02);
    }
  });

  it('[K05] a group that has always had three times what is usual does not drift, one that doubles does, and the sum says since when', () => {
    const prior = { alpha: 4, beta: 4 };
    const steady = { before: { count: 60, expected: 20 }, looks: Array.from({ length: 12 }, () => ({ count: 12, expected: 4 })) };
    expect(lastSum(steady, { ...doubled, prior })).toBeLessThan(0.5);
    const later = { ...steady, looks: steady.looks.map((look, at) => (at < 6 ? look : { ...look, count: 24 })) };
    const { sums, from } = driftSums(later, { ...doubled, prior });
    expect([chanceOf(later, { ...doubled, prior }) < 1e-5, from, (sums.at(-1) ?? 0) > 8]).toEqual([true, 6, true]);
    const found = Array.from({ length: 200 }, (_, seed) => groupOf(seed, { alpha: 4, factor: 3, mean: 8 })).filter(
      (watched) => chanceOf(watched, { ...doubled, prior }) < 0.001,
    );
    expect(found.length).toBeGreaterThan(150);
  });

  it('[K05] counts that come in clusters are believed less, by how much they vary around their own mean', () => {
    const random = streamOf(5, 'clusters');
    const groups = Array.from({ length: 60 }, () => {
      const own = random.gamma(4, 4);
      return Array.from({ length: 10 }, () => ({ count: 3 * random.poisson(2 * own), expected: 6 }));
    });
    const dispersion = lookDispersion(groups) ?? 0;
    expect([dispersion > 2.6, dispersion < 3.4]).toEqual([true, true]);
    const plain = groups.map((looks) => looks.map(({ count, expected }) => ({ count: count / 3, expected })));
    expect(lookDispersion(plain)).toBeCloseTo(dispersion / 3, 10);
    const looks = [{ count: 12, expected: 4 }];
    expect(lastSum({ before: nothing, looks }, { ...doubled, dispersion: 3 })).toBeCloseTo(
      lastSum({ before: nothing, looks }, doubled) / 3,
      12,
    );
    expect(lookDispersion([[{ count: 3, expected: 1 }], [{ count: 0, expected: 1 }, nothing]])).toBeNull();
  });

  it('[K05] of several ratios the mean of what each says counts: five events where one in ten looks is usual are seen', () => {
    const looks = [...Array.from({ length: 10 }, () => ({ count: 0, expected: 0.1 })), { count: 5, expected: 0.2 }];
    const rare = { before: { count: 1, expected: 1 }, looks };
    const [alone, several] = [lastSum(rare, doubled), lastSum(rare, { ...doubled, ratios: [2, 4, 8] })];
    expect(alone).toBeCloseTo(5 * Math.log(2) - 0.2, 6);
    const each = [2, 4, 8].map((ratio) => ratio ** 5 * Math.exp(-(ratio - 1) * 0.2));
    expect(several).toBeCloseTo(Math.log(each.reduce((sum, one) => sum + one, 0) / 3), 6);
    expect(chanceOf(rare, { ...doubled, ratios: [2, 4, 8] })).toBeLessThan(1e-3);
  });

  it('an alarm is the sum whose chance is the one asked for, also where chance is one in a million, and one seed gives one answer', () => {
    const watched = groupOf(3, { alpha: 4 });
    const change = { ratios: [2, 4, 8], prior: { alpha: 4, beta: 4 }, dispersion: 1 };
    const chances = (seed: number) => driftChances(watched, change, streamOf(seed));
    const { p, sumAt } = chances(1);
    for (const rare of [0.2, 0.01, 1e-4, 1e-6, 1e-9]) {
      expect(p(sumAt(rare)) / rare).toBeGreaterThan(0.8);
      expect(p(sumAt(rare)) / rare).toBeLessThan(1.01);
      expect(Math.abs(chances(2).sumAt(rare) - sumAt(rare))).toBeLessThan(0.5);
      // Markov's inequality, over twelve likelihood ratios of mean 1.
      expect(p(sumAt(rare))).toBeLessThan(12 * Math.exp(-sumAt(rare)));
    }
    expect([p(0), sumAt(1e-4) > sumAt(1e-3)]).toEqual([1, true]);
    expect(chances(1).sumAt(1e-4)).toBe(sumAt(1e-4));
  });

  it('no change, no prior, no dispersion and negative counts are refused', () => {
    const watched = { before: nothing, looks: [{ count: 1, expected: 1 }] };
    for (const bad of [
      () => driftSums(watched, { ...doubled, ratios: [2, 1] }),
      () => driftSums(watched, { ...doubled, prior: { alpha: 0, beta: 1 } }),
      () => driftSums(watched, { ...doubled, dispersion: 0 }),
      () => driftSums({ before: nothing, looks: [{ count: -1, expected: 1 }] }, doubled),
      () => driftChances(watched, doubled, streamOf(1), 10),
      () => driftChances({ before: nothing, looks: [nothing] }, doubled, streamOf(1)),
    ])
      expect(bad).toThrow(DomainError);
  });
});
