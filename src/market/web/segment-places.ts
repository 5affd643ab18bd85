// Where somebody is in the market's segments: what is chosen, what it is divided by next, and the addresses up and down.
import type { Cells, Outlook } from './queries.ts';

/** The way down. The service is chosen beside it. */
export const levels = ['region', 'country', 'area', 'phase'] as const;
export type Level = (typeof levels)[number];
export type Cut = Level | 'service';

/** What is chosen, by cut. */
export type Chosen = Readonly<Partial<Record<Cut, string>>>;

const cuts: readonly Cut[] = [...levels, 'service'];

/** The choice that an address holds. */
export function chosenIn(search: Readonly<Record<string, string>>): Chosen {
  return Object.fromEntries(cuts.flatMap((cut) => (search[cut] ? [[cut, search[cut]]] : [])));
}

/** The cuts by which what is chosen may be divided, the next level first; a country stands in its region already. */
export function cutsLeft(chosen: Chosen): readonly Cut[] {
  return cuts.filter((cut) => chosen[cut] === undefined && !(cut === 'region' && chosen.country !== undefined));
}

/** The address of a choice. */
export function addressOf(chosen: Chosen, more: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries({ ...chosen, ...more }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  const text = new URLSearchParams(given as [string, string][]).toString();
  return text === '' ? '/market/segments' : `/market/segments?${text}`;
}

/** The steps from the whole market to the choice, each with the choice that it stands for. */
export function stepsTo(chosen: Chosen): readonly { readonly cut: Level; readonly key: string; readonly upTo: Chosen }[] {
  const way = levels.flatMap((cut) => {
    const key = chosen[cut];
    return key === undefined ? [] : [{ cut, key }];
  });
  const service = chosen.service === undefined ? {} : { service: chosen.service };
  return way.map((step, at) => ({
    ...step,
    upTo: { ...service, ...Object.fromEntries(way.slice(0, at + 1).map(({ cut, key }) => [cut, key])) },
  }));
}

/** Growth a year between two values so many years apart; null where there was nothing. */
export function growthOver(first: number | undefined, last: number | undefined, years: number): number | null {
  return first === undefined || last === undefined || first <= 0 || last <= 0 || years <= 0 ? null : (last / first) ** (1 / years) - 1;
}

type Interval = Outlook['total'][number]['interval80'];
type Tag = Outlook['total'][number]['tag'];

/** What the outlook itself says of a place. */
export interface Known {
  readonly interval80: Interval;
  readonly tag: Tag;
}

/**
 * The 80 percent and the tag that the outlook itself has of a choice: for the whole market and for every key of one cut; where cuts cross they stand with the
 * cells. A country stands in its region, so the region beside it does not count.
 */
export function knownOf(outlook: Outlook, chosen: Chosen, year: number): Known | null {
  const named = (Object.entries(chosen) as [Cut, string][]).filter(([cut]) => cut !== 'region' || chosen.country === undefined);
  if (named.length === 0) return outlook.total.find((one) => one.year === year) ?? null;
  const [only] = named;
  if (named.length > 1 || !only) return null;
  return outlook.margins[only[0]].find((one) => one.key === only[1] && one.year === year) ?? null;
}

/** One row of a level. */
export interface SegmentRow {
  readonly key: string;
  readonly value: number;
  /** Of what is chosen. */
  readonly share: number;
  readonly cagr: number | null;
  /** Null only of a place that no cut has. */
  readonly interval80: Interval | null;
  readonly tag: Tag;
}

/** The rows of a cut in one year, the largest first. */
export function rowsOf(cells: Cells, outlook: Outlook, chosen: Chosen, by: Cut, year: number): readonly SegmentRow[] {
  const [from, to] = [cells.totals[0]?.year ?? year, cells.totals.at(-1)?.year ?? year];
  const valueAt = (key: string, at: number) => cells.rows.find((row) => row.key === key && row.year === at)?.value;
  return cells.rows
    .filter((row) => row.year === year && row.value > 0)
    .map(({ key, value, share, interval80 }) => {
      const { interval80: known = interval80, tag } = knownOf(outlook, { ...chosen, [by]: key }, year) ?? { tag: cells.tag };
      return { key, value, share, cagr: growthOver(valueAt(key, from), valueAt(key, to), to - from), interval80: known, tag };
    })
    .toSorted((one, other) => other.value - one.value);
}

/** The cut of the position that says where the network stands in a row, where one does: it cuts by one thing at a time. */
export function positionCut(chosen: Chosen, by: Cut): Level | null {
  if (by === 'service') return null;
  const isWhole = Object.keys(chosen).every((cut) => cut === 'service' || (cut === 'region' && by === 'country'));
  return isWhole ? by : null;
}
