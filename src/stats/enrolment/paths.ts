// Simulated counts of a network: every site's negative binomial by one uniform number and a table, for what has no closed form.
import { DomainError } from '#lib';
import { streamOf } from '../random/index.ts';
import type { SiteCount } from './exact-sum.ts';

/** Paths that share a stream; a whole number of them is the unit of work, so that the paths do not depend on how work is shared. */
export const pathBlock = 1_000;

/** A distribution as its cumulative probabilities, with a guide: where the search for u begins, by the first bits of u. */
interface CountTable {
  readonly cumulative: Float64Array;
  readonly guide: Int32Array;
}

const GUIDE = 512;
const TAIL = 1e-16;

function tableOf({ size, rate, exposure }: SiteCount): CountTable {
  if (!(size > 0 && rate > 0 && exposure >= 0 && Number.isFinite(size / rate) && Number.isFinite(exposure)))
    throw new DomainError('sizes and rates of sites must be positive numbers, exposures at least 0');
  const failure = exposure / (rate + exposure);
  // From the mode outwards and divided by the sum: the mass of 0 may lie below any double.
  const mode = Math.max(0, Math.floor(((size - 1) * failure) / (1 - failure)));
  const up = [1];
  for (let k = mode, mass = 1; mass > TAIL; k += 1) up.push((mass *= ((size + k) / (k + 1)) * failure));
  const down: number[] = [];
  for (let k = mode, mass = 1; k > 0; k -= 1) down.push((mass *= mass > TAIL ? k / ((size + k - 1) * failure) : 0));
  const masses = [...down.reverse(), ...up];
  const total = masses.reduce((sum, one) => sum + one, 0);
  const cumulative = new Float64Array(masses.length);
  let sum = 0;
  masses.forEach((mass, at) => (cumulative[at] = (sum += mass) / total));
  cumulative[masses.length - 1] = 1;
  const guide = new Int32Array(GUIDE);
  for (let cell = 0, at = 0; cell < GUIDE; cell += 1) {
    while ((cumulative[at] ?? 1) <= cell / GUIDE) at += 1;
    guide[cell] = at;
  }
  return { cumulative, guide };
}

/** Draws blocks of paths; tables are made once. */
export interface PathDrawer {
  /** The network's counts of the paths of a block, `pathBlock` of them. */
  readonly block: (number: number) => Int32Array;
}

/**
 * Simulated counts of the sum of independent negative binomials. Block b draws site i from the stream (seed, 'site', i, 'block', b): the same
 * numbers whoever draws which block. Throws a DomainError on sizes or rates that are not positive.
 */
export function pathDrawer(sites: readonly SiteCount[], seed: number | string): PathDrawer {
  const tables = sites.map(tableOf);
  return {
    block: (number) => {
      const totals = new Int32Array(pathBlock);
      tables.forEach(({ cumulative, guide }, site) => {
        const stream = streamOf(seed, 'site', site, 'block', number);
        for (let path = 0; path < pathBlock; path += 1) {
          const u = stream.uniform();
          let at = guide[(u * GUIDE) | 0] as number;
          while ((cumulative[at] as number) <= u) at += 1;
          totals[path] = (totals[path] as number) + at;
        }
      });
      return totals;
    },
  };
}
