// Sample records of the market for tests and examples: a claim, a scenario, a new site, and a count of activity.
import type { NewSiteInput } from './contract.ts';
import type { EvidenceDraft } from './contract.ts';
import {
  type ActivityRow,
  type OutlookQuestion,
  type OwnStudy,
  type ReportQuestion,
  areas,
  companiesOf,
  completedOutlook,
  marketCountries,
  phases,
  pipelineOf,
  positionOf,
  prepareOutlook,
  proposedNotes,
  recommendationsOf,
  refitBlock,
  segmentIntervals,
  shippedOwnAssumptions,
} from './rules.ts';

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

const sampleStudy: OwnStudy = {
  id: 's1',
  code: 'ONC-1',
  name: 'A study in oncology',
  area: 'Oncology',
  sponsor: 'Acme',
  phases: [
    {
      phase: 'III',
      part: 1,
    },
  ],
};
const samplePlace = { studySiteId: 'p1', studyId: 's1', siteId: 'w1', site: 'Site Austin', country: 'US', state: 'active-recruiting' };

/** What a report of an outlook is made of: a small network with one study at two sites, which earned in two years. */
export function sampleReportQuestion(question: OutlookQuestion, seed: string): ReportQuestion {
  const prepared = prepareOutlook(question);
  if (!prepared.ok) throw new Error(prepared.refusal);
  const { plan } = prepared.value;
  const outlook = completedOutlook(prepared.value, refitBlock(plan, seed, 0, question.refits), seed);
  const days = { selectedOn: '2024-02-01', openedOn: '2024-05-01' };
  const places = [
    { ...samplePlace, ...days, target: 40, enrolled: 12 },
    { ...samplePlace, ...days, studySiteId: 'p2', siteId: 'w2', site: 'Site Leipzig', country: 'DE', target: 10, enrolled: 2 },
  ];
  const months = Array.from({ length: 24 }, (_, at) => `${at < 12 ? 2025 : 2026}-${String((at % 12) + 1).padStart(2, '0')}`);
  const earned = months.flatMap((month, at) => [
    { studySiteId: 'p1', currency: 'USD', month, amount: 21_000.4 + 300 * at },
    { studySiteId: 'p2', currency: 'EUR', month, amount: 4_000.3 },
  ]);
  const own = shippedOwnAssumptions;
  const position = positionOf({ lastMonth: '2026-12', studies: [sampleStudy], places, earned, own, cells: outlook.cells });
  const worth = new Map([['p1', { amount: 9_000, currency: 'USD', basis: 'contract' as const }]]);
  const pipeline = pipelineOf([sampleStudy], places, worth, own);
  const digest = '0123456789abcdef'.repeat(4);
  return {
    isDemo: false,
    run: { id: 'sample-run', kernel: outlook.kernel, seed: outlook.seed, inputSha256: digest, resultSha256: digest, madeOn: '2026-11-23' },
    outlook,
    intervals: segmentIntervals(plan, seed),
    activity: null,
    companies: companiesOf(outlook.evidence).map((company) => ({ ...company, notes: [] })),
    notes: proposedNotes(outlook.evidence),
    position,
    pipeline,
    ratesAsOf: own.asOf,
    recommendations: recommendationsOf({ position, pipeline, medianStartUpDays: 90 }),
  };
}
