// Which rows of a table stay: words anywhere in a row, and a condition for single columns. Pure.
import { folded } from '#lib';
import { plainMinor } from './format.ts';
import { isAmount, isDate, textOf, valueOf, type CellValue, type ValueSource } from './cell-value.ts';

/** What was typed to narrow a table. */
export interface RowFilter {
  /** Every word has to stand somewhere in the row. */
  readonly any: string;
  /** Conditions by column key; all have to hold. */
  readonly byColumn: Readonly<Record<string, string>>;
}

const COMPARISON = /^(<=|>=|<|>|=)\s*(.+)$/;

/** As it is looked for: whoever types a minus has only a hyphen. */
const searched = (text: string): string => folded(text).replaceAll('−', '-');

function compared(value: CellValue, limit: string): number | undefined {
  if (isDate(value)) return /^\d{4}-\d{2}-\d{2}$/.test(limit) ? value.localeCompare(limit) : undefined;
  const wanted = Number(limit.replaceAll(/[,\s]/g, ''));
  if (Number.isNaN(wanted)) return undefined;
  const held = isAmount(value) ? Number(plainMinor(value.amountMinor, value.currency)) : value;
  return typeof held === 'number' ? held - wanted : undefined;
}

/** Whether a value meets what was typed: `> 100`, `<= 2026-04-10`, or words that stand in it. */
export function meets(value: CellValue, typed: string, language = 'en'): boolean {
  const wanted = typed.trim();
  if (wanted === '') return true;
  const [, sign, limit] = COMPARISON.exec(wanted) ?? [];
  if (sign !== undefined && limit !== undefined) {
    const difference = compared(value, limit);
    if (difference !== undefined) {
      return (
        (sign.includes('=') && difference === 0) || (sign.startsWith('<') && difference < 0) || (sign.startsWith('>') && difference > 0)
      );
    }
  }
  const held = isDate(value) ? `${value} ${textOf(value, language)}` : textOf(value, language);
  return searched(held).includes(searched(wanted));
}

/** The rows that meet the filter, in their order. */
export function filterRows<Row, Column extends ValueSource<Row> & { readonly key: string }>(
  rows: readonly Row[],
  columns: readonly Column[],
  filter: RowFilter,
  language = 'en',
): readonly Row[] {
  const words = searched(filter.any).split(/\s+/).filter(Boolean);
  const conditions = columns.flatMap((column) => {
    const typed = filter.byColumn[column.key]?.trim();
    return typed ? [{ column, typed }] : [];
  });
  if (words.length === 0 && conditions.length === 0) return rows;
  return rows.filter((row) => {
    if (!conditions.every(({ column, typed }) => meets(valueOf(column, row), typed, language))) return false;
    if (words.length === 0) return true;
    const whole = searched(columns.map((column) => textOf(valueOf(column, row), language)).join('\n'));
    return words.every((word) => whole.includes(word));
  });
}
