// The door of the market's kernels.
export { type TrendMethod, type TrendScore, trendBackTest, trendMethods } from './back-test.ts';
export { centralInterval } from './central-interval.ts';
export type { FitRefusal } from './compatible.ts';
export { dirichletTable, lognormalFactor } from './draws.ts';
export { type Estimate, type PooledEstimate, anotherSourceQuantile, pooledEstimate, pooledQuantile } from './pooled.ts';
export { type FitLimits, type FittedTable, iterativeProportionalFit } from './proportional-fit.ts';
export { type RakedTable, type SlackMargin, rakeWithSlack } from './raking.ts';
export { wholeParts } from './rounding.ts';
export { type ShareTrend, shareTrends } from './share-trends.ts';
export { type TableMargin, marginOf } from './tables.ts';
export {
  type DriftWalk,
  type LogPrediction,
  type LogTrend,
  compoundGrowth,
  growthQuantile,
  logLinearTrend,
  predictedQuantile,
  randomWalkWithDrift,
} from './trends.ts';
