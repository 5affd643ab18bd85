// Order and keyboard movement of a table's rows: pure, so that they are tested without a browser.

/** What a column sorts by; null and undefined stand last in both directions. */
export type SortKey = string | number | bigint | null | undefined;

export interface SortState {
  readonly column: string;
  readonly direction: 'up' | 'down';
}

/** The next state when a header is pressed: up, then down, then as given. */
export function nextSort(current: SortState | undefined, column: string): SortState | undefined {
  if (current?.column !== column) return { column, direction: 'up' };
  return current.direction === 'up' ? { column, direction: 'down' } : undefined;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: NonNullable<SortKey>, b: NonNullable<SortKey>): number {
  if (typeof a === 'string' || typeof b === 'string') return collator.compare(String(a), String(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows in the order of `sortBy`; equal rows keep their given order. */
export function sortRows<Row>(rows: readonly Row[], sortBy: (row: Row) => SortKey, direction: SortState['direction']): readonly Row[] {
  const sign = direction === 'up' ? 1 : -1;
  return rows
    .map((row) => ({ row, key: sortBy(row) }))
    .sort((a, b) => {
      if (a.key === null || a.key === undefined) return b.key === null || b.key === undefined ? 0 : 1;
      if (b.key === null || b.key === undefined) return -1;
      return sign * compare(a.key, b.key);
    })
    .map(({ row }) => row);
}

/** Where an arrow key leads in a list of `count`; undefined when the key does not move. */
export function movedIndex(key: string, index: number, count: number, page = 10): number | undefined {
  const last = count - 1;
  const target: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: last,
  };
  const moved = target[key];
  return moved === undefined || count === 0 ? undefined : Math.min(last, Math.max(0, moved));
}

/** Where an arrow key leads in a matrix; undefined when the key does not move. */
export function movedCell(
  key: string,
  at: readonly [row: number, column: number],
  rows: number,
  columns: number,
): [number, number] | undefined {
  const [row, column] = at;
  const moves: Readonly<Record<string, [number, number]>> = {
    ArrowDown: [row + 1, column],
    ArrowUp: [row - 1, column],
    ArrowRight: [row, column + 1],
    ArrowLeft: [row, column - 1],
    Home: [row, 0],
    End: [row, columns - 1],
  };
  const moved = moves[key];
  if (!moved || rows === 0 || columns === 0) return undefined;
  return [Math.min(rows - 1, Math.max(0, moved[0])), Math.min(columns - 1, Math.max(0, moved[1]))];
}
