// One row of a table: focus, arrow keys, Enter or click to open, Space to select (click too, where nothing opens), and its cells.
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { valueOf } from './cell-value.ts';
import classes from './DataTable.module.css';
import type { Column, DataTableProps } from './DataTable.tsx';
import { PageLink, useGo } from './navigation.tsx';
import { movedIndex } from './row-order.ts';
import { useTableWords } from './table-words.ts';

export interface DataRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly count: number;
  readonly focusable: boolean;
  readonly onFocusRow: (index: number) => void;
  /** Moves the focus to another row, also one that is not in the page yet. */
  readonly onMove: (index: number) => void;
  readonly isLong: boolean;
  /** The columns that are shown. */
  readonly columns: readonly Column<Row>[];
  /** Tells the window of a long list how high the row is. */
  readonly measure?: (element: HTMLElement | null) => void;
  readonly table: DataTableProps<Row>;
}

const isOwnControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, select, textarea, label') !== null;

/** A row that can be walked to with the arrow keys. */
export function DataRow<Row>(props: DataRowProps<Row>) {
  const { row, index, count, focusable, onFocusRow, onMove, isLong, measure, table, columns } = props;
  const words = useTableWords();
  const go = useGo();
  const { rowTo, onOpen, onSelect, selected, unselectable } = table;
  const key = table.rowKey(row);
  const isSelected = selected?.has(key) ?? false;
  const to = rowTo?.(row);
  const acts = Boolean(to ?? onOpen ?? onSelect);
  const barred = onSelect && unselectable?.(row);

  const open = () => (to === undefined ? onOpen?.(row) : go(to));
  const toggle = () => {
    if (barred !== undefined) return;
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect?.(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return;
    const moved = movedIndex(event.key, index, count);
    if (moved !== undefined) onMove(moved);
    else if (event.key === 'Enter') open();
    else if (event.key === ' ' && onSelect) toggle();
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLTableRowElement>) => {
    if (isOwnControl(event.target) || globalThis.getSelection()?.toString()) return;
    if (to === undefined && !onOpen && onSelect) toggle();
    else open();
  };

  const behaviour = acts
    ? {
        tabIndex: focusable ? 0 : -1,
        onKeyDown,
        onClick,
        onFocus: () => onFocusRow(index),
        'data-acts': Boolean(to ?? onOpen ?? (onSelect && barred === undefined)),
      }
    : {};
  return (
    <tr
      {...behaviour}
      ref={measure}
      data-index={index}
      aria-rowindex={isLong ? index + 2 : undefined}
      aria-selected={onSelect ? isSelected : undefined}
    >
      {onSelect && (
        <td className={classes.tick}>
          <input
            type="checkbox"
            checked={isSelected}
            onChange={toggle}
            tabIndex={-1}
            disabled={barred !== undefined}
            title={barred}
            aria-label={[words('selectRow', { row: nameOf(columns, row) ?? key }), barred].filter(Boolean).join(': ')}
          />
        </td>
      )}
      {columns.map((column, at) => (
        <Cell key={column.key} column={column} row={row} to={at === 0 ? to : undefined} />
      ))}
    </tr>
  );
}

/** What people call the row: its first cell. */
function nameOf<Row>([first]: readonly Column<Row>[], row: Row): string | undefined {
  const value = first && valueOf(first, row);
  return typeof value === 'string' ? value : undefined;
}

function Cell<Row>({ column, row, to }: { readonly column: Column<Row>; readonly row: Row; readonly to: string | undefined }) {
  const drawn = column.cell(row);
  const content: ReactNode = to === undefined ? drawn : <PageLink to={to}>{drawn}</PageLink>;
  const isEmpty = drawn === '' || drawn === null || drawn === undefined || drawn === false;
  return (
    <td
      data-numeric={column.numeric}
      data-cut={column.cut ? true : undefined}
      data-empty={isEmpty || undefined}
      data-phone={column.phone}
      data-label={column.unit ? `${column.header} (${column.unit})` : column.header}
      title={column.cut?.(row)}
    >
      {content}
    </td>
  );
}
