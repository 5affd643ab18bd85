// Drift between looks: the sums by hand, and thresholds that hold what they promise in histories nobody has seen.
import { DomainError } from '#lib';
import { describe, expect, it } from 'vitest';
import { streamOf } from '../random/index.ts';
import { type Change, cusum, cusumThreshold, lookEvidence } from './index.ts';

const doubled: Change = { ratio: 2, size: null };
const halved: Change = { ratio: 0.5, size: null };

/** Mean looks until the alarm over fresh histories whose rate is `factor` times the expected one. */
function meanLooks(
  threshold: number,
  { change, factor = 1, seed = 'fresh' }: { change: Change; factor?: number; seed?: string },
  runs = 1_500,
) {
  let looks = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = streamOf(seed, run);
    for (let [sum, on] = [0, true]; on; looks += 1) {
      const drawn = 4 * factor * (change.size === null ? 1 : random.gamma(change.size, change.size));
      sum = Math.max(0, sum + lookEvidence({ count: random.poisson(drawn), expected: 4 }, change));
      on = sum < threshold;
    }
  }
  return looks / runs;
}

describe('drift between looks', () => {
  it('the sum gathers log likelihood ratios and starts again from nothing', () => {
    expect(lookEvidence({ count: 6, expected: 4 }, doubled)).toBeCloseTo(6 * Math.log(2) - 4, 14);
    expect(lookEvidence({ count: 6, expected: 4 }, { ratio: 2, size: 3 })).toBeCloseTo(6 * Math.log(2) - 9 * Math.log(11 / 7), 14);
    const looks = [0, 9, 8, 2].map((count) => ({ count, expected: 4 }));
    const { sums, alarmAt } = cusum(looks, doubled, 3);
    expect(sums.map((sum) => sum.toFixed(3))).toEqual(['0.000', '2.238', '3.784', '1.170']);
    expect(alarmAt).toBe(2);
    expect(cusum(looks, doubled, 5).alarmAt).toBeNull();
  });

  it('counts with a great size are Poisson counts', () => {
    const look = { count: 7, expected: 4 };
    expect(lookEvidence(look, { ratio: 2, size: 1e9 })).toBeCloseTo(lookEvidence(look, doubled), 6);
  });

  it.each([
    ['a doubling of Poisson counts', doubled],
    ['a halving of Poisson counts', halved],
    ['a doubling of over-dispersed counts', { ratio: 2, size: 3 }],
  ] as const)('for %s the threshold keeps its in-control run length in fresh histories, and drift rings far sooner', (_name, change) => {
    const found = cusumThreshold({ expected: [4], change, looks: 60, runs: 3_000 }, streamOf(7, 'threshold'));
    expect(found.looks).toBeGreaterThanOrEqual(60);
    // Sums of Poisson counts against one expectation move in steps, and so do the run lengths that are possible.
    expect(found.looks).toBeLessThan(change.size === null ? 90 : 62);
    expect(meanLooks(found.threshold, { change }) / found.looks).toBeGreaterThan(0.9);
    expect(meanLooks(found.threshold, { change }) / found.looks).toBeLessThan(1.1);
    expect(meanLooks(found.threshold, { change, factor: change.ratio, seed: 'drifted' })).toBeLessThan(20);
  });

  it('one seed gives one threshold', () => {
    const asked = { expected: [2, 3, 5], change: doubled, looks: 24, runs: 400 };
    expect(cusumThreshold(asked, streamOf(1))).toEqual(cusumThreshold(asked, streamOf(1)));
    expect(cusumThreshold(asked, streamOf(2))).not.toEqual(cusumThreshold(asked, streamOf(1)));
  });

  it('no change, no expectation and no threshold are refused', () => {
    const asked = { expected: [2], change: doubled, looks: 24, runs: 400 };
    for (const bad of [
      () => lookEvidence({ count: 1, expected: 1 }, { ratio: 1, size: null }),
      () => lookEvidence({ count: -1, expected: 1 }, doubled),
      () => cusum([], doubled, 0),
      () => cusumThreshold({ ...asked, expected: [0] }, streamOf(1)),
      () => cusumThreshold({ ...asked, looks: 1 }, streamOf(1)),
    ])
      expect(bad).toThrow(DomainError);
  });
});
