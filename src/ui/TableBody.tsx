// The rows of a table: all of a short list, a window of a long one, with the focused row always among them.
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useLayoutEffect } from 'react';
import type { Column, DataTableProps } from './DataTable.tsx';
import { DataRow } from './DataRow.tsx';

export interface TableBodyProps<Row> {
  readonly table: DataTableProps<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly isLong: boolean;
  /** The element that scrolls; null before it is in the page. */
  readonly scroller: HTMLElement | null;
  /** The row that Tab reaches; undefined where rows do nothing. */
  readonly focused: number | undefined;
  /** Counts the moves of the focus by the keyboard. */
  readonly moves: number;
  readonly onFocusRow: (index: number) => void;
  readonly onMove: (index: number) => void;
}

const rowPx = 35;
const headPx = 33;

/** The body. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { rows, table } = props;
  if (props.isLong) return <WindowedBody {...props} />;
  return (
    <tbody>
      {rows.map((row, index) => (
        <BodyRow key={table.rowKey(row)} body={props} row={row} index={index} />
      ))}
    </tbody>
  );
}

interface BodyRowProps<Row> {
  readonly body: TableBodyProps<Row>;
  readonly row: Row;
  readonly index: number;
  readonly measure?: (element: HTMLElement | null) => void;
}

function BodyRow<Row>({ body, row, index, measure }: BodyRowProps<Row>) {
  return (
    <DataRow
      row={row}
      index={index}
      count={body.rows.length}
      isLong={body.isLong}
      columns={body.columns}
      focusable={index === body.focused}
      onFocusRow={body.onFocusRow}
      onMove={body.onMove}
      table={body.table}
      {...(measure ? { measure } : {})}
    />
  );
}

function WindowedBody<Row>(props: TableBodyProps<Row>) {
  const { table, rows, scroller, focused = 0, moves } = props;
  // oxlint-disable-next-line react/incompatible-library
  const rowWindow = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowPx,
    overscan: 10,
    scrollPaddingStart: headPx,
    getItemKey: (index) => table.rowKey(rows[index] as Row),
    rangeExtractor: (range) => [...new Set([focused, ...defaultRangeExtractor(range)])].toSorted((a, b) => a - b),
  });
  useLayoutEffect(() => {
    if (moves > 0) rowWindow.scrollToIndex(focused);
  }, [moves, focused, rowWindow]);
  const items = rowWindow.getVirtualItems();
  const end = items.at(-1)?.end ?? 0;
  return (
    <tbody>
      {items.map((item, at) => {
        const row = rows[item.index];
        const gap = item.start - (items[at - 1]?.end ?? 0);
        return (
          row !== undefined && (
            <Fragment key={item.key}>
              <Gap heightPx={gap} />
              <BodyRow body={props} row={row} index={item.index} measure={rowWindow.measureElement} />
            </Fragment>
          )
        );
      })}
      <Gap heightPx={rowWindow.getTotalSize() - end} />
    </tbody>
  );
}

/** The room of rows that are not in the page. */
function Gap({ heightPx }: { readonly heightPx: number }) {
  return heightPx > 0 ? <tr aria-hidden data-gap style={{ height: heightPx }} /> : null;
}
