// From a model of openings to the days on which one waiting site may open, given that it has not opened so far.
import type { Opening } from './sites.ts';
import { type OpeningBin, type OpeningModel, closedShares, meanChances } from './opening-history.ts';

const STEP_DAYS = 7;

/** The share not open at an age of `days`, under daily chances by bin; flat after the last bin. */
function closedAt(bins: readonly OpeningBin[], chances: readonly number[], shares: readonly number[], days: number): number {
  if (days <= 0) return 1;
  for (let at = 0; at < bins.length; at += 1) {
    const bin = bins[at];
    if (bin && days < bin.to) return (shares[at] ?? 0) * (1 - (chances[at] ?? 0)) ** (days - bin.from);
  }
  return shares.at(-1) ?? 0;
}

/**
 * When a site may open that began its start-up on `from` and is not open on `asOf`: P(open in (t, t+x]) = [S(t) - S(t+x)] / S(t) with S
 * the share not open, collected in steps of a week (a wait of a single day keeps its day). What is missing to 1 never opens. A site that
 * waits longer than the history was followed is one that never opens.
 */
export function openingSpread(model: OpeningModel, from: number, asOf: number): Opening {
  const end = model.followedDays + 1;
  const begin = Math.max(0, Math.floor(asOf - from) + 1);
  if (begin >= end) return { kind: 'never' };
  const limits = [begin];
  // Bin limits are kept, so that a history in which all open on one day says that day.
  const kept = model.bins.map((bin) => bin.to).filter((day) => day > begin);
  for (let day = begin, next = 0; day < end;) {
    while ((kept[next] ?? Infinity) <= day) next += 1;
    day = Math.min(day + STEP_DAYS, kept[next] ?? end, end);
    limits.push(day);
  }
  const weightsUnder = (chances: readonly number[]): readonly number[] => {
    const shares = closedShares(model.bins, chances);
    const closed = limits.map((day) => closedAt(model.bins, chances, shares, day));
    const now = closed[0] ?? 0;
    return limits.slice(1).map((_, at) => (now > 0 ? Math.max(0, ((closed[at] ?? 0) - (closed[at + 1] ?? 0)) / now) : at === 0 ? 1 : 0));
  };
  return {
    kind: 'spread',
    days: limits.slice(1).map((to, at) => from + ((limits[at] ?? 0) + to - 1) / 2),
    weights: weightsUnder(meanChances(model.bins)),
    draws: model.drawn.map(weightsUnder),
  };
}
