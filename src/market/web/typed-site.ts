// A new-site case as it is typed: what it lacks, and the question that is asked.
import { areas, type Area } from '../rules/taxonomy.ts';
import type { NewSiteInput } from './held-queries.ts';

/** Every field as text; the areas that are ticked. */
export interface TypedSite {
  readonly country: string;
  readonly city: string;
  readonly areas: readonly Area[];
  /** Percent. */
  readonly catchmentShare: string;
  readonly openingCostUsd: string;
  readonly monthlyCostUsd: string;
  readonly studies: string;
  readonly monthsBetweenStudies: string;
  readonly horizonMonths: string;
}

/** To begin with; every number is the asker's to change. */
export const blankSite: TypedSite = {
  country: '',
  city: '',
  areas: [],
  catchmentShare: '5',
  openingCostUsd: '250000',
  monthlyCostUsd: '30000',
  studies: '6',
  monthsBetweenStudies: '3',
  horizonMonths: '48',
};

/** A kept question as it was typed. */
export function typedSite(input: NewSiteInput): TypedSite {
  return {
    country: input.country,
    city: input.city ?? '',
    areas: input.areas,
    catchmentShare: String(Math.round(input.catchmentShare * 10_000) / 100),
    openingCostUsd: String(input.openingCostUsd),
    monthlyCostUsd: String(input.monthlyCostUsd),
    studies: String(input.studies),
    monthsBetweenStudies: String(input.monthsBetweenStudies),
    horizonMonths: String(input.horizonMonths),
  };
}

const numberOf = (text: string): number => {
  const plain = text.trim().replaceAll(/[\s,'’]/g, '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
};
const isWhole = (value: number, low: number, high: number) => Number.isInteger(value) && value >= low && value <= high;

/** The fields that lack something. */
export function faultsOfSite(typed: TypedSite): ReadonlySet<keyof TypedSite> {
  const share = numberOf(typed.catchmentShare);
  const isAmount = (text: string) => numberOf(text) <= 1e9;
  const faults: readonly (readonly [keyof TypedSite, boolean])[] = [
    ['country', /^[A-Z]{2}$/.test(typed.country)],
    ['areas', typed.areas.length > 0],
    ['catchmentShare', share >= 0 && share <= 100],
    ['openingCostUsd', isAmount(typed.openingCostUsd)],
    ['monthlyCostUsd', isAmount(typed.monthlyCostUsd)],
    ['studies', isWhole(numberOf(typed.studies), 1, 40)],
    ['monthsBetweenStudies', isWhole(numberOf(typed.monthsBetweenStudies), 0, 60)],
    ['horizonMonths', isWhole(numberOf(typed.horizonMonths), 12, 120)],
  ];
  return new Set(faults.flatMap(([field, isRight]) => (isRight ? [] : [field])));
}

/** The question of a case without faults; areas in their own order, so that the same case is the same question. */
export function siteInput(typed: TypedSite): NewSiteInput {
  return {
    country: typed.country,
    city: typed.city.trim() || null,
    areas: areas.filter((area) => typed.areas.includes(area)),
    catchmentShare: numberOf(typed.catchmentShare) / 100,
    openingCostUsd: numberOf(typed.openingCostUsd),
    monthlyCostUsd: numberOf(typed.monthlyCostUsd),
    studies: numberOf(typed.studies),
    monthsBetweenStudies: numberOf(typed.monthsBetweenStudies),
    horizonMonths: numberOf(typed.horizonMonths),
  };
}
