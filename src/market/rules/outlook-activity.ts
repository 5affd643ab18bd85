// Registry activity as the outlook takes it: one table of the year that counts, and how parts grew in the years before it.
import { type Outcome, ok, refuse } from '#lib';
import { shareTrends, type ShareTrend } from '#stats';
import { firstYear } from './outlook-frame.ts';
import type { ActivityRow, OutlookRefusal } from './outlook-types.ts';
import { type MarketCountry, areas, marketCountries, marketCountryOf, phases, unknownCountry } from './taxonomy.ts';

/** Site-years by area, phase and country (the country fastest), in the year nearest to the first of the outlook. */
export interface CountedActivity {
  readonly year: number;
  readonly siteYears: number;
  readonly withUnknown: boolean;
  readonly table: Float64Array;
  /** Slopes of log-ratios by axis and key, where there are five years in a row and something to see. */
  readonly trends: ReadonlyMap<string, ShareTrend>;
  readonly trendYears: readonly number[];
}

const LEAST_YEARS = 5;
const MOST_YEARS = 10;
/** Site-years a year below which a part has no trend that is worth telling. */
const LEAST_PART = 10;

interface PlacedRow {
  readonly area: number;
  readonly phase: number;
  readonly country: number;
  readonly region: string;
  readonly year: number;
  readonly siteYears: number;
}

const named: ReadonlyMap<string, MarketCountry> = new Map(marketCountries.map((country) => [country.key, country]));
const placeOf = new Map([...marketCountries.map(({ key }, at) => [key, at] as const), [unknownCountry, marketCountries.length] as const]);

/** The activity of rows; null without any. A row that cannot be placed is refused by its place and field. */
export function countedActivity(rows: readonly ActivityRow[]): Outcome<CountedActivity | null, OutlookRefusal> {
  if (rows.length === 0) return ok(null);
  const placed: PlacedRow[] = [];
  for (const [at, row] of rows.entries()) {
    const fault = faultOf(row);
    if (fault) return refuse('bad-activity', { path: `activity[${at}].${fault[0]}`, message: fault[1] });
    const country = row.country === unknownCountry ? null : (marketCountryOf(row.country) ?? named.get(row.country) ?? null);
    placed.push({
      area: areas.indexOf(row.area),
      phase: phases.indexOf(row.phase),
      country: placeOf.get(country?.key ?? unknownCountry) ?? -1,
      region: country?.region ?? unknownCountry,
      year: row.year,
      siteYears: row.siteYears,
    });
  }
  const years = [...new Set(placed.filter(({ siteYears }) => siteYears > 0).map(({ year }) => year))].toSorted((one, other) => one - other);
  const year = years.findLast((one) => one <= firstYear) ?? years[0];
  if (year === undefined) return refuse('bad-activity', { path: 'activity', message: 'No row has a site-year' });
  return ok({ year, ...tableOf(placed, year), ...trendsOf(placed, years, year) });
}

function faultOf(row: ActivityRow): readonly [field: string, message: string] | null {
  const isPlace = row.country === unknownCountry || named.has(row.country) || marketCountryOf(row.country) !== null;
  if (!isPlace) return ['country', `${row.country} is no country of the market`];
  if (!phases.includes(row.phase)) return ['phase', `${row.phase} is no phase of the market`];
  if (!areas.includes(row.area)) return ['area', `${row.area} is no area of the market`];
  if (!Number.isInteger(row.year)) return ['year', 'A year is a whole number'];
  return row.siteYears >= 0 && Number.isFinite(row.siteYears) ? null : ['siteYears', 'Site-years are a finite number from 0 on'];
}

function tableOf(rows: readonly PlacedRow[], year: number): Pick<CountedActivity, 'siteYears' | 'withUnknown' | 'table'> {
  const own = rows.filter((row) => row.year === year);
  const withUnknown = own.some(({ region, siteYears }) => region === unknownCountry && siteYears > 0);
  const countries = marketCountries.length + (withUnknown ? 1 : 0);
  const table = new Float64Array(areas.length * phases.length * countries);
  let sum = 0;
  for (const { area, phase, country, siteYears } of own) {
    if (country >= countries) continue;
    const cell = (area * phases.length + phase) * countries + country;
    table[cell] = (table[cell] as number) + siteYears;
    sum += siteYears;
  }
  return { siteYears: sum, withUnknown, table };
}

function trendsOf(rows: readonly PlacedRow[], years: readonly number[], last: number): Pick<CountedActivity, 'trends' | 'trendYears'> {
  let from = last;
  while (years.includes(from - 1) && last - from + 2 <= MOST_YEARS) from -= 1;
  const trendYears = Array.from({ length: last - from + 1 }, (_, at) => from + at);
  if (trendYears.length < LEAST_YEARS) return { trends: new Map(), trendYears: [] };
  const trends = new Map<string, ShareTrend>();
  const cuts = {
    area: (row: PlacedRow) => areas[row.area] as string,
    phase: (row: PlacedRow) => phases[row.phase] as string,
    region: (row: PlacedRow) => row.region,
  };
  for (const [axis, keyOf] of Object.entries(cuts))
    for (const [key, trend] of keyTrends(rows, trendYears, keyOf)) trends.set(`growth.${axis}.${key}`, trend);
  return { trends, trendYears };
}

function keyTrends(
  rows: readonly PlacedRow[],
  years: readonly number[],
  keyOf: (row: PlacedRow) => string,
): readonly (readonly [string, ShareTrend])[] {
  const amounts = new Map<string, number[]>();
  for (const row of rows) {
    const at = row.year - (years[0] as number);
    if (at < 0 || at >= years.length || keyOf(row) === unknownCountry) continue;
    const list = amounts.get(keyOf(row)) ?? years.map(() => 0);
    list[at] = (list[at] as number) + row.siteYears;
    amounts.set(keyOf(row), list);
  }
  const keys = [...amounts.keys()].filter((key) => (amounts.get(key) ?? []).every((amount) => amount >= LEAST_PART)).toSorted();
  if (keys.length < 2) return [];
  const trends = shareTrends(
    years.map((_, at) => keys.map((key) => amounts.get(key)?.[at] ?? 0)),
    LEAST_PART,
  );
  return keys.flatMap((key, at) => (trends[at] ? [[key, trends[at]] as const] : []));
}
