// The exposure that lies ahead of a site until a day: certain for an open one, a mean and a second moment for one that may open.
import { blockExposures, underFactors } from './calendar.ts';
import { type RateShape, cumulativeRate } from './shape.ts';
import { type EnrolmentSite, type Opening, lastDay, openShare } from './sites.ts';

/** Moments of a future exposure; `draws` are means under other openings that the history allows. */
export interface ExposureMoments {
  readonly mean: number;
  readonly square: number;
  readonly draws: readonly number[];
}

/** The effective exposure so far of an open site: G(age), times the share of its age on which it could enrol, under factors by past block. */
export function pastExposure(site: EnrolmentSite, asOf: number, shape: RateShape, factors?: readonly number[]): number {
  if (site.openedOn === null) return 0;
  if (factors) return underFactors(blockExposures(site, asOf, asOf, shape), factors);
  if (shape.kind === 'constant' && site.exposureDays !== undefined) return site.exposureDays;
  return cumulativeRate(shape, lastDay(site, asOf) - site.openedOn) * openShare(site, asOf);
}

/** The exposure between the as-of day and `day` of an open site; `day` may be Infinity. */
export function futureExposure(site: EnrolmentSite, asOf: number, day: number, shape: RateShape): number {
  const end = lastDay(site, day);
  if (site.openedOn === null || end <= asOf) return 0;
  if (shape.kind === 'constant') return end - asOf;
  return Math.max(0, cumulativeRate(shape, end - site.openedOn) - cumulativeRate(shape, asOf - site.openedOn));
}

/** The days on which an unopened site may open, with their probabilities; a window in daily steps. */
export function openingPoints(opening: Opening | undefined): { readonly days: readonly number[]; readonly weights: readonly number[] } {
  if (opening === undefined || opening.kind === 'never') return { days: [], weights: [] };
  if (opening.kind === 'on') return { days: [opening.day], weights: [1] };
  if (opening.kind === 'spread') return opening;
  const width = opening.to - opening.from;
  const steps = Math.max(1, Math.round(width));
  return {
    days: Array.from({ length: steps }, (_, at) => opening.from + ((at + 0.5) * width) / steps),
    weights: Array.from({ length: steps }, () => opening.probability / steps),
  };
}

/**
 * E d and E d^2 of an unopened site until `day`, closing day included. A window under a constant rate has the closed form
 * omega [(s-l)+^(k+1) - (s-h)+^(k+1)] / ((k+1)(h-l)); anything else is summed over the days on which the site may open. The means under
 * other openings of the history cost many times as much and are answered only when asked for.
 */
export function openingExposure(site: EnrolmentSite, asOf: number, day: number, shape: RateShape, withDraws = false): ExposureMoments {
  const { opening } = site;
  const end = lastDay(site, day);
  if (opening?.kind === 'window' && shape.kind === 'constant' && opening.to > opening.from && opening.from >= asOf) {
    const after = Math.max(0, end - opening.from);
    const rest = Math.max(0, end - opening.to);
    const width = opening.to - opening.from;
    return {
      mean: (opening.probability * (after ** 2 - rest ** 2)) / (2 * width),
      square: (opening.probability * (after ** 3 - rest ** 3)) / (3 * width),
      draws: [],
    };
  }
  const { days, weights } = openingPoints(opening);
  const exposures = days.map((opens) => cumulativeRate(shape, end - Math.max(asOf, opens)));
  const under = (chosen: readonly number[]) => {
    let sum = 0;
    for (let at = 0; at < exposures.length; at += 1) sum += (exposures[at] ?? 0) * (chosen[at] ?? 0);
    return sum;
  };
  let square = 0;
  for (let at = 0; at < exposures.length; at += 1) square += (exposures[at] ?? 0) ** 2 * (weights[at] ?? 0);
  return {
    mean: under(weights),
    square,
    draws: withDraws && opening?.kind === 'spread' ? opening.draws.map(under) : [],
  };
}
