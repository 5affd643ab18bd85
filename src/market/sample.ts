// Sample records of the market for tests and examples: a claim, a scenario, a new site, and a count of activity.
import type { NewSiteInput } from './contract.ts';
import type { EvidenceDraft } from './contract.ts';
import { type ActivityRow, areas, marketCountries, phases } from './rules.ts';

/** A total that another publisher states, a tenth above the frame's. */
export const sampleEvidence: EvidenceDraft = {
  kind: 'total',
  claim: 'The market was worth USD 7.4 billion in 2025.',
  quantity: 'market-size',
  value: 7.4,
  word: null,
  unit: 'USD billion',
  year: 2025,
  source: 'A second report',
  sourceDate: '2026-05',
  segment: null,
  tag: 'published',
  disputed: false,
  note: null,
  sd: null,
};

/** A scenario whose market ends a tenth smaller. */
export const sampleScenario = { name: 'Slower', note: 'One point less a year', changes: [{ id: 'frame.total.2031', factor: 0.9 }] };

/** A new site in a country where the market is large. */
export const sampleNewSite: NewSiteInput = {
  country: 'DE',
  city: 'Leipzig',
  areas: ['Oncology', 'CNS'],
  catchmentShare: 0.02,
  openingCostUsd: 120_000,
  monthlyCostUsd: 9_000,
  studies: 4,
  monthsBetweenStudies: 4,
  horizonMonths: 48,
};

/** Site-years of every area, phase and named country in two years, ten and eleven in each. */
export const sampleActivity: readonly ActivityRow[] = [2024, 2025].flatMap((year) =>
  marketCountries.flatMap(({ key: country }) =>
    areas.flatMap((area) => phases.map((phase) => ({ country, phase, area, year, siteYears: year - 2014 }))),
  ),
);
