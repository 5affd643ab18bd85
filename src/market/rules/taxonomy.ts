// The words by which the market is cut: services, therapeutic areas, phases, regions and countries.
import { countries, portfolioCountry, type Region, regionOf, regions } from '#network/rules';

/** What a site management organization sells. */
export const services = ['Site management', 'Project management', 'Regulatory', 'Monitoring', 'Others'] as const;
export type Service = (typeof services)[number];

/** Therapeutic areas, in the order in which a study's conditions are read: the first that fits counts. */
export const areas = ['Oncology', 'CNS', 'Pain management', 'Endocrine', 'Endocrinology-Respiration', 'Others'] as const;
export type Area = (typeof areas)[number];

/** Studies whose phase is not applicable or was not stated are a part of the market, and a key of their own. */
export const withoutPhase = 'Not applicable or not stated';
export const phases = ['I', 'II', 'III', 'IV', withoutPhase] as const;
export type Phase = (typeof phases)[number];

/** Key of what a registry calls by a name that is no country's. */
export const unknownCountry = 'Unknown';

/** A country of the market: an ISO 3166-1 alpha-2 code where it is named, else the others of its region. */
export interface MarketCountry {
  readonly key: string;
  readonly region: Region;
}

const othersOf = (region: Region) => `Others (${region})`;

/** The countries of the market, region by region, the named ones first. */
export const marketCountries: readonly MarketCountry[] = regions.flatMap((region) => [
  ...countries.filter((code) => regionOf(code) === region && portfolioCountry(code) === code).map((key) => ({ key, region })),
  { key: othersOf(region), region },
]);

/** The key under which the market counts a country; null for a code that is no country's. */
export function marketCountryOf(code: string): MarketCountry | null {
  const region = regionOf(code);
  if (!region) return null;
  const named = portfolioCountry(code);
  return { key: named === code ? code : othersOf(region), region };
}
