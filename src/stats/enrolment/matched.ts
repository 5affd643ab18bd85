// One count distribution with a given mean and a given variance beyond Poisson: negative binomial, Poisson or, below Poisson, binomial.
import { betaCdf, negativeBinomialCdf, poissonCdf } from '../distributions/index.ts';
import { needAtLeast, needFinite } from './domain.ts';

/** First two moments of a count: its mean, and what its variance exceeds the mean by (negative under caps). */
export interface CountMoments {
  readonly mean: number;
  readonly rateVariance: number;
}

/** Below this share of the mean a difference from Poisson is not told apart from rounding. */
const POISSON_BAND = 1e-9;

/** The size and the scale of the matched negative binomial: A = M^2/V, B = M/V (Anisimov and Fedorov 2007); Infinity where V is 0. */
export function matchedSize({ mean, rateVariance }: CountMoments): { readonly size: number; readonly rate: number } {
  return rateVariance > 0 ? { size: mean ** 2 / rateVariance, rate: mean / rateVariance } : { size: Infinity, rate: Infinity };
}

/**
 * P(N >= n) of the matched distribution. Throws a DomainError on a mean that is negative or not finite.
 */
export function matchedTail(moments: CountMoments, n: number): number {
  const { mean, rateVariance } = moments;
  needAtLeast('mean', mean, 0);
  needFinite('rateVariance', rateVariance);
  const needed = Math.ceil(n);
  if (needed <= 0) return 1;
  if (mean === 0) return 0;
  if (rateVariance > POISSON_BAND * mean) {
    const { size, rate } = matchedSize(moments);
    return negativeBinomialCdf(needed - 1, size, rate / (rate + 1), true);
  }
  if (rateVariance >= -POISSON_BAND * mean) return poissonCdf(needed - 1, mean, true);
  const { trials, chance } = binomialOf(moments);
  return needed > trials ? 0 : betaCdf(chance, needed, trials - needed + 1);
}

// A binomial of real size; the chance is kept below 1 so that a count that is nearly certain stays a distribution.
function binomialOf({ mean, rateVariance }: CountMoments): { readonly trials: number; readonly chance: number } {
  const chance = Math.min(1 - 1e-9, -rateVariance / mean);
  return { trials: mean / chance, chance };
}

/** The ratios P(k+1)/P(k) = max(0, over + k step) / (k + 1) * factor of the matched distribution, which define it together with their sum. */
interface Ratios {
  readonly over: number;
  readonly step: 1 | 0 | -1;
  readonly factor: number;
}

function ratiosOf(moments: CountMoments): Ratios {
  const { mean, rateVariance } = moments;
  if (rateVariance > POISSON_BAND * mean) {
    const { size, rate } = matchedSize(moments);
    return { over: size, step: 1, factor: 1 / (rate + 1) };
  }
  if (rateVariance >= -POISSON_BAND * mean) return { over: mean, step: 0, factor: 1 };
  const { trials, chance } = binomialOf(moments);
  return { over: trials, step: -1, factor: chance / (1 - chance) };
}

const ratioAt = ({ over, step, factor }: Ratios, k: number): number => (Math.max(0, over + step * k) / (k + 1)) * factor;

/** Masses below this part of the largest one are left out. */
const NEGLIGIBLE = 1e-18;

/** Probabilities of the counts `from`, `from` + 1 and so on. */
export interface Masses {
  readonly from: number;
  readonly masses: Float64Array;
}

/** All masses of the matched distribution that count, by their ratios outwards from the mode and divided by their sum. */
export function matchedMasses(moments: CountMoments): Masses {
  const { mean } = moments;
  needAtLeast('mean', mean, 0);
  if (mean === 0) return { from: 0, masses: Float64Array.of(1) };
  const ratios = ratiosOf(moments);
  let mode = Math.floor(mean);
  while (mode > 0 && ratioAt(ratios, mode - 1) < 1) mode -= 1;
  // A forecast asks for thousands of these: how many there are is counted first, so that they are written once and in place.
  let from = mode;
  for (let mass = 1; from > 0 && mass > NEGLIGIBLE; from -= 1) mass /= ratioAt(ratios, from - 1);
  let to = mode;
  for (let mass = 1; mass > NEGLIGIBLE; to += 1) mass *= ratioAt(ratios, to);
  const masses = new Float64Array(to - from + 1);
  masses[mode - from] = 1;
  for (let k = mode, mass = 1; k < to; k += 1) masses[k + 1 - from] = mass *= ratioAt(ratios, k);
  for (let k = mode - 1, mass = 1; k >= from; k -= 1) masses[k - from] = mass /= ratioAt(ratios, k);
  let total = 0;
  for (let at = 0; at < masses.length; at += 1) total += masses[at] as number;
  for (let at = 0; at < masses.length; at += 1) masses[at] = (masses[at] as number) / total;
  return { from, masses };
}
