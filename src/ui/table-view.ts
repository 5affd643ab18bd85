// How somebody looks at a table, as a part of the address: what is filtered, hidden and in which order. Pure.
import type { SortState } from './row-order.ts';

/** A way of looking at a table. */
export interface TableView {
  readonly find: string;
  /** Conditions by column key. */
  readonly conditions: Readonly<Record<string, string>>;
  /** Keys of columns that are not shown. */
  readonly hidden: readonly string[];
  readonly sort: SortState | undefined;
}

type Search = Readonly<Record<string, string | undefined>>;

const conditionPrefix = 'where.';
/** Whether a part of an address belongs to the view. */
export const isOfView = (key: string): boolean => ['find', 'hide', 'sort'].includes(key) || key.startsWith(conditionPrefix);

/** Reads the view from the search part of an address; what names no column of the table is passed over. */
export function readView(search: Search, columns: readonly string[], initialSort?: SortState): TableView {
  const sortText = search['sort'] ?? '';
  const sortColumn = sortText.replace(/^-/, '');
  const sort: SortState | undefined = columns.includes(sortColumn)
    ? { column: sortColumn, direction: sortText.startsWith('-') ? 'down' : 'up' }
    : initialSort;
  const conditions = columns.flatMap((key): [string, string][] => {
    const typed = search[`${conditionPrefix}${key}`];
    return typed === undefined ? [] : [[key, typed]];
  });
  const hidden = (search['hide'] ?? '').split(',').filter((key) => columns.includes(key));
  return {
    find: search['find'] ?? '',
    conditions: Object.fromEntries(conditions),
    hidden: hidden.length < columns.length ? hidden : [],
    sort,
  };
}

/** The change of the address that makes it show the view; everything else of it stays. */
export function writeView(view: TableView, search: Search, initialSort?: SortState): Record<string, string | undefined> {
  const gone = Object.fromEntries(
    Object.keys(search)
      .filter(isOfView)
      .map((key) => [key, undefined]),
  );
  const { sort } = view;
  const isInitial = sort?.column === initialSort?.column && sort?.direction === initialSort?.direction;
  return {
    ...gone,
    find: view.find || undefined,
    hide: view.hidden.join(',') || undefined,
    sort: sort && !isInitial ? `${sort.direction === 'down' ? '-' : ''}${sort.column}` : undefined,
    ...Object.fromEntries(Object.entries(view.conditions).map(([key, typed]) => [`${conditionPrefix}${key}`, typed || undefined])),
  };
}

/** Whether a view narrows the rows. */
export function isNarrowed(view: TableView): boolean {
  return view.find.trim() !== '' || Object.values(view.conditions).some((typed) => typed.trim() !== '');
}
