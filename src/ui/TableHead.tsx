// The head of a table, whose cells order the rows, and its last row of totals.
import type { ReactNode } from 'react';
import { orderKeyOf } from './cell-value.ts';
import classes from './DataTable.module.css';
import type { Column } from './DataTable.tsx';
import { Icon } from './Icon.tsx';
import type { SortState } from './row-order.ts';
import { useTableWords } from './table-words.ts';

export interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly isSelectable: boolean;
  readonly sort: SortState | undefined;
  readonly onSort: (column: string) => void;
}

/** The headers; `aria-sort` tells the order. */
export function TableHead<Row>({ columns, isSelectable, sort, onSort }: TableHeadProps<Row>) {
  const words = useTableWords();
  return (
    <thead>
      <tr>
        {isSelectable && (
          <th scope="col" className={classes.tick}>
            <span className="sw-hidden">{words('select')}</span>
          </th>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSort={() => onSort(column.key)} />
        ))}
      </tr>
    </thead>
  );
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: SortState | undefined;
  readonly onSort: () => void;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const words = useTableWords();
  const direction = sort?.column === column.key ? sort.direction : undefined;
  const text = (
    <>
      {column.header}
      {column.unit && <span className={classes.unit}> {column.unit}</span>}
    </>
  );
  const ariaSort = direction === 'up' ? 'ascending' : direction === 'down' ? 'descending' : undefined;
  return (
    <th scope="col" data-numeric={column.numeric} style={{ width: column.width, minWidth: column.width }} aria-sort={ariaSort}>
      {orderKeyOf(column) ? (
        <button type="button" className={classes.sort} onClick={onSort} title={words('sortBy', { column: column.header })}>
          <span>{text}</span>
          <span className={classes.arrow} data-shown={direction !== undefined}>
            <Icon name={direction === 'down' ? 'down' : 'up'} size={12} />
          </span>
        </button>
      ) : (
        text
      )}
    </th>
  );
}

export interface TableFootProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly isSelectable: boolean;
  readonly cells: Readonly<Record<string, ReactNode>>;
}

/** A last row: totals by column key. */
export function TableFoot<Row>({ columns, isSelectable, cells }: TableFootProps<Row>) {
  return (
    <tfoot>
      <tr>
        {columns.map((column, at) => (
          <td
            key={column.key}
            data-numeric={column.numeric}
            data-empty={cells[column.key] === undefined || undefined}
            data-label={column.unit ? `${column.header} (${column.unit})` : column.header}
            colSpan={isSelectable && at === 0 ? 2 : 1}
          >
            {cells[column.key]}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
