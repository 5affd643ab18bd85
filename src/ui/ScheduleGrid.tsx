// A matrix: columns in groups across, rows in groups down, marks where they meet; walked with the arrow keys.
import { Fragment, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { groupsOf } from './grid-groups.ts';
import { movedCell } from './row-order.ts';
import { ScrollRegion } from './ScrollRegion.tsx';
import classes from './ScheduleGrid.module.css';

export interface GridColumn {
  readonly key: string;
  readonly label: string;
  /** Stands above all columns of the same group that follow each other. */
  readonly group: string;
  /** One quiet line under the label: "Day 29 ±3". */
  readonly sub?: string;
}

/** A mark where a row meets a column. */
export interface GridMark {
  /** One or two characters: `X`, `O`, `1`. */
  readonly symbol: string;
  /** The same in words, for people who hear or hover. */
  readonly text: string;
  readonly emphasis?: 'normal' | 'quiet' | 'strong';
}

export interface GridRow {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  /** Marks by column key; columns without one are empty. */
  readonly marks: Readonly<Record<string, GridMark>>;
}

export interface ScheduleGridProps {
  readonly label: string;
  /** Names the first column. */
  readonly corner: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly onOpen?: (row: GridRow, column: GridColumn) => void;
  readonly maxHeight?: string;
}

/** A scrolling matrix whose first column and header stay in sight. */
export function ScheduleGrid({ label, corner, columns, rows, onOpen, maxHeight }: ScheduleGridProps) {
  const body = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const rowGroups = useMemo(() => groupsOf(rows), [rows]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedCell(event.key, at, rows.length, columns.length);
    if (moved) {
      setAt(moved);
      body.current?.querySelector<HTMLElement>(`[data-at="${moved.join(' ')}"]`)?.focus();
    } else if (event.key === 'Enter' && onOpen) {
      const [row, column] = [rows[at[0]], columns[at[1]]];
      if (row && column) onOpen(row, column);
    } else return;
    event.preventDefault();
  };

  return (
    <ScrollRegion label={label} className={classes.frame} style={maxHeight ? { maxHeight } : {}}>
      {/* A matrix that is walked with the arrow keys is a grid, which has no tag of its own. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table ref={body} className={classes.grid} role="grid" aria-label={label} aria-readonly="true">
        <MatrixHead corner={corner} columns={columns} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={onKeyDown}>
          {rowGroups.map((group) => (
            <Fragment key={group.at}>
              {group.name && <GroupRow name={group.name} span={columns.length + 1} />}
              {group.items.map((row, offset) => (
                <MatrixRow
                  key={row.key}
                  row={row}
                  index={group.at + offset}
                  columns={columns}
                  at={at}
                  onFocus={setAt}
                  {...(onOpen ? { onOpen } : {})}
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function MatrixHead({ corner, columns }: Pick<ScheduleGridProps, 'corner' | 'columns'>) {
  return (
    <thead>
      <tr className={classes.groups}>
        <th scope="col" rowSpan={2} className={classes.corner}>
          {corner}
        </th>
        {groupsOf(columns).map((group) => (
          <th key={group.at} scope="colgroup" colSpan={group.items.length}>
            {group.name}
          </th>
        ))}
      </tr>
      <tr className={classes.columns}>
        {columns.map((column) => (
          <th key={column.key} scope="col">
            {column.label}
            {column.sub && <span>{column.sub}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function GroupRow({ name, span }: { readonly name: string; readonly span: number }) {
  return (
    <tr className={classes.rowGroup}>
      <th scope="rowgroup" colSpan={span}>
        <span>{name}</span>
      </th>
    </tr>
  );
}

interface MatrixRowProps {
  readonly row: GridRow;
  readonly index: number;
  readonly columns: readonly GridColumn[];
  readonly at: readonly [number, number];
  readonly onFocus: (at: readonly [number, number]) => void;
  readonly onOpen?: (row: GridRow, column: GridColumn) => void;
}

function MatrixRow({ row, index, columns, at, onFocus, onOpen }: MatrixRowProps) {
  return (
    <tr>
      <th scope="row">{row.label}</th>
      {columns.map((column, place) => {
        const mark = row.marks[column.key];
        const isHere = at[0] === index && at[1] === place;
        return (
          // The row's and the column's header name the cell.
          // oxlint-disable-next-line jsx-a11y/control-has-associated-label
          <td
            key={column.key}
            data-at={`${index} ${place}`}
            tabIndex={isHere ? 0 : -1}
            title={mark && `${row.label}, ${column.label}: ${mark.text}`}
            data-emphasis={mark?.emphasis}
            onFocus={() => onFocus([index, place])}
            onClick={onOpen && (() => onOpen(row, column))}
          >
            {mark && <span aria-hidden>{mark.symbol}</span>}
            {mark && <span className="sw-hidden">{mark.text}</span>}
          </td>
        );
      })}
    </tr>
  );
}
