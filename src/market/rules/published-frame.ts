// The published frame: what a market report of 2026 says of the market, claim by claim, with the sources that it names.
import type { EvidenceRecord } from './outlook-types.ts';

/** The report that states the frame. */
const REPORT = 'Market report on the Global Clinical Trial Site Management Organization Market';

type Told = Pick<EvidenceRecord, 'id' | 'kind' | 'claim'> & Partial<EvidenceRecord>;

const told = (record: Told): EvidenceRecord => ({
  quantity: null,
  value: null,
  unit: null,
  year: null,
  source: REPORT,
  sourceDate: '2026',
  segment: null,
  tag: 'published',
  disputed: false,
  note: null,
  sd: null,
  ...record,
});

const size: readonly EvidenceRecord[] = [
  told({
    id: 'frame-size-2025',
    kind: 'total',
    claim: 'The market was worth USD 6.71 billion in 2025.',
    quantity: 'market-size',
    value: 6_710,
    unit: 'USD million',
    year: 2025,
  }),
  told({
    id: 'frame-size-2031',
    kind: 'total',
    claim: 'The market will be worth USD 9.33 billion in 2031.',
    quantity: 'market-size',
    value: 9_330,
    unit: 'USD million',
    year: 2031,
  }),
  told({
    id: 'frame-growth',
    kind: 'growth',
    claim: 'The market grows by 5.65 % a year from 2026 to 2031.',
    quantity: 'cagr',
    value: 5.65,
    unit: '%',
    year: 2031,
    note: 'The growth that meets both published ends is 5.6477 % a year; the outlook uses that and shows both. The forecast period is stated as 2027 to 2031.',
  }),
  told({
    id: 'frame-largest-region',
    kind: 'rank',
    claim: 'North America is the largest market.',
    quantity: 'largest-region',
    value: 'North America',
    segment: { axis: 'region', key: 'North America' },
  }),
  told({
    id: 'frame-fastest-area',
    kind: 'rank',
    claim: 'Oncology is the fastest growing segment.',
    quantity: 'fastest-growing-area',
    value: 'Oncology',
    segment: { axis: 'area', key: 'Oncology' },
  }),
];

const dynamics: readonly EvidenceRecord[] = [
  told({
    id: 'driver-spending',
    kind: 'driver',
    claim: 'The twenty largest companies spent USD 180 billion on research and development in 2023.',
    quantity: 'research-spending-top-20',
    value: 180,
    unit: 'USD billion',
    year: 2023,
    source: 'PharmaShots',
    sourceDate: '2024-08',
  }),
  told({
    id: 'driver-registered-trials',
    kind: 'driver',
    claim: 'More than 560,000 trials are registered on ClinicalTrials.gov.',
    quantity: 'registered-trials',
    value: 560_000,
    unit: 'studies',
    year: 2024,
    source: 'Attributed to the National Library of Medicine',
    sourceDate: '2024-12',
    disputed: true,
    note: 'Other counts of that year are lower: published, disputed.',
  }),
  told({
    id: 'driver-duration',
    kind: 'driver',
    claim: 'The time from the start of a trial to the close of its enrolment rose by 26 % from 2019 to 2023.',
    quantity: 'start-to-enrolment-close-change',
    value: 26,
    unit: '%',
    year: 2023,
    source: 'IFPMA',
    sourceDate: '2024',
  }),
  told({
    id: 'challenge-complexity',
    kind: 'challenge',
    claim: '38 % of sites name complexity as their top issue.',
    quantity: 'sites-naming-complexity',
    value: 38,
    unit: '%',
    year: 2024,
    source: 'ACRP',
    sourceDate: '2024',
  }),
  told({
    id: 'challenge-capital',
    kind: 'challenge',
    claim: '34 % of sites report less operating capital than the year before.',
    quantity: 'sites-with-less-capital',
    value: 34,
    unit: '%',
    year: 2024,
    source: 'SCRS',
    sourceDate: '2024',
  }),
  told({ id: 'challenge-turnover', kind: 'challenge', claim: 'Staff turnover is a challenge of sites.' }),
  told({
    id: 'trend-decentralised',
    kind: 'trend',
    claim: 'Decentralised and hybrid trials enrol 1.9 % American Indian or Alaska Native participants, against 0.5 % elsewhere.',
    quantity: 'american-indian-enrolment-decentralised',
    value: 1.9,
    unit: '%',
    source: 'Tufts CSDD in Applied Clinical Trials',
    sourceDate: '2025-01',
    note: 'Against 0.5 % in trials that are not decentralised.',
  }),
  told({
    id: 'trend-artificial-intelligence',
    kind: 'trend',
    claim: '62 % of respondents name artificial intelligence as their top investment.',
    quantity: 'respondents-naming-ai',
    value: 62,
    unit: '%',
    source: 'Pistoia Alliance in European Pharmaceutical Review',
    sourceDate: '2024-12',
  }),
];

const development = (id: string, sourceDate: string, claim: string): EvidenceRecord =>
  told({ id: `development-${id}`, kind: 'development', claim, sourceDate, year: Number(sourceDate.slice(0, 4)) });

const developments: readonly EvidenceRecord[] = [
  development('veeda', '2024-03', 'Veeda Clinical Research acquires Heads.'),
  development('velocity', '2024-06', 'Velocity Clinical Research joins with Luminis Health.'),
  development('headlands', '2024-09', 'Headlands Research opens a site in El Paso, Texas.'),
  development('wcg', '2024-10', 'WCG enhances its Site Network.'),
];

/** Profiled by name alone: no share of a company was published, and none is invented. */
const companies: readonly EvidenceRecord[] = [
  'WCG Clinical',
  'Elligo Health Research',
  'Clinixir',
  'ClinChoice',
  'FOMAT Medical Research',
  'SGS Societe Generale de Surveillance SA',
  'Kv Clinical Research',
  'SMO PHARMINA',
  'Xylem Clinical Research Pvt. Ltd.',
  'CMIC Holdings Co., LTD.',
].map((name, at) =>
  told({ id: `company-${at + 1}`, kind: 'company', claim: `${name} is one of the companies profiled.`, quantity: null, value: name }),
);

/** Every record of the published frame. */
export const publishedFrame: readonly EvidenceRecord[] = [...size, ...dynamics, ...developments, ...companies];
