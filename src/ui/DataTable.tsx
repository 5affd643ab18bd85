// The table of every list: keyboard, order, finding, columns, downloads, a window over long lists, cards on a phone, and all its states.
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { orderKeyOf, valueOf, type CellValue } from './cell-value.ts';
import classes from './DataTable.module.css';
import { EmptyState } from './EmptyState.tsx';
import { Problem } from './Problem.tsx';
import { filterRows } from './row-filter.ts';
import { saveFile } from './save-file.ts';
import { nextSort, sortRows, type SortKey, type SortState } from './row-order.ts';
import { ScrollRegion } from './ScrollRegion.tsx';
import { TableBody } from './TableBody.tsx';
import { TableFoot, TableHead } from './TableHead.tsx';
import { useTableView } from './table-state.ts';
import { isNarrowed, type TableView } from './table-view.ts';
import { TableTools } from './TableTools.tsx';
import { useTableWords } from './table-words.ts';
import { Waiting } from './Waiting.tsx';
import { useLanguage } from './words.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** Unit of the numbers, shown in the header: `USD`, `days`. */
  readonly unit?: string;
  /** Right-aligned numbers. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** The cell's content apart from how it is drawn; needed where `cell` draws no plain text and `sortBy` does not tell it. */
  readonly value?: (row: Row) => CellValue | undefined;
  /** Orders the column; columns with a `value` are ordered by it. */
  readonly sortBy?: (row: Row) => SortKey;
  /** CSS width, such as `120px`. */
  readonly width?: string;
  /** In the card of a phone: `plain` without the name of its column, `hidden` where another cell says it too. */
  readonly phone?: 'plain' | 'hidden';
  /** Cuts long text to one line; the whole is shown on hover and focus. */
  readonly cut?: (row: Row) => string;
}

export interface DataTableProps<Row> {
  /** Names the table for everyone who cannot see it. */
  readonly label: string;
  /** Gives the table its tools and its place in the address; for the one list that a page is about. */
  readonly name?: string;
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
  /** Why a row cannot be selected, in words; undefined where it can. */
  readonly unselectable?: (row: Row) => string | undefined;
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
  /** Columns keep their widths whatever the rows hold, so that tables below each other line up. */
  readonly steady?: boolean;
}

/** Shows rows, or says in words why there are none. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, empty, error, onRetry } = props;
  const keys = columns.map(({ key }) => key);
  const [view, change] = useTableView(props.name, keys, props.initialSort);
  const isSent = props.onSort !== undefined;
  if (error !== undefined && error !== null) return <Problem error={error} {...(onRetry ? { onRetry } : {})} />;
  if (!rows) return <Waiting rows={8} />;
  if (rows.length === 0) return <div className={classes.frame}>{empty}</div>;
  return <Filled table={props} rows={rows} view={isSent ? { ...view, sort: props.sortedBy } : view} onChange={change} />;
}

interface FilledProps<Row> {
  readonly table: DataTableProps<Row>;
  readonly rows: readonly Row[];
  readonly view: TableView;
  readonly onChange: (part: Partial<TableView>) => void;
}

function Filled<Row>({ table, rows, view, onChange }: FilledProps<Row>) {
  const language = useLanguage();
  const { name, label, columns, onSort } = table;
  const shownColumns = columns.filter(({ key }) => !view.hidden.includes(key));
  const ordered = useMemo(() => {
    const found = filterRows(rows, columns, { any: view.find, byColumn: view.conditions }, language);
    const column = columns.find(({ key }) => key === view.sort?.column);
    const orderKey = column && orderKeyOf(column);
    return view.sort && orderKey && !onSort ? sortRows(found, orderKey, view.sort.direction) : found;
  }, [rows, columns, view, language, onSort]);
  const [focus, setFocus] = useState({ index: 0, moves: 0 });
  const moveTo = (index: number) => setFocus(({ moves }) => ({ index, moves: moves + 1 }));
  const download = (format: 'csv' | 'xlsx') => void saveRows(table, shownColumns, ordered, format);
  return (
    <>
      {name !== undefined && (rows.length > 1 || isNarrowed(view)) && (
        <TableTools
          name={name}
          label={label}
          columns={columns.map((column) => ({
            key: column.key,
            header: column.header,
            isSortable: orderKeyOf(column) !== undefined,
            hasValues: rows.some((row) => valueOf(column, row) !== null),
          }))}
          view={view}
          onChange={onChange}
          shown={ordered.length}
          total={rows.length}
          onEnterRows={() => moveTo(0)}
          onDownload={download}
        />
      )}
      {ordered.length === 0 ? (
        <NoneFit view={view} onChange={onChange} />
      ) : (
        <Grid
          table={table}
          columns={shownColumns}
          rows={ordered}
          hasAll={ordered.length === rows.length}
          sort={view.sort}
          onSort={(key) => {
            const next = nextSort(view.sort, key);
            return onSort ? onSort(next) : onChange({ sort: next ?? table.initialSort });
          }}
          focus={focus}
          onFocusRow={(index) => setFocus(({ moves }) => ({ index, moves }))}
          onMove={moveTo}
        />
      )}
    </>
  );
}

function NoneFit({ view, onChange }: Pick<FilledProps<never>, 'view' | 'onChange'>) {
  const words = useTableWords();
  if (!isNarrowed(view)) return null;
  const clear = (
    <Button variant="default" onClick={() => onChange({ find: '', conditions: {} })}>
      {words('showAll')}
    </Button>
  );
  return (
    <div className={classes.frame}>
      <EmptyState title={words('noneFit')} icon="search" action={clear}>
        {words('noneFitText')}
      </EmptyState>
    </div>
  );
}

async function saveRows<Row>(
  { label }: DataTableProps<Row>,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  format: 'csv' | 'xlsx',
): Promise<void> {
  const { csvOfSheet, workbookOf } = await import('./table-download.ts');
  const told = columns.filter((column) => rows.some((row) => valueOf(column, row) !== null));
  const sheet = {
    title: label,
    headers: told.map(({ header, unit }) => (unit ? `${header} (${unit})` : header)),
    namesCurrency: told.map(({ unit }) => unit !== undefined),
    rows: rows.map((row) => told.map((column) => valueOf(column, row))),
  };
  const content = format === 'csv' ? new Blob([csvOfSheet(sheet)], { type: 'text/csv;charset=utf-8' }) : await workbookOf(sheet);
  saveFile(content, `${label}.${format}`);
}

/** Longer lists keep only a window of their rows in the page. */
const windowBeyond = 100;

interface GridProps<Row> {
  readonly table: DataTableProps<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Totals stand for all rows, so a narrowed table shows none. */
  readonly hasAll: boolean;
  readonly sort: SortState | undefined;
  readonly onSort: (column: string) => void;
  readonly focus: { readonly index: number; readonly moves: number };
  readonly onFocusRow: (index: number) => void;
  readonly onMove: (index: number) => void;
}

const pixels = (width: string | undefined): number => (width?.endsWith('px') ? Number.parseInt(width, 10) : 180);

function Grid<Row>({ table, columns, rows, hasAll, sort, onSort, focus, onFocusRow, onMove }: GridProps<Row>) {
  const words = useTableWords();
  // State, not a ref: the window of a long list below it has to hear when the scroller is there.
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const acts = Boolean(table.rowTo ?? table.onOpen ?? table.onSelect);
  const isLong = rows.length > windowBeyond;
  const index = Math.min(focus.index, rows.length - 1);
  // A move takes the focus to its row once; what is reached in a row by Tab or a press afterwards keeps it.
  const followed = useRef(0);
  useLayoutEffect(() => {
    if (focus.moves <= followed.current || !scroller) return;
    followed.current = focus.moves;
    scroller.querySelector<HTMLElement>(`tr[data-index="${focus.index}"]`)?.focus();
  }, [focus, scroller]);
  const isSteady = table.steady === true || isLong;
  const minWidth = isSteady ? columns.reduce((sum, { width }) => sum + pixels(width), 0) : undefined;
  const { total, maxHeight } = table;
  return (
    <div className={classes.frame}>
      <ScrollRegion
        ref={setScroller}
        label={table.label}
        className={isLong ? classes.window : classes.scroll}
        style={maxHeight ? { maxHeight } : {}}
      >
        <table
          className={classes.table}
          style={{ minWidth }}
          data-steady={isSteady || undefined}
          role={acts ? 'grid' : undefined}
          aria-multiselectable={table.onSelect ? true : undefined}
          aria-rowcount={isLong ? rows.length + 1 : undefined}
        >
          <caption className="sw-hidden">{table.label}</caption>
          <TableHead columns={columns} isSelectable={table.onSelect !== undefined} sort={sort} onSort={onSort} />
          <TableBody
            table={table}
            columns={columns}
            rows={rows}
            isLong={isLong}
            scroller={scroller}
            focused={acts ? index : undefined}
            moves={focus.moves}
            onFocusRow={onFocusRow}
            onMove={onMove}
          />
          {table.footer && hasAll && <TableFoot columns={columns} isSelectable={table.onSelect !== undefined} cells={table.footer} />}
        </table>
      </ScrollRegion>
      {total !== undefined && total > rows.length && <p className={classes.note}>{words('rowsOf', { shown: rows.length, total })}</p>}
    </div>
  );
}
