// A dense table: keyboard selection, sorting, numbers right-aligned with units in the header, and all its states.
import { useMemo, useState, type ReactNode } from 'react';
import classes from './DataTable.module.css';
import { DataRow } from './DataRow.tsx';
import { Icon } from './Icon.tsx';
import { Problem } from './Problem.tsx';
import { nextSort, sortRows, type SortKey, type SortState } from './row-order.ts';
import { ScrollRegion } from './ScrollRegion.tsx';
import { useUiWords } from './ui-words.ts';
import { Waiting } from './Waiting.tsx';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** Unit of the numbers, shown in the header: `USD`, `days`. */
  readonly unit?: string;
  /** Right-aligned numbers. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the column sortable. */
  readonly sortBy?: (row: Row) => SortKey;
  /** CSS width, such as `120px`. */
  readonly width?: string;
  /** Cuts long text to one line; the whole is shown on hover and focus. */
  readonly cut?: (row: Row) => string;
}

export interface DataTableProps<Row> {
  /** Names the table for everyone who cannot see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while loading. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  /** Address of a row; its first cell becomes the link, Enter and click follow it. */
  readonly rowTo?: (row: Row) => string;
  /** Called by Enter or click where rows have no address. */
  readonly onOpen?: (row: Row) => void;
  /** Keys of the selected rows; with `onSelect` every row gets a tick box and Space toggles it. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** Usually an `EmptyState`. */
  readonly empty: ReactNode;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  /** How many rows there are when not all were sent. */
  readonly total?: number;
  readonly initialSort?: SortState;
  /** The order in which the rows were sent; with `onSort` the server sorts, and the rows are shown as given. */
  readonly sortedBy?: SortState;
  readonly onSort?: (sort: SortState | undefined) => void;
  /** Cells of a last row, by column key: totals. */
  readonly footer?: Readonly<Record<string, ReactNode>>;
  /** CSS height after which the rows scroll under the header. */
  readonly maxHeight?: string;
}

/** Shows rows, or says in words why there are none. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, empty, error, onRetry, total, footer, maxHeight } = props;
  const words = useUiWords();
  const [chosen, setChosen] = useState(props.initialSort);
  const { onSort } = props;
  const sort = onSort ? props.sortedBy : chosen;
  const setSort = onSort ?? setChosen;
  const [focused, setFocused] = useState(0);
  const ordered = useMemo(() => {
    const sortBy = columns.find((column) => column.key === sort?.column)?.sortBy;
    return rows && sort && sortBy && !onSort ? sortRows(rows, sortBy, sort.direction) : rows;
  }, [rows, columns, sort, onSort]);

  if (error !== undefined && error !== null) return <Problem error={error} {...(onRetry ? { onRetry } : {})} />;
  if (!ordered) return <Waiting rows={8} />;
  if (ordered.length === 0) return <div className={classes.frame}>{empty}</div>;

  const acts = Boolean(props.rowTo ?? props.onOpen ?? props.onSelect);
  return (
    <div className={classes.frame}>
      <ScrollRegion label={label} className={classes.scroll} style={maxHeight ? { maxHeight } : {}}>
        <table className={classes.table} role={acts ? 'grid' : undefined} aria-multiselectable={props.onSelect ? true : undefined}>
          <caption className="sw-hidden">{label}</caption>
          <TableHead table={props} sort={sort} onSort={(key) => setSort(nextSort(sort, key))} />
          <tbody>
            {ordered.map((row, index) => (
              <DataRow
                key={props.rowKey(row)}
                row={row}
                index={index}
                count={ordered.length}
                focusable={acts && index === Math.min(focused, ordered.length - 1)}
                onFocusRow={setFocused}
                table={props}
              />
            ))}
          </tbody>
          {footer && <TableFoot table={props} cells={footer} />}
        </table>
      </ScrollRegion>
      {total !== undefined && total > ordered.length && (
        <p className={classes.note}>
          {words('rowsOf', { shown: ordered.length.toLocaleString('en-US'), total: total.toLocaleString('en-US') })}
        </p>
      )}
    </div>
  );
}

interface TableHeadProps<Row> {
  readonly table: DataTableProps<Row>;
  readonly sort: SortState | undefined;
  readonly onSort: (column: string) => void;
}

function TableHead<Row>({ table, sort, onSort }: TableHeadProps<Row>) {
  const words = useUiWords();
  return (
    <thead>
      <tr>
        {table.onSelect && (
          <th scope="col" className={classes.tick}>
            <span className="sw-hidden">{words('select')}</span>
          </th>
        )}
        {table.columns.map((column) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSort={() => onSort(column.key)} />
        ))}
      </tr>
    </thead>
  );
}

interface TableFootProps<Row> {
  readonly table: DataTableProps<Row>;
  readonly cells: Readonly<Record<string, ReactNode>>;
}

function TableFoot<Row>({ table, cells }: TableFootProps<Row>) {
  return (
    <tfoot>
      <tr>
        {table.columns.map((column, at) => (
          <td key={column.key} data-numeric={column.numeric} colSpan={table.onSelect && at === 0 ? 2 : 1}>
            {cells[column.key]}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: SortState | undefined;
  readonly onSort: () => void;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const words = useUiWords();
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
      {column.sortBy ? (
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
