// The table of the outlook: its years and axes, and which cell stands where.
import { regions } from '#network/rules';
import type { OutlookAxis, OutlookRegion } from './outlook-types.ts';
import { areas, marketCountries, phases, services, unknownCountry } from './taxonomy.ts';

export const firstYear = 2025;
export const lastYear = 2031;
/** Every year of the outlook. */
export const outlookYears: readonly number[] = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);

/** The total of a year between the two ends, by the one growth that meets both. */
export function totalBetween(first: number, last: number, year: number): number {
  if (year === firstYear) return first;
  if (year === lastYear) return last;
  return first * (last / first) ** ((year - firstYear) / (lastYear - firstYear));
}

/** A country as the outlook cuts by it; activity whose country is not known is one more. */
export interface OutlookCountry {
  readonly key: string;
  readonly region: OutlookRegion;
}

/** The axes of one outlook. Cells run service, area, phase, country; the country fastest. */
export interface Axes {
  readonly countries: readonly OutlookCountry[];
  readonly keys: Readonly<Record<OutlookAxis, readonly string[]>>;
  /** Of each country, the place of its region. */
  readonly regionOf: Int32Array;
  readonly cells: number;
}

/** The axes, with a place for unknown countries where something stands there. */
export function axesOf(withUnknown: boolean): Axes {
  const unknown: readonly OutlookCountry[] = withUnknown ? [{ key: unknownCountry, region: unknownCountry }] : [];
  const countries = [...marketCountries, ...unknown];
  const region = [...regions, ...unknown.map(({ key }) => key)];
  return {
    countries,
    keys: { service: services, area: areas, phase: phases, region, country: countries.map(({ key }) => key) },
    regionOf: Int32Array.from(countries, (country) => region.indexOf(country.region)),
    cells: services.length * areas.length * phases.length * countries.length,
  };
}

/** The keys of every cell on one axis, as places. */
export function placesOf(axes: Axes, axis: OutlookAxis): Int32Array {
  const count = axes.countries.length;
  const inner = phases.length * count;
  return Int32Array.from({ length: axes.cells }, (_, cell) => {
    const country = cell % count;
    if (axis === 'country') return country;
    if (axis === 'region') return axes.regionOf[country] ?? -1;
    if (axis === 'phase') return Math.floor(cell / count) % phases.length;
    if (axis === 'area') return Math.floor(cell / inner) % areas.length;
    return Math.floor(cell / (inner * areas.length));
  });
}

/** Sums of a table of cells by one axis. */
export function sumsBy(axes: Axes, axis: OutlookAxis, cells: ArrayLike<number>, places = placesOf(axes, axis)): Float64Array {
  const sums = new Float64Array(axes.keys[axis].length);
  for (let cell = 0; cell < axes.cells; cell += 1) {
    const key = places[cell] as number;
    sums[key] = (sums[key] as number) + (cells[cell] as number);
  }
  return sums;
}
