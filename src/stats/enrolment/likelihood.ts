// The Poisson-gamma likelihood of counts per site, and its maximum: beta is profiled out, alpha is capped.
import { DomainError } from '#lib';

/**
 * Counts with their (effective) exposures. `atLeast[j]` is the number of sites with more than j patients: with it ln Gamma(alpha+k) -
 * ln Gamma(alpha) is a short sum without cancellation.
 */
export interface CountTable {
  readonly counts: readonly number[];
  readonly exposures: Float64Array;
  readonly atLeast: readonly number[];
  readonly total: number;
}

/** A normal prior on a logarithm. */
export interface LogPrior {
  /** The median of the quantity itself. */
  readonly median: number;
  /** The standard deviation of its logarithm. */
  readonly sd: number;
}

/** What is believed of alpha and of the mean rate before the counts are seen; null: nothing. */
export interface RatePriors {
  readonly alpha: LogPrior | null;
  readonly meanRate: LogPrior | null;
}

/** A fitted gamma of rates: shape alpha, rate beta; `logLik` without the terms that do not depend on them. */
export interface RateFit {
  readonly alpha: number;
  readonly beta: number;
  readonly logLik: number;
  readonly isCapped: boolean;
}

/** Above this shape the rates of the sites count as equal. */
export const alphaCap = 1_000;
const alphaFloor = 1e-2;
/** Points at which the slope over alpha is read before its roots are sought. */
const SCAN = 9;
const noPriors: RatePriors = { alpha: null, meanRate: null };

/** The same counts under other exposures. */
export function withExposures(table: CountTable, exposures: Float64Array): CountTable {
  return { ...table, exposures };
}

/** The table of some sites. Sites without exposure must have been left out. Throws a DomainError on lists of unequal length. */
export function countTable(counts: readonly number[], exposures: ArrayLike<number>): CountTable {
  if (counts.length !== exposures.length) throw new DomainError('every count needs its exposure');
  const most = counts.reduce((high, count) => Math.max(high, count), 0);
  const atLeast = Array.from({ length: most }, () => 0);
  for (const count of counts) for (let j = 0; j < count; j += 1) atLeast[j] = (atLeast[j] ?? 0) + 1;
  return { counts, exposures: Float64Array.from(exposures), atLeast, total: counts.reduce((sum, count) => sum + count, 0) };
}

function risingLog(table: CountTable, alpha: number): number {
  let sum = 0;
  for (let j = 0; j < table.atLeast.length; j += 1) sum += (table.atLeast[j] ?? 0) * Math.log(alpha + j);
  return sum;
}

/** sum ln Gamma(alpha+k) - ln Gamma(alpha) + n alpha ln beta - sum (alpha+k) ln(beta+E): the part that alpha and beta move. */
export function logLikelihood(table: CountTable, alpha: number, beta: number): number {
  let sum = risingLog(table, alpha) + table.counts.length * alpha * Math.log(beta);
  for (let at = 0; at < table.counts.length; at += 1)
    sum -= (alpha + (table.counts[at] ?? 0)) * Math.log(beta + (table.exposures[at] ?? 0));
  return sum;
}

/** The logarithm of the priors at (alpha, mean rate), without their constants. */
export function logPrior(priors: RatePriors, alpha: number, meanRate: number): number {
  const one = (prior: LogPrior | null, value: number) => (prior ? -0.5 * ((Math.log(value) - Math.log(prior.median)) / prior.sd) ** 2 : 0);
  return one(priors.alpha, alpha) + one(priors.meanRate, meanRate);
}

/** The root of a function that falls through zero between two ends: regula falsi with the Illinois step, bisection where that is slow. */
function fallingRoot(slope: (x: number) => number, low: number, high: number): number {
  let [from, to] = [low, high];
  let [above, below] = [slope(low), slope(high)];
  for (let step = 0; step < 200; step += 1) {
    const secant = (from * below - to * above) / (below - above);
    const middle = step % 8 === 7 || !(secant > from && secant < to) ? (from + to) / 2 : secant;
    const value = slope(middle);
    if (value === 0 || to - from < 1e-13 * Math.max(1, Math.abs(middle)) || middle === from || middle === to) return middle;
    if (value > 0) {
      if (step > 0 && middle - from < (to - from) / 2) below /= 2;
      [from, above] = [middle, value];
    } else {
      if (step > 0 && to - middle < (to - from) / 2) above /= 2;
      [to, below] = [middle, value];
    }
    if (Math.abs(value) < 1e-11) return middle;
  }
  return (from + to) / 2;
}

// The slope in ln beta and its own slope: the first falls throughout, so Newton kept inside a bracket finds the root.
function betaGiven(table: CountTable, alpha: number, priors: RatePriors): number {
  const sites = table.counts.length;
  const { meanRate } = priors;
  let exposure = 0;
  for (const one of table.exposures) exposure += one;
  let [low, high] = [-60, 60];
  const start = Math.log((alpha * Math.max(exposure, 1e-9)) / Math.max(table.total, 0.5));
  let at = Math.min(high, Math.max(low, start));
  for (let step = 0; step < 100; step += 1) {
    const beta = Math.exp(at);
    let slope = sites * alpha + (meanRate ? (Math.log(alpha) - at - Math.log(meanRate.median)) / meanRate.sd ** 2 : 0);
    let bend = meanRate ? -1 / meanRate.sd ** 2 : 0;
    for (let site = 0; site < sites; site += 1) {
      const spread = beta + (table.exposures[site] ?? 0);
      const part = ((alpha + (table.counts[site] ?? 0)) * beta) / spread;
      slope -= part;
      bend -= (part * (spread - beta)) / spread;
    }
    if (slope > 0) low = at;
    else high = at;
    const next = bend < 0 ? at - slope / bend : NaN;
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - at) < 1e-14 * Math.max(1, Math.abs(at))) return Math.exp(moved);
    at = moved;
  }
  return Math.exp(at);
}

// By the envelope theorem only the explicit dependence on alpha counts once beta is at its root.
function profileSlope(table: CountTable, alpha: number, priors: RatePriors): number {
  const beta = betaGiven(table, alpha, priors);
  let slope = table.counts.length * Math.log(beta);
  for (let j = 0; j < table.atLeast.length; j += 1) slope += (table.atLeast[j] ?? 0) / (alpha + j);
  for (const exposure of table.exposures) slope -= Math.log(beta + exposure);
  slope *= alpha;
  if (priors.alpha) slope -= (Math.log(alpha) - Math.log(priors.alpha.median)) / priors.alpha.sd ** 2;
  if (priors.meanRate) slope -= Math.log(alpha / beta / priors.meanRate.median) / priors.meanRate.sd ** 2;
  return slope;
}

/**
 * The maximum of the likelihood (times the priors, where there are any). Shapes over `alphaCap` are cut there: the counts then vary no
 * more than Poisson counts do. Throws a DomainError without a site, or without a patient unless a prior says what rate to expect.
 */
export function fitRates(table: CountTable, priors: RatePriors = noPriors): RateFit {
  if (table.counts.length === 0) throw new DomainError('nothing can be fitted without a site that is open');
  if (table.total === 0 && !priors.meanRate) throw new DomainError('no rate can be fitted before the first patient without a prior');
  const slopes = Array.from({ length: SCAN }, (_, at) => {
    const log = Math.log(alphaFloor) + (at / (SCAN - 1)) * Math.log(alphaCap / alphaFloor);
    return { log, slope: profileSlope(table, Math.exp(log), priors) };
  });
  const at = (alpha: number): RateFit => {
    const beta = betaGiven(table, alpha, priors);
    return { alpha, beta, logLik: logLikelihood(table, alpha, beta), isCapped: alpha === alphaCap };
  };
  const peaks = slopes.slice(1).flatMap((right, before) => {
    const left = slopes[before];
    if (!left || !(left.slope > 0 && right.slope <= 0)) return [];
    return [at(Math.exp(fallingRoot((log) => profileSlope(table, Math.exp(log), priors), left.log, right.log)))];
  });
  const lastSlope = slopes.at(-1)?.slope ?? 0;
  const ends = [...(lastSlope > 0 ? [at(alphaCap)] : []), ...((slopes[0]?.slope ?? 0) <= 0 ? [at(alphaFloor)] : [])];
  const judged = [...peaks, ...ends].map((fit) => ({ fit, value: fit.logLik + logPrior(priors, fit.alpha, fit.alpha / fit.beta) }));
  return judged.reduce((best, one) => (one.value > best.value ? one : best)).fit;
}
