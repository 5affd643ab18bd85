// White spots: areas in countries where the market is large and growing, and the network has nothing.
import type { OutlookCell } from './outlook-types.ts';
import { type Area, marketCountries } from './taxonomy.ts';

/** A cell of area and country; USD million of one service, in the first year asked for and in the last one of the outlook. */
export interface WhiteSpot {
  readonly area: Area;
  readonly country: string;
  readonly region: string;
  readonly value: number;
  readonly last: number;
  readonly added: number;
  readonly cagr: number;
  readonly sitesInCountry: number;
  readonly studiesInArea: number;
}

// Rates that differ by less are the same: they come out of sums.
const EVEN = 0.0001;

interface Own {
  readonly studyId: string;
  readonly siteId: string;
  readonly area: Area;
  readonly country: string;
}

/**
 * The white spots, the one that adds most first. Large: at least the median of all cells of named countries in the last year. Growing: at
 * least as fast as all of them together. Nothing of ours: no study of the area at a site in the country that was not given up. The others
 * of a region are no place to open a site in, and are left out.
 *
 * @param year from which growth is counted; the first year of the outlook where it lies before that
 */
export function whiteSpots(cells: readonly OutlookCell[], own: readonly Own[], year: number): readonly WhiteSpot[] {
  const years = [...new Set(cells.map((cell) => cell.year))].toSorted((a, b) => a - b);
  const [from, to] = [years.findLast((one) => one <= year) ?? years[0], years.at(-1)];
  if (from === undefined || to === undefined || from >= to) return [];
  const named = new Set(marketCountries.map(({ key }) => key).filter((key) => /^[A-Z]{2}$/.test(key)));
  const spots = new Map<string, { area: Area; country: string; region: string; value: number; last: number }>();
  for (const { area, country, region, year: at, value } of cells) {
    if (!named.has(country) || (at !== from && at !== to)) continue;
    const key = `${area}|${country}`;
    const spot = spots.get(key) ?? { area, country, region, value: 0, last: 0 };
    if (at === from) spot.value += value;
    else spot.last += value;
    spots.set(key, spot);
  }
  const all = [...spots.values()];
  const large = medianOf(all.map(({ last }) => last));
  const [total, totalLast] = [all.reduce((sum, { value }) => sum + value, 0), all.reduce((sum, { last }) => sum + last, 0)];
  const growthOf = (value: number, last: number) => (value > 0 ? (last / value) ** (1 / (to - from)) - 1 : 0);
  const growing = growthOf(total, totalLast);
  const count = (of: (one: Own) => boolean, what: 'studyId' | 'siteId') => new Set(own.filter(of).map((one) => one[what])).size;
  return all
    .filter(({ area, country }) => !own.some((one) => one.area === area && one.country === country))
    .map((spot) => ({ ...spot, added: spot.last - spot.value, cagr: growthOf(spot.value, spot.last) }))
    .filter(({ last, cagr }) => last >= large && cagr >= growing - EVEN && last > 0)
    .map((spot) => ({
      ...spot,
      sitesInCountry: count(({ country }) => country === spot.country, 'siteId'),
      studiesInArea: count(({ area }) => area === spot.area, 'studyId'),
    }))
    .toSorted((a, b) => b.added - a.added || (`${a.country}${a.area}` < `${b.country}${b.area}` ? -1 : 1));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
