// The cells of an outlook as they are kept: keys as places in the lists of the taxonomy, a tenth of the bytes.
import type { OutlookCell } from './outlook-types.ts';
import { areas, phases, services } from './taxonomy.ts';

/** Countries with their regions in the order of their first cell, and rows of places: service, area, phase, country, year, value. */
export interface PackedCells {
  readonly countries: readonly { readonly key: string; readonly region: OutlookCell['region'] }[];
  readonly rows: readonly (readonly [service: number, area: number, phase: number, country: number, year: number, value: number])[];
}

/** Packs cells; `unpackCells` gives them back as they were, in their order. */
export function packCells(cells: readonly OutlookCell[]): PackedCells {
  const countries = new Map<string, { at: number; key: string; region: OutlookCell['region'] }>();
  const rows = cells.map(({ service, area, phase, country, region, year, value }) => {
    const known = countries.get(country) ?? { at: countries.size, key: country, region };
    countries.set(country, known);
    return [services.indexOf(service), areas.indexOf(area), phases.indexOf(phase), known.at, year, value] as const;
  });
  return { countries: [...countries.values()].map(({ key, region }) => ({ key, region })), rows };
}

/** The cells that were packed. Throws a RangeError on places that the taxonomy does not have. */
export function unpackCells({ countries, rows }: PackedCells): OutlookCell[] {
  return rows.map(([service, area, phase, country, year, value]) => {
    const place = countries[country];
    const [serviceKey, areaKey, phaseKey] = [services[service], areas[area], phases[phase]];
    if (!place || !serviceKey || !areaKey || !phaseKey) throw new RangeError('a cell has a place that the taxonomy does not have');
    return { service: serviceKey, area: areaKey, phase: phaseKey, country: place.key, region: place.region, year, value };
  });
}

/** What cells are summed by, and which of them. */
export interface CellQuestion {
  readonly where: Partial<Pick<OutlookCell, 'service' | 'area' | 'phase' | 'year'>> & {
    readonly region?: string;
    readonly country?: string;
  };
  readonly by: 'service' | 'area' | 'phase' | 'region' | 'country';
  readonly then: 'service' | 'area' | 'phase' | 'region' | 'country' | null;
}

/** A sum; USD million. `share` is of the sum of all rows of its year. */
export interface CellSum {
  readonly key: string;
  readonly then: string | null;
  readonly year: number;
  readonly value: number;
  readonly share: number;
}

/** Cells that meet every filter, summed; the largest of the last year first, and beside it what each year adds up to, of the whole market's. */
export function sumCells(
  cells: readonly OutlookCell[],
  { where, by, then }: CellQuestion,
): { readonly rows: CellSum[]; readonly totals: { year: number; value: number; ofMarket: number }[] } {
  const filters = Object.entries(where) as [keyof OutlookCell, string | number][];
  const [sums, totals, market] = [new Map<string, Omit<CellSum, 'share'>>(), new Map<number, number>(), new Map<number, number>()];
  for (const cell of cells) {
    market.set(cell.year, (market.get(cell.year) ?? 0) + cell.value);
    if (!filters.every(([key, value]) => cell[key] === value)) continue;
    const [key, second] = [cell[by], then === null ? null : cell[then]];
    const at = JSON.stringify([key, second, cell.year]);
    const sum = sums.get(at);
    sums.set(at, { key, then: second, year: cell.year, value: (sum?.value ?? 0) + cell.value });
    totals.set(cell.year, (totals.get(cell.year) ?? 0) + cell.value);
  }
  const last = Math.max(...totals.keys());
  const size = new Map(
    [...sums.values()].filter(({ year }) => year === last).map((sum) => [JSON.stringify([sum.key, sum.then]), sum.value]),
  );
  const sizeOf = (sum: Omit<CellSum, 'share'>) => size.get(JSON.stringify([sum.key, sum.then])) ?? 0;
  const rows = [...sums.values()]
    .map((sum) => ({ ...sum, share: shareOf(sum.value, totals.get(sum.year) ?? 0) }))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a) || order(`${a.key} ${a.then}`, `${b.key} ${b.then}`) || a.year - b.year);
  const years = [...totals.keys()].toSorted((a, b) => a - b);
  return {
    rows,
    totals: years.map((year) => {
      const value = totals.get(year) ?? 0;
      return { year, value, ofMarket: shareOf(value, market.get(year) ?? 0) };
    }),
  };
}

const shareOf = (value: number, total: number): number => (total > 0 ? value / total : 0);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
