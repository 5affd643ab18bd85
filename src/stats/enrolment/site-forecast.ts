// One site at a time: its rate as learnt from its own patients and the others', and what may still come from it.
import type { FittedStudy } from './fitted.ts';
import { pastExposure } from './future.ts';
import { matchedMasses } from './matched.ts';
import { quantileOfMasses } from './masses.ts';
import { courseOf, effectiveDays, siteMoments, waitingRate } from './network.ts';
import { factorAhead, shaken } from './shock.ts';
import { type EnrolmentSite, openingProbability, startRanks } from './sites.ts';
import { gammaQuantile } from '../distributions/index.ts';

/** A site's forecast by one day. */
export interface SiteHorizon {
  readonly day: number;
  readonly mean: number;
  readonly q10: number;
  readonly q90: number;
}

/** What is known of a site: the mean and the 80 % interval of its full rate per day, the chance that it opens, and its forecasts. */
export interface SiteForecast {
  readonly id: string;
  readonly isOpen: boolean;
  readonly enrolled: number;
  readonly exposureDays: number;
  readonly ratePerDay: { readonly mean: number; readonly q10: number; readonly q90: number };
  readonly pOpen: number;
  readonly horizons: readonly SiteHorizon[];
}

interface Moments {
  readonly mean: number;
  readonly square: number;
}

function rateInterval({ mean, square }: Moments): SiteForecast['ratePerDay'] {
  const variance = square - mean ** 2;
  if (!(variance > 1e-12 * mean ** 2)) return { mean, q10: mean, q90: mean };
  const [shape, rate] = [mean ** 2 / variance, mean / variance];
  return { mean, q10: gammaQuantile(0.1, shape, rate), q90: gammaQuantile(0.9, shape, rate) };
}

function rateMoments(fitted: FittedStudy, site: EnrolmentSite, rank: number): Moments {
  let [mean, square] = [0, 0];
  for (const node of fitted.nodes) {
    const multiplier = Math.exp(node.startSlope * rank);
    const past = multiplier * pastExposure(site, fitted.study.asOf, node.shape, node.shock?.factors);
    for (const member of node.members) {
      const { weight, alpha, beta } = member;
      const waiting = waitingRate(site, member);
      const [shape, rate] =
        site.openedOn === null
          ? [waiting.shape, waiting.shape / waiting.mean / multiplier]
          : [alpha + site.enrolled, (beta + past) / multiplier];
      mean += (weight * shape) / rate;
      square += (weight * shape * (shape + 1)) / rate ** 2;
    }
  }
  return { mean, square };
}

function siteHorizon(fitted: FittedStudy, site: EnrolmentSite, rank: number, day: number): SiteHorizon {
  const { study, effects } = fitted;
  const factor = effects.factor ?? 1;
  const course = courseOf(effects);
  const until = study.asOf + effectiveDays(course, day - study.asOf);
  let [mean, variance] = [0, 0];
  const parts = fitted.nodes.flatMap((node) => {
    const multiplier = Math.exp(node.startSlope * rank);
    const past = multiplier * pastExposure(site, fitted.study.asOf, node.shape, node.shock?.factors);
    const ahead = factorAhead(node.shock, until - study.asOf);
    return node.members.map((member) => ({
      weight: member.weight,
      ...shaken(siteMoments({ site, multiplier, past }, study, { node, member, day: until }), ahead),
    }));
  });
  for (const part of parts) mean += part.weight * part.mean * factor;
  for (const part of parts) variance += part.weight * (part.rateVariance * factor ** 2 + (part.mean * factor - mean) ** 2);
  if (course) {
    const joined = course.joining(site.inScreening ?? [], Math.max(0, day - study.asOf), factor);
    mean += joined.mean;
    variance = Math.max(variance + joined.rateVariance, -mean);
  }
  const masses = matchedMasses({ mean, rateVariance: variance });
  return { day, mean, q10: quantileOfMasses(masses, 0.1), q90: quantileOfMasses(masses, 0.9) };
}

/** Every site of a fitted study, in its order, with forecasts for some days. */
export function siteForecasts(fitted: FittedStudy, days: readonly number[]): readonly SiteForecast[] {
  const ranks = startRanks(fitted.study);
  return fitted.study.sites.map((site, at) => {
    const rank = ranks[at] ?? 0;
    return {
      id: site.id,
      isOpen: site.openedOn !== null,
      enrolled: site.enrolled,
      exposureDays: pastExposure(site, fitted.study.asOf, { kind: 'constant' }),
      ratePerDay: rateInterval(rateMoments(fitted, site, rank)),
      pOpen: site.openedOn !== null ? 1 : openingProbability(site.opening),
      horizons: days.map((day) => siteHorizon(fitted, site, rank, day)),
    };
  });
}
