// The product's risk indicators as data: what is counted over what, from when on it is judged, and where it becomes noticeable.

/** Every indicator. Queries and consents get their lines here once they are recorded. */
export const indicatorKeys = [
  'out-of-window',
  'missed-visits',
  'deviations',
  'screen-failures',
  'adverse-events',
  'serious-events',
  'late-entry',
  'withdrawals',
  'slow-enrolment',
] as const;
export type IndicatorKey = (typeof indicatorKeys)[number];

/** What is compared: sites, studies at sites, or people who recorded visits at a site. */
export const dimensions = ['site', 'study-site', 'person'] as const;
export type Dimension = (typeof dimensions)[number];
/** Signals are about places; a person is never told to stand out by a machine alone. */
export type SignalDimension = Exclude<Dimension, 'person'>;

/** What denominators count; `over-visits` where one visit may count several times. */
export const exposures = ['visits', 'over-visits', 'participants', 'participant-days', 'site-days'] as const;
export type Exposure = (typeof exposures)[number];

/** One indicator. Its words stand with the pages, by its key. */
export interface Indicator {
  readonly key: IndicatorKey;
  /** `proportion`: so many out of so many, each at most once. `rate`: events over exposure, of which there may be any number. */
  readonly kind: 'rate' | 'proportion';
  /** What the denominator counts. */
  readonly per: Exposure;
  /** What a rate is multiplied by to be shown: per 100 visits, per participant and month. */
  readonly factor: number;
  /** Scores at which it becomes noticeable, ascending; those below 0 watch for too little. */
  readonly cuts: readonly number[];
  /** Groups with a smaller denominator take part and are not judged. */
  readonly least: number;
  readonly dimensions: readonly Dimension[];
}

/** The mean month in days, in which exposure is told. */
const MONTH = 30.4375;
/** Days within which a visit is recorded; a share of contracts asks for three to five. */
export const ENTRY_DAYS = 5;

const places: readonly Dimension[] = ['site', 'study-site'];
const ofVisits = { kind: 'proportion', per: 'visits', factor: 100, least: 30, dimensions } as const;
const ofExposure = { kind: 'rate', per: 'participant-days', factor: 100 * MONTH, least: 12 * MONTH, dimensions: places } as const;
// Too little told is as much a sign as too much, and for safety the worse one.
const bothSides = [-3, -2, 2, 3] as const;
const tooMuch = [2, 3] as const;

/** The indicators in the order of the page. */
export const indicators: readonly Indicator[] = [
  { key: 'out-of-window', ...ofVisits, cuts: tooMuch },
  { key: 'missed-visits', ...ofVisits, cuts: tooMuch, dimensions: places },
  { key: 'deviations', ...ofVisits, kind: 'rate', per: 'over-visits', cuts: bothSides },
  { key: 'screen-failures', kind: 'proportion', per: 'participants', factor: 100, least: 8, cuts: bothSides, dimensions: places },
  { key: 'adverse-events', ...ofExposure, cuts: bothSides },
  { key: 'serious-events', ...ofExposure, cuts: bothSides },
  { key: 'late-entry', ...ofVisits, cuts: tooMuch },
  { key: 'withdrawals', ...ofExposure, cuts: tooMuch },
  { key: 'slow-enrolment', kind: 'rate', per: 'site-days', factor: MONTH, least: 60, cuts: [-3, -2], dimensions: places },
];

/** The indicator of a key. */
export function indicatorOf(key: IndicatorKey): Indicator {
  const found = indicators.find((one) => one.key === key);
  if (!found) throw new Error(`no indicator is called ${key}`);
  return found;
}
