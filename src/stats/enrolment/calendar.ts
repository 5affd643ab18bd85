// Past time in blocks of 30 days back from the as-of day: where a factor on all rates at once may differ from block to block.
import type { RateShape } from './shape.ts';
import { cumulativeRate } from './shape.ts';
import { type EnrolmentSite, lastDay, openShare } from './sites.ts';

/** The length of a block, in days. */
export const shockBlockDays = 30;
/** Blocks that are told apart; what lies further back has the factor 1, since nobody forecasts by a month of four years ago. */
export const mostBlocks = 36;

/** How many blocks there are back to a day. */
export function blocksBack(asOf: number, first: number): number {
  return Math.min(mostBlocks, Math.max(0, Math.ceil((asOf - first) / shockBlockDays)));
}

/** The block of a day, 0 for the latest; `mostBlocks` or more for what lies before all blocks. */
export function blockOf(asOf: number, day: number): number {
  return Math.max(0, Math.ceil((asOf - day) / shockBlockDays) - 1);
}

/** The effective exposure of an open site until a day: by block, the latest first, and `before` all blocks. */
export interface BlockExposures {
  readonly blocks: Float64Array;
  readonly before: number;
}

/** The exposure of a site by block. Its sum is `pastExposure`, pauses being spread evenly over the site's age. */
export function blockExposures(site: EnrolmentSite, asOf: number, until: number, shape: RateShape): BlockExposures {
  const openedOn = site.openedOn ?? until;
  const end = lastDay(site, until);
  const share = openShare(site, asOf);
  const blocks = new Float64Array(blocksBack(asOf, openedOn));
  const upTo = (day: number) => cumulativeRate(shape, Math.min(end, day) - openedOn);
  for (let block = 0; block < blocks.length; block += 1) {
    const blockEnd = asOf - block * shockBlockDays;
    blocks[block] = share * (upTo(blockEnd) - upTo(blockEnd - shockBlockDays));
  }
  return { blocks, before: share * upTo(asOf - blocks.length * shockBlockDays) };
}

/** Exposure under factors by block; a block without a factor counts as it is. */
export function underFactors({ blocks, before }: BlockExposures, factors: readonly number[]): number {
  let sum = before;
  for (let block = 0; block < blocks.length; block += 1) sum += (blocks[block] as number) * (factors[block] ?? 1);
  return sum;
}
