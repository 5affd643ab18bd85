// The amounts of a report in whole tenths of a million: whatever is shown twice is the same, and every part adds up to its whole on every page.
import { wholeParts } from '#stats';
import { outlookYears } from './outlook-frame.ts';
import type { Outlook } from './outlook-types.ts';
import { wholeTable } from './report-rounding.ts';
import { areas, phases, services } from './taxonomy.ts';

/** Units a million: what is shown has one digit after the point. */
export const UNITS = 10;

export const reportCuts = ['service', 'area', 'phase'] as const;
export type ReportCut = (typeof reportCuts)[number];

export const cutKeys: Readonly<Record<ReportCut, readonly string[]>> = { service: services, area: areas, phase: phases };

/** One part by year: whole units as they are shown, and USD million as the outlook has them. */
export interface Part {
  readonly key: string;
  readonly shown: readonly number[];
  readonly exact: readonly number[];
}

/** All amounts of a report. */
export interface Amounts {
  readonly total: Part;
  readonly regions: readonly Part[];
  /** By region. */
  readonly countries: ReadonlyMap<string, readonly Part[]>;
  /** Of the world (null), a region or a country. */
  readonly cut: (place: string | null, cut: ReportCut) => readonly Part[];
}

type Exact = Map<string, number[]>;

const add = (sums: Exact, key: string, at: number, value: number) => {
  const line = sums.get(key) ?? outlookYears.map(() => 0);
  line[at] = (line[at] ?? 0) + value;
  sums.set(key, line);
};

/** Works all amounts out: the world first, its regions and its cuts, then countries within regions and cuts within both. */
export function amountsOf(outlook: Outlook): Amounts {
  const exact: Exact = new Map();
  const regionOf = new Map<string, string>();
  for (const cell of outlook.cells) {
    const at = outlookYears.indexOf(cell.year);
    regionOf.set(cell.country, cell.region);
    for (const place of ['', `r:${cell.region}`, `c:${cell.country}`]) {
      add(exact, place, at, cell.value);
      for (const cut of reportCuts) add(exact, `${place}|${cut}|${cell[cut]}`, at, cell.value);
    }
  }
  const exactOf = (key: string) => exact.get(key) ?? outlookYears.map(() => 0);
  const total: Part = { key: '', exact: exactOf(''), shown: exactOf('').map((value) => Math.round(value * UNITS)) };
  const regions = split(total, keysOf(regionOf.values()), (key) => exactOf(`r:${key}`));
  const countries = new Map(
    regions.map((region) => {
      const keys = bySize(
        [...regionOf].filter(([, of]) => of === region.key).map(([key]) => key),
        exactOf,
      );
      return [region.key, split(region, keys, (key) => exactOf(`c:${key}`))] as const;
    }),
  );
  const cuts = new Map<string, readonly Part[]>();
  for (const cut of reportCuts) {
    const world = split(total, cutKeys[cut], (key) => exactOf(`|${cut}|${key}`));
    cuts.set(cut, world);
    for (const [key, parts] of within(regions, world, cut, (place, part) => exactOf(`r:${place}|${cut}|${part}`)))
      cuts.set(`${cut} r:${key}`, parts);
    for (const region of regions) {
      const places = countries.get(region.key) ?? [];
      const whole = cuts.get(`${cut} r:${region.key}`) ?? [];
      for (const [key, parts] of within(places, whole, cut, (place, part) => exactOf(`c:${place}|${cut}|${part}`)))
        cuts.set(`${cut} c:${key}`, parts);
    }
  }
  const isRegion = new Set(regions.map(({ key }) => key));
  const cut = (place: string | null, of: ReportCut) =>
    (place === null ? cuts.get(of) : (cuts.get(`${of} c:${place}`) ?? (isRegion.has(place) ? cuts.get(`${of} r:${place}`) : undefined))) ??
    [];
  return { total, regions, countries, cut };
}

/** Named countries, the largest of the last year first, then the others of the region. */
function bySize(keys: readonly string[], exactOf: (key: string) => readonly number[]): string[] {
  const size = new Map(keys.map((key) => [key, Math.round(UNITS * (exactOf(`c:${key}`).at(-1) ?? 0))]));
  const isNamed = (key: string) => Number(/^[A-Z]{2}$/.test(key));
  return keys.toSorted((a, b) => isNamed(b) - isNamed(a) || (size.get(b) ?? 0) - (size.get(a) ?? 0) || (a < b ? -1 : 1));
}

const keysOf = (keys: Iterable<string>): string[] => [...new Set(keys)];

/** Parts of a whole by largest remainders, year by year. */
function split(whole: Part, keys: readonly string[], exactOf: (key: string) => readonly number[]): Part[] {
  const shown = outlookYears.map((_, at) =>
    wholeParts(
      keys.map((key) => exactOf(key)[at] ?? 0),
      whole.shown[at] ?? 0,
    ),
  );
  return keys.map((key, part) => ({ key, exact: exactOf(key), shown: shown.map((year) => year[part] ?? 0) }));
}

/** Cuts within places, so that they add up to the place and, over all places, to the cut of the whole. */
function within(
  places: readonly Part[],
  whole: readonly Part[],
  cut: ReportCut,
  exactOf: (place: string, part: string) => readonly number[],
): (readonly [string, readonly Part[]])[] {
  const keys = cutKeys[cut];
  const tables = outlookYears.map((_, at) =>
    wholeTable(
      places.map(({ key }) => keys.map((part) => (exactOf(key, part)[at] ?? 0) * UNITS)),
      places.map(({ shown }) => shown[at] ?? 0),
      whole.map(({ shown }) => shown[at] ?? 0),
    ),
  );
  return places.map(({ key }, row) => [
    key,
    keys.map((part, column) => ({ key: part, exact: exactOf(key, part), shown: tables.map((table) => table[row]?.[column] ?? 0) })),
  ]);
}
