// Iterative proportional fitting: the table nearest to a seed that has the given margins.
import { DomainError, type Outcome, ok, refuse } from '#lib';
import { type FitRefusal, conflictOf } from './compatible.ts';
import { type TableMargin, type Walk, addSums, cellsOf, scaleCells, walkOf } from './tables.ts';

/** When to stop: as soon as every sum is this near to its target, as a part of the total, or after so many sweeps. */
export interface FitLimits {
  readonly tolerance?: number;
  readonly maxSweeps?: number;
}

/** A fitted table. `off` is the largest |sum - target| over all margins, as a part of the total. */
export interface FittedTable {
  readonly table: Float64Array;
  readonly sweeps: number;
  readonly off: number;
}

interface Target {
  readonly walk: Walk;
  readonly target: Float64Array;
  readonly sums: Float64Array;
}

interface Worst {
  readonly off: number;
  readonly margin: number;
  readonly key: number;
}

const NEAR = 1e-11;
const MOST_SWEEPS = 2_000;

/**
 * Fits a table of `shape` (last axis fastest) to margins, beginning with a seed: cell x target / sum, margin after margin, until all
 * are met. Converges to the minimum of the Kullback-Leibler divergence to the seed where a table with these margins exists on the seed's
 * support (Deming and Stephan 1940; Csiszar 1975); zeros of the seed stay. Margins that cannot be met are refused by name and never
 * met in part. Domain: cells and targets finite and not below 0, a total above 0, shapes and axes that fit each other, at least one
 * margin; anything else is a DomainError.
 */
export function iterativeProportionalFit(
  seed: Float64Array,
  shape: readonly number[],
  margins: readonly TableMargin[],
  { tolerance = NEAR, maxSweeps = MOST_SWEEPS }: FitLimits = {},
): Outcome<FittedTable, FitRefusal> {
  const targets = targetsOf(seed, shape, margins);
  const conflict = conflictOf(shape, margins);
  if (conflict) return conflict;
  const table = seed.slice();
  const total = (targets[0] as Target).target.reduce((sum, value) => sum + value, 0);
  let worst: Worst = { off: Number.POSITIVE_INFINITY, margin: 0, key: 0 };
  for (let sweeps = 1; sweeps <= maxSweeps; sweeps += 1) {
    let moved = 0;
    for (const [margin, one] of targets.entries()) {
      const step = scaleTo(table, one);
      if (step.empty !== -1) return refuse('no-support', { margin, key: step.empty, target: one.target[step.empty] });
      moved = Math.max(moved, step.moved / total);
    }
    // All margins are looked at together once a sweep was quiet: before that it would cost a third of a sweep each time.
    if (moved > 10 * tolerance && sweeps < maxSweeps) continue;
    worst = worstOf(table, targets, total);
    if (worst.off <= tolerance) return ok({ table, sweeps, off: worst.off });
  }
  const { target, sums } = targets[worst.margin] as Target;
  const at = worst.key;
  return refuse('not-met', { margin: worst.margin, key: at, target: target[at], sum: sums[at], off: worst.off, sweeps: maxSweeps });
}

function targetsOf(seed: Float64Array, shape: readonly number[], margins: readonly TableMargin[]): readonly Target[] {
  const where = 'iterativeProportionalFit';
  const cells = cellsOf(shape, where);
  if (seed.length !== cells) throw new DomainError(`${where}: seed must have ${cells} cells, got ${seed.length}`);
  if (!isMass(seed)) throw new DomainError(`${where}: seed must be finite, not below 0 and somewhere above it`);
  if (margins.length === 0) throw new DomainError(`${where}: margins must be at least one`);
  return margins.map(({ axes, target }, at) => {
    const walk = walkOf(shape, axes, where);
    if (target.length !== walk.keys) throw new DomainError(`${where}: target ${at} must have ${walk.keys} keys, got ${target.length}`);
    if (!isMass(target)) throw new DomainError(`${where}: target ${at} must be finite, not below 0 and somewhere above it`);
    return { walk, target, sums: new Float64Array(walk.keys) };
  });
}

function isMass(values: Float64Array): boolean {
  let sum = 0;
  for (const value of values) {
    if (!(value >= 0)) return false;
    sum += value;
  }
  return sum > 0 && Number.isFinite(sum);
}

/** Scales the table to one margin; tells the first key that has a target and no cell, or how far the sums were off. */
function scaleTo(table: Float64Array, { walk, target, sums }: Target): { readonly empty: number; readonly moved: number } {
  sums.fill(0);
  addSums(table, walk, sums);
  let moved = 0;
  for (let key = 0; key < sums.length; key += 1) {
    const sum = sums[key] as number;
    const wanted = target[key] as number;
    if (sum === 0 && wanted > 0) return { empty: key, moved };
    moved = Math.max(moved, Math.abs(sum - wanted));
    sums[key] = sum === 0 ? 1 : wanted / sum;
  }
  scaleCells(table, walk, sums);
  return { empty: -1, moved };
}

function worstOf(table: Float64Array, targets: readonly Target[], total: number): Worst {
  let worst: Worst = { off: 0, margin: 0, key: 0 };
  for (const [margin, { walk, target, sums }] of targets.entries()) {
    sums.fill(0);
    addSums(table, walk, sums);
    for (let key = 0; key < sums.length; key += 1) {
      const off = Math.abs((sums[key] as number) - (target[key] as number)) / total;
      if (!(off <= worst.off)) worst = { off, margin, key };
    }
  }
  return worst;
}
