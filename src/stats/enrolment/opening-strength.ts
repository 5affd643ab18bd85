// How far the daily chances of openings are drawn towards their common one, learnt from how much they differ.
import { logBeta } from '../distributions/index.ts';

/** What happened in a bin: how many opened in it, on how many days of waiting. */
export interface OpeningCount {
  readonly opened: number;
  readonly waited: number;
}

/** The most openings that stand for the overall chance. More of them would raise the share that never opens where chances rise or fall. */
export const mostStrength = 0.5;
/** The sd of the prior of ln strength below the most: a strength of a seventh of it is nothing unusual. */
const LOG_SD = 2;
const STEP = Math.LN2 / 2;
const STEPS = 17;

/**
 * How many openings' worth of the overall chance each bin is mixed with. The chances of bins are Beta(s, s/overall - s), the opened of a
 * bin given its waited days beta-binomial, ln s half normal below a half; the answer is the most probable s of a grid. Bins that differ
 * by chance alone leave it at a half, bins that differ widely make it small: where all open on one day, that day keeps its chance.
 * `bins` are those from the first opening to the last: what lies before and after is empty by its making.
 */
export function openingStrength(bins: readonly OpeningCount[], overall: number): number {
  // Where every day of waiting ended in an opening there is no other chance to be drawn to.
  if (!(overall < 1)) return mostStrength;
  const judged = Array.from({ length: STEPS }, (_, at) => {
    const log = -at * STEP;
    const a = mostStrength * Math.exp(log);
    const b = a / overall - a;
    const known = bins.reduce((sum, { opened, waited }) => sum + logBeta(a + opened, b + waited - opened) - logBeta(a, b), 0);
    return { strength: a, density: known - 0.5 * (log / LOG_SD) ** 2 };
  });
  return judged.reduce((best, one) => (one.density > best.density ? one : best)).strength;
}
