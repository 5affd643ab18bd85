// From a kept input to what the kernel fits: days as numbers, and the openings of waiting sites out of the network's own start-ups.
import { randomStream } from '#lib';
import {
  type EnrolmentSite,
  type EnrolmentStudy,
  type Opening,
  type OpeningModel,
  type Screening,
  gammaQuantile,
  openingModel,
  openingSpread,
} from '#stats';
import { dayNumber } from './days.ts';
import type { ForecastInput, InputSite } from './input.ts';

/** What a forecast had to assume, said beside it. */
export type InputWarning = 'no-opening-history' | 'selection-day-unknown' | 'screening-unknown';

/** An input in the kernel's terms. */
export interface KernelStudy {
  readonly study: EnrolmentStudy;
  /** Null where the network has no start-up that ended in an opening. */
  readonly openings: OpeningModel | null;
  /** Null where too few were enrolled after a dated consent to know how long screening takes. */
  readonly screening: Screening | null;
  readonly warnings: readonly InputWarning[];
}

/** Fewer lags than these do not say how long screening takes. */
const LEAST_LAGS = 5;

/** The model of openings of an input; null where nothing has opened yet. The same seed gives the same model. */
export function openingsOf(input: ForecastInput, seed: string): OpeningModel | null {
  if (!input.startUps.some(({ opened }) => opened)) return null;
  const startUps = input.startUps.map(({ days, opened }) => ({ from: 0, openedOn: opened ? days : null, seenUntil: days }));
  const random = randomStream(0, seed, 'openings');
  // By inversion: one uniform number a draw, so that nothing hangs on how often a sampler rejects.
  return openingModel(startUps, { gamma: (shape) => gammaQuantile(random.next(), shape) });
}

/** When a site that begins its start-up on the as-of day opens, by the network's history. */
export function openingFromNow(openings: OpeningModel | null, asOf: number): Opening {
  return openings === null ? { kind: 'never' } : openingSpread(openings, asOf, asOf);
}

/** The input in the kernel's terms. */
export function kernelStudy(input: ForecastInput, seed: string): KernelStudy {
  const asOf = dayNumber(input.asOf);
  const openings = openingsOf(input, seed);
  const waiting = input.sites.filter(({ openedOn }) => openedOn === null);
  const warnings: InputWarning[] = [];
  if (waiting.length > 0 && openings === null) warnings.push('no-opening-history');
  const screening = input.screening.lagDays.length >= LEAST_LAGS ? input.screening : null;
  if (screening === null && input.sites.some(({ inScreening }) => inScreening.length > 0)) warnings.push('screening-unknown');
  if (waiting.some(({ waitingSince }) => waitingSince === null)) warnings.push('selection-day-unknown');
  const sites = input.sites.map((site) => kernelSite(site, asOf, openings));
  return { study: { asOf, sites }, openings, screening, warnings };
}

function kernelSite(site: InputSite, asOf: number, openings: OpeningModel | null): EnrolmentSite {
  const enrolledOn = site.enrolledOn.map(dayNumber);
  if (site.openedOn === null) {
    const since = site.waitingSince === null ? asOf : dayNumber(site.waitingSince);
    return {
      id: site.id,
      openedOn: null,
      enrolled: 0,
      inScreening: site.inScreening,
      opening: openings === null ? { kind: 'never' } : openingSpread(openings, since, asOf),
    };
  }
  return {
    id: site.id,
    openedOn: dayNumber(site.openedOn),
    enrolled: enrolledOn.length,
    enrolledOn,
    closesOn: site.closesOn === null ? null : dayNumber(site.closesOn),
    inScreening: site.inScreening,
    ...(site.exposureDays === null ? {} : { exposureDays: site.exposureDays }),
  };
}
