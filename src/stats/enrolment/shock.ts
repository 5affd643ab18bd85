// Common shocks: a factor exp(eps) on all rates at once, AR(1) over blocks of 30 days, estimated from how the whole network's counts swing.
import { needAtLeast, needShare } from './domain.ts';

/** The factor's variance per block and its correlation from one block to the next. */
export interface CommonShock {
  readonly variance: number;
  readonly correlation: number;
}

/** The length of a block, in days. */
export const shockBlockDays = 30;

/** Var of the mean factor over so many days: sigma^2/B^2 sum over blocks b, c of phi^|b-c|, for B blocks; a part of a block counts as one. */
export function shockVariance({ variance, correlation }: CommonShock, days: number): number {
  needAtLeast('shock variance', variance, 0);
  needShare('shock correlation', correlation);
  const blocks = Math.max(1, days / shockBlockDays);
  let sum = blocks;
  let power = 1;
  for (let lag = 1; lag < blocks && power > 1e-12; lag += 1) {
    power *= correlation;
    sum += 2 * (blocks - lag) * power;
  }
  return (variance * sum) / blocks ** 2;
}

/**
 * The shock by moments: observed and expected counts per block, sum[(y - mu)^2 - mu] / sum mu^2, not below 0; the correlation from
 * neighbouring blocks, between 0 and 0.9. Null where fewer than 6 blocks expect anything.
 */
export function estimateShock(blocks: readonly { readonly observed: number; readonly expected: number }[]): CommonShock | null {
  const used = blocks.filter(({ expected }) => expected > 0);
  if (used.length < 6) return null;
  const squares = used.reduce((sum, { expected }) => sum + expected ** 2, 0);
  const variance = used.reduce((sum, { observed, expected }) => sum + (observed - expected) ** 2 - expected, 0) / squares;
  if (!(variance > 0)) return { variance: 0, correlation: 0 };
  let [across, weight] = [0, 0];
  used.slice(1).forEach((block, at) => {
    const before = used[at];
    if (!before) return;
    across += (block.observed - block.expected) * (before.observed - before.expected);
    weight += block.expected * before.expected;
  });
  return { variance, correlation: Math.min(0.9, Math.max(0, weight > 0 ? across / weight / variance : 0)) };
}
