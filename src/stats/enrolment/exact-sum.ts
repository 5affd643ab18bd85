// The exact distribution of a sum of independent negative binomials, by a recursion that neither over- nor underflows.
import { DomainError } from '#lib';
import { needAtLeast } from './domain.ts';
import type { Masses } from './matched.ts';

/** A site's predictive count: negative binomial of this size, with success probability rate/(rate + exposure). */
export interface SiteCount {
  readonly size: number;
  readonly rate: number;
  readonly exposure: number;
}

const BIG = 1e200;
/** Powers of q below this add nothing to a weight that is read to double precision. */
const NO_POWER = 1e-22;

/** w_j = sum a_i q_i^j for j = 1, 2, ... until it is negligible or j passes `most`. */
function weightsOf(sites: readonly SiteCount[], most: number): Float64Array {
  const weights = new Float64Array(most + 1);
  let used = 0;
  for (const { size, rate, exposure } of sites) {
    const failure = exposure / (rate + exposure);
    let power = failure;
    for (let j = 1; j <= most && power > NO_POWER; j += 1) {
      weights[j] = (weights[j] ?? 0) + size * power;
      power *= failure;
      used = Math.max(used, j);
    }
  }
  return weights.subarray(0, used + 1);
}

/**
 * P(S = n) of the sum, n = 0 to a dozen standard deviations over its mean: n P(n) = sum_{j=1..n} w_j P(n-j), from the probability generating
 * function prod [p_i/(1 - q_i z)]^{a_i}. P(0) may lie below any double, so the recursion starts at 1, is scaled down whenever it grows
 * large, and is divided by its sum at the end. Throws a DomainError on sizes or rates that are not positive.
 */
export function exactSum(sites: readonly SiteCount[]): Masses {
  let [mean, variance] = [0, 0];
  for (const { size, rate, exposure } of sites) {
    if (!(size > 0 && rate > 0 && Number.isFinite(size) && Number.isFinite(rate)))
      throw new DomainError('sizes and rates of sites must be positive numbers');
    needAtLeast('exposure', exposure, 0);
    mean += (size * exposure) / rate;
    variance += ((size * exposure) / rate) * (1 + exposure / rate);
  }
  const most = Math.ceil(mean + 14 * Math.sqrt(variance) + 40);
  const weights = weightsOf(sites, most);
  const masses = new Float64Array(most + 1);
  masses[0] = 1;
  for (let n = 1; n <= most; n += 1) {
    let sum = 0;
    const reach = Math.min(n, weights.length - 1);
    for (let j = 1; j <= reach; j += 1) sum += (weights[j] ?? 0) * (masses[n - j] ?? 0);
    masses[n] = sum / n;
    if (sum / n > BIG) for (let at = 0; at <= n; at += 1) masses[at] = (masses[at] ?? 0) / BIG;
  }
  let total = 0;
  for (const mass of masses) total += mass;
  for (let n = 0; n <= most; n += 1) masses[n] = (masses[n] ?? 0) / total;
  return { from: 0, masses };
}
