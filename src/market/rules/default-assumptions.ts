// What the outlook assumes where nobody has counted or published anything: every number with its spread and the reasoning behind it.
import { type Region, regions } from '#network/rules';
import type { Assumption } from './outlook-types.ts';
import { type Area, type Phase, type Service, marketCountries, unknownCountry, withoutPhase } from './taxonomy.ts';

/** The day from which the shipped assumptions are held. */
const AS_OF = '2026-11-01';

type Shipped = Pick<Assumption, 'unit' | 'sd' | 'reason'> & Partial<Pick<Assumption, 'tag' | 'spread'>>;

const of = (id: string, value: number, { tag = 'assumed', spread = 'relative', ...rest }: Shipped): Assumption => ({
  id,
  value,
  unit: rest.unit,
  sd: rest.sd,
  spread,
  tag,
  asOf: AS_OF,
  reason: rest.reason,
});

const each = (path: string, values: Readonly<Record<string, number>>, shipped: Shipped): Assumption[] =>
  Object.entries(values).map(([key, value]) => of(`${path}.${key}`, value, shipped));

type ByRegion = Readonly<Record<Region, Readonly<Record<string, number>>>>;

/** Classes of site activity, each twice the one below it: 0 is one of the smallest named countries of a region with little activity. */
const ACTIVITY_CLASSES: ByRegion = {
  'North America': { US: 6, CA: 2, MX: 1, 'Others (North America)': -4 },
  Europe: { FR: 3, GB: 3, IT: 3, DE: 3, ES: 3, 'Others (Europe)': 4 },
  'Asia Pacific': { CN: 4, IN: 2, JP: 3, AU: 2, KR: 3, 'Others (Asia Pacific)': 3 },
  'South America': { BR: 2, AR: 1, CO: 0, 'Others (South America)': 1 },
  'Middle East & Africa': { ZA: 1, SA: -1, AE: -1, 'Others (Middle East & Africa)': 2 },
};

/** What a year of one site is paid, in tenths of that in the United States. */
const PRICE_TENTHS: ByRegion = {
  'North America': { US: 10, CA: 8, MX: 5, 'Others (North America)': 8 },
  Europe: { FR: 7, GB: 8, IT: 6, DE: 8, ES: 6, 'Others (Europe)': 5 },
  'Asia Pacific': { CN: 4, IN: 3, JP: 8, AU: 8, KR: 6, 'Others (Asia Pacific)': 4 },
  'South America': { BR: 4, AR: 3, CO: 3, 'Others (South America)': 3 },
  'Middle East & Africa': { ZA: 4, SA: 6, AE: 7, 'Others (Middle East & Africa)': 4 },
};
const UNKNOWN_TENTHS = 6;

const AREA_PERCENT: Readonly<Record<Area, number>> = {
  Oncology: 28,
  CNS: 15,
  'Pain management': 4,
  Endocrine: 10,
  'Endocrinology-Respiration': 7,
  Others: 36,
};

const PHASE_PERCENT: Readonly<Record<Phase, number>> = { I: 10, II: 27, III: 38, IV: 10, [withoutPhase]: 15 };
const PHASE_PRICE: Readonly<Record<Phase, number>> = { I: 1.5, II: 1.2, III: 1, IV: 0.5, [withoutPhase]: 0.4 };

const SERVICE_PERCENT: Readonly<Record<Service, number>> = {
  'Site management': 35,
  'Project management': 20,
  Regulatory: 13,
  Monitoring: 22,
  Others: 10,
};

/** How much more of two keys goes together than their shares alone would have it; every pair that is not named is 1. */
const MIXES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'mix.area-phase': { 'Oncology.I': 1.8, 'Oncology.II': 1.4, 'Oncology.IV': 0.5, 'Pain management.IV': 1.4, 'Endocrine.III': 1.2 },
  'mix.area-region': { 'Oncology.Asia Pacific': 1.2, 'CNS.North America': 1.2, 'Pain management.North America': 1.3 },
  'mix.phase-region': { 'I.North America': 1.2, 'I.South America': 0.5, 'I.Middle East & Africa': 0.5, 'IV.Asia Pacific': 1.3 },
  'mix.service-phase': { 'Site management.I': 1.3, 'Monitoring.III': 1.2, 'Monitoring.IV': 0.7, 'Regulatory.IV': 1.2 },
};

/** Growth a year against the market's, on the logarithm: only differences count, the total is met whatever they are. */
const AREA_GROWTH: Readonly<Record<Area, number>> = {
  Oncology: 0.015,
  CNS: 0.004,
  'Pain management': -0.004,
  Endocrine: 0.006,
  'Endocrinology-Respiration': -0.002,
  Others: -0.008,
};
const PHASE_GROWTH: Readonly<Record<Phase, number>> = { I: 0.004, II: 0.002, III: 0, IV: -0.006, [withoutPhase]: -0.004 };
const REGION_GROWTH = [-0.003, -0.004, 0.012, 0.004, 0.006];
const SERVICE_GROWTH: Readonly<Record<Service, number>> = {
  'Site management': 0.001,
  'Project management': 0.002,
  Regulatory: 0.002,
  Monitoring: -0.004,
  Others: 0.004,
};

const byCountry = (of: ByRegion, value: (given: number) => number) => {
  const given = new Map(Object.values(of).flatMap((countries) => Object.entries(countries)));
  return Object.fromEntries(marketCountries.map(({ key }) => [key, value(given.get(key) ?? 0)]));
};

const frame: readonly Assumption[] = [
  of('frame.total.2025', 6_710, {
    unit: 'USD million',
    sd: 0.1,
    tag: 'published',
    reason: 'As published. The publication states no uncertainty; that publishers of one market differ by a tenth is set by us.',
  }),
  of('frame.total.2031', 9_330, {
    unit: 'USD million',
    sd: 0.15,
    tag: 'published',
    reason: 'As published. Six years ahead nobody knows better than the present size: half as much again is set by us.',
  }),
  of('frame.correlation', 0.8, {
    unit: 'correlation',
    sd: 0,
    spread: 'absolute',
    reason: 'Who counts too much today counts too much tomorrow: both ends stand on the same definition. Set by us.',
  }),
];

const activity: readonly Assumption[] = [
  ...each(
    'activity.country',
    byCountry(ACTIVITY_CLASSES, (level) => 2 ** level),
    {
      unit: 'weight of site-years',
      sd: 0.35,
      reason:
        'Ordered into classes of site activity by us, from what is generally known of how many sites take part in registered studies; each class is twice ' +
        'the one below, so the spread is that of half a class. No difference is claimed within a class. A registry file replaces it.',
    },
  ),
  ...each('activity.area', AREA_PERCENT, {
    unit: '% of site-years',
    sd: 0.2,
    reason:
      'Set by us: oncology something over a quarter, one in six or seven for CNS, the rest where most conditions are. A registry file replaces it.',
  }),
  ...each('activity.phase', PHASE_PERCENT, {
    unit: '% of site-years',
    sd: 0.2,
    reason: 'Set by us: phase III has fewer studies than II and many more sites each; I has few sites. A registry file replaces it.',
  }),
  of('activity.siteYearsPerObservation', 20, {
    unit: 'site-years',
    sd: 0,
    reason:
      'Sites of one study are not independent: so many site-years, about a middling study’s in a year, count as one observation. Set by us.',
  }),
  of('activity.defaultSiteYears', 0, {
    unit: 'site-years',
    sd: 0,
    reason: 'How many site-years the shipped weights add to what a registry file counts: none, so that a registry speaks alone.',
  }),
  of('activity.observations', 30, {
    unit: 'observations',
    sd: 0,
    reason:
      'What the shipped activity table is worth where claims about shares stand against it; of a registry file it is counted. Set by us.',
  }),
];

const prices: readonly Assumption[] = [
  ...each(
    'price.country',
    { ...byCountry(PRICE_TENTHS, (tenths) => tenths / 10), [unknownCountry]: UNKNOWN_TENTHS / 10 },
    {
      unit: 'of a site-year in the United States',
      sd: 0.15,
      reason: 'Set by us in steps of a tenth, by what staff and overheads of a site cost there. Replace it by your own contracts.',
    },
  ),
  ...each('price.phase', PHASE_PRICE, {
    unit: 'of a site-year of phase III',
    sd: 0.2,
    reason:
      'Set by us: visits are dense in phase I, and sparse after approval or where a study has no phase. Replace it by your own contracts.',
  }),
];

const split: readonly Assumption[] = [
  ...each('service', SERVICE_PERCENT, {
    unit: '% of value',
    sd: 0.2,
    reason:
      'Set by us from what a site is paid for: the conduct first, then its running, monitoring and papers. Registries know nothing of services.',
  }),
  ...Object.entries(MIXES).flatMap(([path, values]) =>
    each(path, values, {
      unit: 'times as likely together',
      sd: 0.25,
      reason: 'Set by us; margins alone cannot tell which keys go together, and a registry file counts it for all but services.',
    }),
  ),
  of('mix.spread', 0.3, {
    unit: 'of a cell, relative',
    sd: 0,
    reason: 'How far one cell of the shipped activity table may lie from what its keys and their pairs say, in each refit. Set by us.',
  }),
];

const growthOf = (what: string): Shipped => ({
  unit: 'a year against the market',
  sd: 0.008,
  spread: 'absolute',
  reason: `Set by us: ${what} Where a registry file has a history, its trend is pooled with this.`,
});

const growth: readonly Assumption[] = [
  ...each('growth.area', AREA_GROWTH, growthOf('oncology ahead, as published; the size of every difference is ours.')),
  ...each('growth.phase', PHASE_GROWTH, growthOf('early phases a little ahead.')),
  ...each(
    'growth.region',
    Object.fromEntries(regions.map((region, at) => [region, REGION_GROWTH[at] ?? 0])),
    growthOf('Asia Pacific ahead, from a smaller beginning.'),
  ),
  ...each('growth.service', SERVICE_GROWTH, growthOf('monitoring moves away from the site, decentralised work is added.')),
];

/** Everything the outlook assumes, as shipped. Areas, phases, services and regions stand in the order of the taxonomy. */
export const defaultAssumptions: readonly Assumption[] = [...frame, ...activity, ...prices, ...split, ...growth];

/** The published growth a year, told beside the growth that meets both published ends. */
export const publishedGrowth = 0.0565;
