// What a cell of a table holds, apart from how it is drawn: what filters look in, order goes by and downloads carry. Pure.
import type { ReactNode } from 'react';
import { formatDate, formatMinor } from './format.ts';
import type { SortKey } from './row-order.ts';

/** An amount of money as JSON carries it. */
export interface Amount {
  /** Minor units as text: `"195000"`. */
  readonly amountMinor: string;
  readonly currency: string;
}

/** Text, a number, an amount, or nothing; a text `YYYY-MM-DD` is a civil date. */
export type CellValue = string | number | Amount | null;

/** The parts of a column that its values come from. */
export interface ValueSource<Row> {
  readonly cell: (row: Row) => ReactNode;
  readonly sortBy?: (row: Row) => SortKey;
  readonly value?: (row: Row) => CellValue | undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a value is a civil date. */
export function isDate(value: CellValue): value is string {
  return typeof value === 'string' && DATE.test(value);
}

/** Whether a value is an amount of money. */
export function isAmount(value: CellValue): value is Amount {
  return typeof value === 'object' && value !== null;
}

/** The value of a cell: what the column says, else what it draws where that is text, else what it is ordered by. */
export function valueOf<Row>(column: ValueSource<Row>, row: Row): CellValue {
  if (column.value) return column.value(row) ?? null;
  const drawn = column.cell(row);
  if (typeof drawn === 'string' || typeof drawn === 'number') return drawn;
  const key = column.sortBy?.(row);
  return typeof key === 'string' || typeof key === 'number' ? key : null;
}

/** The value as it is read on the page. */
export function textOf(value: CellValue, language = 'en'): string {
  if (value === null) return '';
  if (isAmount(value)) return `${formatMinor(value.amountMinor, value.currency)} ${value.currency}`;
  return isDate(value) ? formatDate(value, { language }) : String(value);
}

/** What rows are ordered by: the column's own order, else its values; nothing stands last. */
export function orderKeyOf<Row>(column: ValueSource<Row>): ((row: Row) => SortKey) | undefined {
  if (column.sortBy) return column.sortBy;
  const { value } = column;
  if (!value) return undefined;
  return (row) => {
    const found = value(row) ?? null;
    if (isAmount(found)) return BigInt(found.amountMinor);
    return found === '' ? null : found;
  };
}
