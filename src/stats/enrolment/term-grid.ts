// The integration over all hyper-parameters of chosen terms: nodes over the terms' own parameters, a grid of rates at each.
import { tableUnder } from './observations.ts';
import { type GridSize, type PosteriorNode, defaultGrid, gridPoints, weightedNodes } from './posterior.ts';
import { type TermAxis, type TermFit, type TermGround, axesOf, axisPrior, highest, ratesUnder, termsAt } from './terms.ts';

const REACH = 2.6;
/** Points per term parameter and size of the grid of rates, by the number of term parameters. */
const sizes: readonly { readonly nodes: number; readonly grid: GridSize }[] = [
  { nodes: 1, grid: defaultGrid },
  { nodes: 9, grid: { alphas: 7, means: 11, reach: 3 } },
  { nodes: 6, grid: { alphas: 5, means: 9, reach: 2.6 } },
];

type Density = (value: number) => number;

/** Values along an axis around its mode, and the log of the width that each stands for. */
function nodesAlong(
  axis: TermAxis,
  density: Density,
  mode: number,
  nodes: number,
): { readonly values: readonly number[]; readonly logWidth: number } {
  const step = Math.min(0.1 * (axis.high - axis.low), 0.15 * axis.prior.sd);
  const middle = Math.min(axis.high - step, Math.max(axis.low + step, mode));
  const bend = -(density(middle + step) - 2 * density(middle) + density(middle - step)) / step ** 2;
  const sd = Math.min(axis.prior.sd, bend > 0 ? 1 / Math.sqrt(bend) : axis.prior.sd);
  const from = Math.max(axis.low, mode - REACH * sd);
  const to = Math.min(axis.high, mode + REACH * sd);
  const width = (to - from) / nodes;
  return { values: Array.from({ length: nodes }, (_, at) => from + (at + 0.5) * width), logWidth: Math.log(width) };
}

interface TermPoint {
  readonly values: readonly number[];
  readonly logWidth: number;
}

// The second parameter's nodes follow the first: how fast rates rise and who starts early look alike, so the two are correlated.
function termPoints(ground: TermGround, fit: TermFit, nodes: number): readonly TermPoint[] {
  const axes = axesOf(fit.choice);
  const density = (values: readonly number[]) => ratesUnder(ground, axes, values).logPosterior;
  const [first, second] = axes;
  if (!first) return [{ values: [], logWidth: 0 }];
  const best = (value: number): number => {
    if (!second) return 0;
    const near = fit.values[1] ?? 0;
    return highest((other) => density([value, other]), Math.max(second.low, near - 2), Math.min(second.high, near + 2), 5, 7);
  };
  const along = (value: number) => (second ? [value, best(value)] : [value]);
  const outer = nodesAlong(first, (value) => density(along(value)), fit.values[0] ?? 0, nodes);
  return outer.values.flatMap((value) => {
    if (!second) return [{ values: [value], logWidth: outer.logWidth }];
    const inner = nodesAlong(second, (other) => density([value, other]), best(value), nodes);
    return inner.values.map((other) => ({ values: [value, other], logWidth: outer.logWidth + inner.logWidth }));
  });
}

/** The posterior of a fitted choice as weighted nodes; 13 x 17 pairs for the constant rate. */
export function integrateTerms(ground: TermGround, fit: TermFit): readonly PosteriorNode[] {
  const axes = axesOf(fit.choice);
  const size = sizes[axes.length];
  if (!size) throw new RangeError(`no grid for ${axes.length} term parameters`);
  return weightedNodes(
    termPoints(ground, fit, size.nodes).map(({ values, logWidth }) => {
      const terms = termsAt(axes, values);
      const { table, offset } = tableUnder(ground.observations, terms, ground.studyAsOf);
      const { rates } = ratesUnder(ground, axes, values);
      const shift = offset + axisPrior(axes, values) + logWidth;
      return {
        ...terms,
        points: gridPoints(table, rates, ground.priors, size.grid).map((point) => ({ ...point, logMass: point.logMass + shift })),
      };
    }),
  );
}

/** A single node with a single member: the mode plugged in as if it were known. */
export function plugIn(fit: TermFit): readonly PosteriorNode[] {
  const { alpha, beta } = fit.rates;
  return [{ ...termsAt(axesOf(fit.choice), fit.values), members: [{ weight: 1, alpha, beta }] }];
}
