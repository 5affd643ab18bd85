// Whole numbers that add up both ways: the cells of a table between sums of rows and columns that are whole already.
import { DomainError } from '#lib';

/**
 * Rounds a table so that its rows and columns add up to given whole sums, each cell as near to its value as the sums allow (controlled rounding:
 * least squares by shortest augmenting paths over rows and columns). Domain: values not below 0, sums whole and not below 0, rows and columns
 * adding up to the same; anything else is a DomainError.
 */
export function wholeTable(values: readonly (readonly number[])[], rowSums: readonly number[], columnSums: readonly number[]): number[][] {
  const all = (sums: readonly number[]) => sums.reduce((total, sum) => total + sum, 0);
  if (all(rowSums) !== all(columnSums)) throw new DomainError('wholeTable: rows and columns must add up to the same');
  const table = startOf(values, rowSums, columnSums);
  const rowsLeft = rowSums.map((sum, row) => sum - all(table[row] ?? []));
  const columnsLeft = columnSums.map((sum, column) => sum - table.reduce((total, row) => total + (row[column] ?? 0), 0));
  for (let left = all(rowsLeft); left > 0; left -= 1) augment(values, table, rowsLeft, columnsLeft);
  return table;
}

// Rounded down, or one less where rounded down is too much already, or nothing: the sums are reached by adding alone.
function startOf(values: readonly (readonly number[])[], rowSums: readonly number[], columnSums: readonly number[]): number[][] {
  for (const less of [0, 1, 2]) {
    const table = values.map((row) => row.map((value) => Math.max(0, Math.floor(value) - less)));
    const isBelow =
      rowSums.every((sum, row) => (table[row] ?? []).reduce((total, cell) => total + cell, 0) <= sum) &&
      columnSums.every((sum, column) => table.reduce((total, row) => total + (row[column] ?? 0), 0) <= sum);
    if (isBelow) return table;
  }
  return values.map((row) => row.map(() => 0));
}

/** One step of a path: from a row to a column adds one, back takes one away. */
interface Reached {
  readonly cost: Float64Array;
  readonly from: Int32Array;
}

// Bellman-Ford from every row that lacks something to the nearest column that lacks something.
function augment(values: readonly (readonly number[])[], table: number[][], rowsLeft: number[], columnsLeft: number[]): void {
  const [rows, columns] = [rowsLeft.length, columnsLeft.length];
  const reached: Reached = { cost: new Float64Array(rows + columns).fill(Infinity), from: new Int32Array(rows + columns).fill(-1) };
  for (const [row, left] of rowsLeft.entries()) if (left > 0) reached.cost[row] = 0;
  let isMoving = true;
  while (isMoving) {
    isMoving = false;
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1) if (relax(reached, values, table, row, column, rows)) isMoving = true;
  }
  let end = -1;
  for (const [column, left] of columnsLeft.entries())
    if (left > 0 && (end === -1 || (reached.cost[rows + column] ?? 0) < (reached.cost[rows + end] ?? 0))) end = column;
  if (end === -1) throw new DomainError('wholeTable: sums must be whole');
  columnsLeft[end] = (columnsLeft[end] ?? 0) - 1;
  let at = rows + end;
  while ((reached.from[at] ?? -1) !== -1) {
    const before = reached.from[at] ?? -1;
    const [row, column, step] = at >= rows ? [before, at - rows, 1] : [at, before - rows, -1];
    const line = table[row] ?? [];
    line[column] = (line[column] ?? 0) + step;
    at = before;
  }
  rowsLeft[at] = (rowsLeft[at] ?? 0) - 1;
}

const NEARER = 1e-9;
/** More than any path costs: what is nothing becomes something only where the sums leave no other way. */
const NOTHING = 1_000;

function relax(
  { cost, from }: Reached,
  values: readonly (readonly number[])[],
  table: readonly number[][],
  row: number,
  column: number,
  rows: number,
): boolean {
  const [value, cell] = [values[row]?.[column] ?? 0, table[row]?.[column] ?? 0];
  const [there, back] = [cost[row] ?? 0, cost[rows + column] ?? 0];
  const own = 2 * (cell - value) + 1 + (value === 0 ? NOTHING : 0);
  const more = there + own;
  if (more < back - NEARER) {
    cost[rows + column] = more;
    from[rows + column] = row;
    return true;
  }
  const less = back - (own - 2);
  if (cell > 0 && less < there - NEARER) {
    cost[row] = less;
    from[row] = rows + column;
    return true;
  }
  return false;
}
