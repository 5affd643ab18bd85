// Generalised raking: a seed drawn towards sums that are not certain and may contradict each other.
import { DomainError, type Outcome, ok, refuse } from '#lib';

/** Sums of groups of cells. A cell's group is a place in `target`, or -1 where it takes no part. */
export interface SlackMargin {
  readonly group: Int32Array;
  readonly target: Float64Array;
  /** Relative standard deviation of each target: 0 must be met, infinity says nothing. */
  readonly sd: Float64Array;
}

/** A raked table, what each margin's sums became, and how many sweeps it took. */
export interface RakedTable {
  readonly table: Float64Array;
  readonly sums: readonly Float64Array[];
  readonly sweeps: number;
}

const STILL = 1e-13;
const MET = 1e-9;
const MOST_SWEEPS = 20_000;

/**
 * The table x that minimises N/T KL(x | seed) + sum over targets of KL(sum | target) / (T's share of the target x sd^2), with T the sum of the
 * seed: the seed counts like `observations` N independent ones, each target like a measurement with its relative standard deviation, since
 * t KL(t e^d | t) is d^2 / 2 for small d. Solved by block ascent, one power of target / sum a group (Chizat, Peyre, Schmitzer and Vialard 2018); with all sd 0 it is
 * iterative proportional fitting, between them the generalised raking of Deville and Sarndal (1992). Targets with sd 0 that cannot be met
 * together are refused: `not-met` with margin, key, target and sum.
 * The sweeps end when no group moves by more than `still`, on the logarithm.
 * Domain: cells finite and not below 0 with a sum above 0, observations above 0, targets finite and not below 0, sd from 0 on (infinity
 * allowed), groups within their targets; anything else is a DomainError.
 */
export function rakeWithSlack(
  seed: Float64Array,
  margins: readonly SlackMargin[],
  observations: number,
  still = STILL,
): Outcome<RakedTable, 'not-met' | 'no-support'> {
  const total = judged(seed, margins, observations);
  const table = seed.slice();
  const works = margins.map((margin) => ({ ...margin, power: powersOf(margin, total, observations), scale: margin.target.map(() => 1) }));
  const sums = margins.map(({ target }) => new Float64Array(target.length));
  for (let sweeps = 1; ; sweeps += 1) {
    const { moved, empty } = sweep(table, works, sums);
    // Later than at the start, a group runs empty only because targets that exclude each other press it to nothing.
    if (empty && sweeps === 1) return refuse('no-support', empty);
    if (moved > still && !empty && sweeps < MOST_SWEEPS) continue;
    for (const [at, work] of works.entries()) addGroups(table, work, sums[at] as Float64Array);
    return unmet(works, sums, total * Math.max(1, still / MET)) ?? ok({ table, sums, sweeps });
  }
}

interface Swept {
  readonly moved: number;
  readonly empty: { readonly margin: number; readonly key: number; readonly target: number } | null;
}

function sweep(table: Float64Array, works: readonly Work[], sums: readonly Float64Array[]): Swept {
  let moved = 0;
  for (const [margin, work] of works.entries()) {
    const step = stepOf(table, work, sums[margin] as Float64Array);
    if (step.empty !== -1) return { moved, empty: { margin, key: step.empty, target: work.target[step.empty] as number } };
    moved = Math.max(moved, step.moved);
  }
  return { moved, empty: null };
}

function judged(seed: Float64Array, margins: readonly SlackMargin[], observations: number): number {
  const where = 'rakeWithSlack';
  let total = 0;
  for (const value of seed) {
    if (!(value >= 0)) throw new DomainError(`${where}: seed must not be below 0, got ${value}`);
    total += value;
  }
  if (!(total > 0 && Number.isFinite(total))) throw new DomainError(`${where}: seed must have a finite sum above 0, got ${total}`);
  if (!(observations > 0 && Number.isFinite(observations)))
    throw new DomainError(`${where}: observations must be a finite number above 0, got ${observations}`);
  for (const [at, { group, target, sd }] of margins.entries()) {
    const fits = group.length === seed.length && sd.length === target.length && group.every((key) => key >= -1 && key < target.length);
    if (!fits) throw new DomainError(`${where}: margin ${at} must fit the seed`);
    if (!target.every((value) => value >= 0 && Number.isFinite(value)) || !sd.every((value) => value >= 0))
      throw new DomainError(`${where}: margin ${at} must have finite targets and standard deviations from 0 on`);
  }
  return total;
}

/** How far a group goes the way to its target: 1 all of it, 0 stays. */
function powersOf({ target, sd }: SlackMargin, total: number, observations: number): Float64Array {
  return target.map((value, key) => {
    const spread = sd[key] as number;
    if (spread === 0) return 1;
    if (value === 0 || spread === Number.POSITIVE_INFINITY) return 0;
    const weight = total / (observations * value * spread * spread);
    return Number.isFinite(weight) ? weight / (1 + weight) : 1;
  });
}

interface Work extends SlackMargin {
  readonly power: Float64Array;
  readonly scale: Float64Array;
}

function addGroups(table: Float64Array, { group }: SlackMargin, sums: Float64Array): void {
  sums.fill(0);
  for (let cell = 0; cell < table.length; cell += 1) {
    const key = group[cell] as number;
    if (key >= 0) sums[key] = (sums[key] as number) + (table[cell] as number);
  }
}

function stepOf(table: Float64Array, work: Work, sums: Float64Array): { readonly empty: number; readonly moved: number } {
  addGroups(table, work, sums);
  let moved = 0;
  for (let key = 0; key < sums.length; key += 1) {
    const power = work.power[key] as number;
    const sum = sums[key] as number;
    const target = work.target[key] as number;
    if (power === 0 || sum === 0) {
      if (power === 1 && target > 0) return { empty: key, moved };
      sums[key] = 1;
      continue;
    }
    const before = work.scale[key] as number;
    const after = target === 0 ? 0 : ((target * before) / sum) ** power;
    sums[key] = after / before;
    work.scale[key] = after === 0 ? 1 : after;
    moved = Math.max(moved, target === 0 ? 1 : Math.abs(Math.log(after / before)));
  }
  for (let cell = 0; cell < table.length; cell += 1) {
    const key = work.group[cell] as number;
    if (key >= 0) table[cell] = (table[cell] as number) * (sums[key] as number);
  }
  return { empty: -1, moved };
}

function unmet(works: readonly Work[], sums: readonly Float64Array[], total: number) {
  for (const [margin, { target, sd }] of works.entries())
    for (const [key, wanted] of target.entries()) {
      const sum = sums[margin]?.[key] ?? 0;
      if (sd[key] === 0 && !(Math.abs(sum - wanted) <= MET * total)) return refuse('not-met', { margin, key, target: wanted, sum });
    }
  return null;
}
