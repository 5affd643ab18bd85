// Outlooks side by side: what each has for every key and year, in their order.
import { type Outlook, type OutlookAxis, outlookAxes } from './outlook-types.ts';

/** USD million of one key in one year under each outlook; null where an outlook has no such key. */
export interface ComparedRow {
  readonly axis: OutlookAxis | 'total';
  readonly key: string | null;
  readonly year: number;
  readonly values: readonly (number | null)[];
}

type Side = Pick<Outlook, 'total' | 'margins'>;

/** The rows of all outlooks: totals first, then every key that any of them has. */
export function comparedOutlooks(sides: readonly Side[]): readonly ComparedRow[] {
  const years = [...new Set(sides.flatMap(({ total }) => total.map(({ year }) => year)))];
  const totals = years.map((year): ComparedRow => {
    return { axis: 'total', key: null, year, values: sides.map(({ total }) => total.find((one) => one.year === year)?.value ?? null) };
  });
  const parts = outlookAxes.flatMap((axis) => {
    const found = sides.map(({ margins }) => new Map(margins[axis].map(({ key, year, value }) => [JSON.stringify([key, year]), value])));
    const rows = new Map(
      sides.flatMap(({ margins }) => margins[axis].map(({ key, year }) => [JSON.stringify([key, year]), { key, year }] as const)),
    );
    return [...rows].map(([place, { key, year }]): ComparedRow => ({
      axis,
      key,
      year,
      values: found.map((side) => side.get(place) ?? null),
    }));
  });
  return [...totals, ...parts];
}
