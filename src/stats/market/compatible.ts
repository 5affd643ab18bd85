// Whether margins can be met at all, and if not, which of them stand against each other: asked before anything is fitted.
import { type Refused, refuse } from '#lib';
import { type TableMargin, marginOf } from './tables.ts';

/** Why margins cannot be met. */
export type FitRefusal =
  /** Two margins add to different totals: `margins`, `totals`. */
  | 'totals-differ'
  /** Two margins that share axes say different things there: `margins`, `axes`, `key`, `sums`. */
  | 'margins-conflict'
  /** A key is asked for something where the seed has nothing: `margin`, `key`, `target`. */
  | 'no-support'
  /** The seed's zeros stand in the way of meeting all margins at once: `margin`, `key`, `target`, `sum`, `off`, `sweeps`. */
  | 'not-met';

/** Totals and shared sums may differ by this part of the total. */
const ROUNDING = 1e-9;

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/** The first pair of margins that cannot be met together, or null. */
export function conflictOf(shape: readonly number[], margins: readonly TableMargin[]): Refused<FitRefusal> | null {
  const totals = margins.map(({ target }) => sumOf(target));
  const allowed = ROUNDING * (totals[0] ?? 0);
  for (const [second, total] of totals.entries())
    if (!(Math.abs(total - (totals[0] ?? 0)) <= allowed))
      return refuse('totals-differ', { margins: [0, second], totals: [totals[0], total] });
  for (const [second, other] of margins.entries())
    for (let first = 0; first < second; first += 1) {
      const conflict = sharedConflict(shape, [margins[first] as TableMargin, other], allowed);
      if (conflict) return refuse('margins-conflict', { margins: [first, second], ...conflict });
    }
  return null;
}

function sharedConflict(shape: readonly number[], pair: readonly [TableMargin, TableMargin], allowed: number): object | null {
  const axes = pair[0].axes.filter((axis) => pair[1].axes.includes(axis));
  if (axes.length === 0) return null;
  const [one, other] = pair.map((margin) => overAxes(shape, margin, axes)) as [Float64Array, Float64Array];
  const key = one.findIndex((sum, at) => Math.abs(sum - (other[at] ?? 0)) > allowed);
  return key === -1 ? null : { axes, key, sums: [one[key], other[key]] };
}

function overAxes(shape: readonly number[], { axes, target }: TableMargin, kept: readonly number[]): Float64Array {
  const own = axes.map((axis) => shape[axis] ?? 1);
  return marginOf(
    target,
    own,
    kept.map((axis) => axes.indexOf(axis)),
  );
}
