// The hyper-parameters of a forecast as a weighted list: one pair when they are plugged in, a grid around the mode when they are integrated.
import { type CountTable, type RateFit, type RatePriors, logLikelihood, logPrior } from './likelihood.ts';
import type { RateTerms } from './observations.ts';
import type { RateShape } from './shape.ts';
import type { PastShock } from './shock-fit.ts';

/** A pair of hyper-parameters and its weight; the rates are Gamma(alpha, beta) with mean alpha/beta. */
export interface Member {
  readonly weight: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Members that share one shape of rate and one slope over the order of starts. */
export interface PosteriorNode {
  readonly shape: RateShape;
  /** ln rate moves by this from the first start to the last. */
  readonly startSlope: number;
  /** Common shocks: the factors of past blocks, and the spread of those to come. */
  readonly shock?: PastShock | null;
  readonly members: readonly Member[];
}

/** How finely and how far the grid goes. */
export interface GridSize {
  readonly alphas: number;
  readonly means: number;
  /** Half width in curvature standard deviations. */
  readonly reach: number;
}

/** The default grid: 13 x 17 points over 3.5 standard deviations either side. */
export const defaultGrid: GridSize = { alphas: 13, means: 17, reach: 3.5 };
const WIDEST_SD = 1.5;

type LogDensity = (alpha: number, meanRate: number) => number;

/** The log posterior density over (ln alpha, ln mean), up to a constant. */
export function logDensity(table: CountTable, priors: RatePriors): LogDensity {
  return (alpha, meanRate) => logLikelihood(table, alpha, alpha / meanRate) + logPrior(priors, alpha, meanRate);
}

function curvatureSd(along: (step: number) => number): number {
  const step = 0.05;
  const bend = -(along(step) - 2 * along(0) + along(-step)) / step ** 2;
  return bend > 1 / WIDEST_SD ** 2 ? 1 / Math.sqrt(bend) : WIDEST_SD;
}

/** An unweighted grid point: its log density, and the log of the area it stands for. */
export interface GridPoint {
  readonly alpha: number;
  readonly beta: number;
  readonly logMass: number;
}

/** The grid over (ln alpha, ln mean) around a fit. */
export function gridPoints(table: CountTable, fit: RateFit, priors: RatePriors, size: GridSize): readonly GridPoint[] {
  const density = logDensity(table, priors);
  const mean = fit.alpha / fit.beta;
  const alphaSd = curvatureSd((step) => density(fit.alpha * Math.exp(step), mean));
  const meanSd = curvatureSd((step) => density(fit.alpha, mean * Math.exp(step)));
  const offsets = (points: number, sd: number) =>
    Array.from({ length: points }, (_, at) => (points === 1 ? 0 : (2 * at) / (points - 1) - 1) * size.reach * sd);
  const logArea = Math.log(alphaSd * meanSd);
  return offsets(size.alphas, alphaSd).flatMap((alphaStep) =>
    offsets(size.means, meanSd).map((meanStep) => {
      const alpha = fit.alpha * Math.exp(alphaStep);
      const meanRate = mean * Math.exp(meanStep);
      return { alpha, beta: alpha / meanRate, logMass: density(alpha, meanRate) + logArea };
    }),
  );
}

/** Weighted nodes out of grids: weights add up to 1 over all nodes; what weighs less than `least` of the heaviest is left out. */
export function weightedNodes(
  grids: readonly (RateTerms & { readonly points: readonly GridPoint[] })[],
  least = 1e-3,
): readonly PosteriorNode[] {
  const top = grids.reduce((high, { points }) => points.reduce((most, { logMass }) => Math.max(most, logMass), high), -Infinity);
  const kept = grids.map(({ points, ...terms }) => ({
    ...terms,
    members: points
      .map(({ alpha, beta, logMass }) => ({ alpha, beta, weight: Math.exp(logMass - top) }))
      .filter(({ weight }) => weight >= least),
  }));
  const total = kept.reduce((sum, { members }) => members.reduce((inner, { weight }) => inner + weight, sum), 0);
  return kept
    .filter(({ members }) => members.length > 0)
    .map((node) => ({ ...node, members: node.members.map((member) => ({ ...member, weight: member.weight / total })) }));
}
