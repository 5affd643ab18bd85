// The parameters of a choice of terms, scanned: where their density lies, and how probable the choice makes what was observed.
import { type TermChoice, type TermGround, axesOf, quickDensity, ratesUnder } from './terms.ts';

/** Values of a choice's parameters with the log of the posterior mass around them. */
export interface TermPoint {
  readonly values: readonly number[];
  readonly logMass: number;
}

/** A scanned choice. `logEvidence` is the log of the summed mass: the likelihood with the parameters integrated out. */
export interface TermScan {
  readonly choice: TermChoice;
  readonly points: readonly TermPoint[];
  readonly logEvidence: number;
}

/** Points per axis of the first look and of the second one, by the number of axes. */
const sizes = [
  { coarse: 1, fine: 1 },
  { coarse: 13, fine: 9 },
  { coarse: 9, fine: 6 },
] as const;
/** What lies this far below the top in log density is outside the second look. */
const DEPTH = 4.5;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Midpoints of equal cells over a box. */
function cells(box: readonly Span[], perAxis: number): readonly (readonly number[])[] {
  return box.reduce<readonly (readonly number[])[]>(
    (points, { from, to }) =>
      points.flatMap((point) => Array.from({ length: perAxis }, (_, at) => [...point, from + ((at + 0.5) * (to - from)) / perAxis])),
    [[]],
  );
}

function logSum(logs: readonly number[]): number {
  const top = logs.reduce((high, one) => Math.max(high, one), -Infinity);
  return top + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - top), 0));
}

/** The box of all cells whose density is within DEPTH of the top, with half a cell around. */
function boxAround(
  box: readonly Span[],
  points: readonly (readonly number[])[],
  logs: readonly number[],
  perAxis: number,
): readonly Span[] {
  const top = logs.reduce((high, one) => Math.max(high, one), -Infinity);
  const inside = points.filter((_, at) => (logs[at] ?? -Infinity) > top - DEPTH);
  return box.map(({ from, to }, axis) => {
    const cell = (to - from) / perAxis;
    const values = inside.map((point) => point[axis] ?? 0);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { from: Math.max(from, low - cell), to: Math.min(to, high + cell) };
  });
}

/** Scans a choice in two looks: over its whole range, then over the part where the density lies. */
export function scanTerms(ground: TermGround, choice: TermChoice): TermScan {
  const axes = axesOf(choice);
  const size = sizes[axes.length];
  if (!size) throw new RangeError(`no scan for ${axes.length} term parameters`);
  const whole = axes.map(({ low, high }): Span => ({ from: low, to: high }));
  const first = cells(whole, size.coarse);
  const start = ratesUnder({ ...ground }, axes, first[Math.floor(first.length / 2)] ?? []);
  const rough = first.map(quickDensity(ground, axes, start.rates.alpha));
  const best = first[rough.indexOf(rough.reduce((high, one) => Math.max(high, one), -Infinity))] ?? [];
  const density = quickDensity(ground, axes, ratesUnder(ground, axes, best).rates.alpha);
  const box = axes.length === 0 ? [] : boxAround(whole, first, rough, size.coarse);
  const logCell = box.reduce((sum, { from, to }) => sum + Math.log((to - from) / size.fine), 0);
  const points = cells(box, size.fine).map((values) => ({ values, logMass: density(values) + logCell }));
  return { choice, points, logEvidence: logSum(points.map(({ logMass }) => logMass)) };
}
