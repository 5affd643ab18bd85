// Common shocks: a factor exp(eps) on all rates at once, AR(1) over blocks of 30 days, and what they make of counts to come.
import { shockBlockDays } from './calendar.ts';
import { needAtLeast, needShare } from './domain.ts';
import type { CountMoments } from './matched.ts';
import { type PastShock, shockCorrelation } from './shock-fit.ts';

/** The factor's variance per block and its correlation from one block to the next. */
interface CommonShock {
  readonly variance: number;
  readonly correlation: number;
}

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

/** A factor on all rates at once, averaged over some time: its mean and its relative variance. */
export interface SharedFactor {
  readonly mean: number;
  readonly variance: number;
}

const still: SharedFactor = { mean: 1, variance: 0 };
/** So many blocks ahead nothing is left of the latest one. */
const MEMORY = 40;

/**
 * The mean factor over so many days ahead under shocks that were fitted to the past. The latest factor dies away by the correlation: after k
 * blocks ln factor has the mean phi^k e and the variance s^2 (1 - phi^2k) + phi^2k v, e and v being the latest one's, and all that with the
 * doubt of the level. Over endless time shocks even out, and that doubt stays.
 */
export function factorAhead(shock: PastShock | null | undefined, days: number): SharedFactor {
  if (!shock) return still;
  const { sd, factors, doubt } = shock;
  if (!Number.isFinite(days)) return { mean: 1, variance: doubt.level };
  const blocks = Math.max(1, days / shockBlockDays);
  const latest = Math.log(factors[0] ?? 1) + sd ** 2 / 2;
  let [mean, kept] = [0, 0];
  for (let k = 1; k <= Math.min(MEMORY, Math.ceil(blocks)); k += 1) {
    const power = shockCorrelation ** k;
    const part = Math.min(1, blocks - k + 1) / blocks;
    mean += part * Math.expm1(power * latest + (power ** 2 * (doubt.latest - sd ** 2)) / 2);
    kept += part * power;
  }
  const swing = shockVariance({ variance: Math.expm1(sd ** 2), correlation: shockCorrelation }, days);
  const variance = swing + kept ** 2 * (doubt.latest - sd ** 2) + 2 * kept * doubt.both + doubt.level;
  return { mean: 1 + mean, variance: Math.max(0, variance) };
}

/** A count's moments when all its rates have one more factor. */
export function shaken({ mean, rateVariance }: CountMoments, factor: SharedFactor): CountMoments {
  if (factor === still) return { mean, rateVariance };
  const [moved, spread] = [mean * factor.mean, rateVariance * factor.mean ** 2];
  return { mean: moved, rateVariance: spread + factor.variance * (moved ** 2 + Math.max(0, spread)) };
}
