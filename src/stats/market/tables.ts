// Dense tables of any number of axes in one typed array, the last axis fastest; sums over axes and scaling by them.
import { DomainError } from '#lib';

/** Sums over all axes but these, which stand in ascending order; the target has one number a key, the last axis fastest. */
export interface TableMargin {
  readonly axes: readonly number[];
  readonly target: Float64Array;
}

/** Neighbouring axes taken as one: all of them kept by a margin or all of them summed away. */
interface Run {
  readonly size: number;
  readonly isKept: boolean;
  /** How far the next key lies in the table, and in the margin. */
  readonly step: number;
  readonly marginStep: number;
}

/** How a table is walked for one margin: few nested loops, however many axes it has. */
export interface Walk {
  readonly runs: readonly Run[];
  readonly keys: number;
}

/** Cells of a table. Axes are whole numbers from 1 on; anything else is a DomainError. */
export function cellsOf(shape: readonly number[], where = 'cellsOf'): number {
  if (shape.length === 0 || shape.some((size) => !Number.isSafeInteger(size) || size < 1))
    throw new DomainError(`${where}: shape must be whole numbers from 1 on, got ${shape.join(' x ')}`);
  return shape.reduce((product, size) => product * size, 1);
}

/** The walk of a margin. Axes must ascend and lie in the table, at least one of them; anything else is a DomainError. */
export function walkOf(shape: readonly number[], axes: readonly number[], where = 'walkOf'): Walk {
  const isSound = axes.length > 0 && axes.every((axis, at) => Number.isInteger(axis) && axis < shape.length && axis > (axes[at - 1] ?? -1));
  if (!isSound) throw new DomainError(`${where}: axes must ascend within the table, got ${axes.join(', ')}`);
  const runs: Run[] = [];
  let step = 1;
  let marginStep = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const size = shape[axis] ?? 1;
    const isKept = axes.includes(axis);
    const last = runs.at(-1);
    if (last?.isKept === isKept) runs[runs.length - 1] = { ...last, size: last.size * size };
    else runs.push({ size, isKept, step, marginStep: isKept ? marginStep : 0 });
    step *= size;
    if (isKept) marginStep *= size;
  }
  return { runs: runs.toReversed(), keys: marginStep };
}

/** Adds the table's cells to `sums`, key by key. */
export function addSums(table: Float64Array, { runs }: Walk, sums: Float64Array): void {
  const last = runs.length - 1;
  const inner = runs[last] as Run;
  const visit = (level: number, at: number, key: number): void => {
    if (level < last) {
      const { size, step, marginStep } = runs[level] as Run;
      for (let index = 0; index < size; index += 1) visit(level + 1, at + index * step, key + index * marginStep);
    } else if (inner.isKept) addRow(table, at, sums, key, inner.size);
    else sums[key] = (sums[key] as number) + rowSum(table, at, inner.size);
  };
  visit(0, 0, 0);
}

/** Multiplies every cell by its key's factor. */
export function scaleCells(table: Float64Array, { runs }: Walk, factors: Float64Array): void {
  const last = runs.length - 1;
  const inner = runs[last] as Run;
  const visit = (level: number, at: number, key: number): void => {
    if (level < last) {
      const { size, step, marginStep } = runs[level] as Run;
      for (let index = 0; index < size; index += 1) visit(level + 1, at + index * step, key + index * marginStep);
    } else if (inner.isKept) scaleRow(table, at, factors, key, inner.size);
    else scaleRun(table, at, inner.size, factors[key] as number);
  };
  visit(0, 0, 0);
}

function addRow(table: Float64Array, at: number, sums: Float64Array, key: number, size: number): void {
  for (let index = 0; index < size; index += 1) sums[key + index] = (sums[key + index] as number) + (table[at + index] as number);
}

// Four sums side by side: one alone would wait for each addition to end.
function rowSum(table: Float64Array, at: number, size: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const end = at + size;
  let index = at;
  for (; index + 3 < end; index += 4) {
    a += table[index] as number;
    b += table[index + 1] as number;
    c += table[index + 2] as number;
    d += table[index + 3] as number;
  }
  for (; index < end; index += 1) a += table[index] as number;
  return a + b + (c + d);
}

function scaleRow(table: Float64Array, at: number, factors: Float64Array, key: number, size: number): void {
  for (let index = 0; index < size; index += 1) table[at + index] = (table[at + index] as number) * (factors[key + index] as number);
}

function scaleRun(table: Float64Array, at: number, size: number, factor: number): void {
  for (let index = at; index < at + size; index += 1) table[index] = (table[index] as number) * factor;
}

/**
 * The sums of a table over all axes but `axes` (ascending; the last of them fastest). A table that does not fit its shape, or axes
 * that are not its own, are a DomainError.
 */
export function marginOf(table: Float64Array, shape: readonly number[], axes: readonly number[]): Float64Array {
  if (table.length !== cellsOf(shape, 'marginOf'))
    throw new DomainError(`marginOf: table must have ${cellsOf(shape)} cells, got ${table.length}`);
  const walk = walkOf(shape, axes, 'marginOf');
  const sums = new Float64Array(walk.keys);
  addSums(table, walk, sums);
  return sums;
}
