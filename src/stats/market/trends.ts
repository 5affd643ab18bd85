// Growth from a short history of yearly values: compound rate, log-linear trend, random walk with drift.
import { DomainError } from '#lib';
import { openUnit, positive } from '../distributions/arguments.ts';
import { studentQuantile } from '../distributions/student.ts';

/** A prediction on the scale of logarithms: Student's t around a middle. */
export interface LogPrediction {
  readonly middle: number;
  readonly sd: number;
  readonly degrees: number;
}

/** The part of the history that the kernels need: values above 0, one a year. */
type History = readonly number[];

function logsOf(where: string, values: History, least: number): number[] {
  if (values.length < least) throw new DomainError(`${where}: values must be at least ${least}, got ${values.length}`);
  return values.map((value) => Math.log(positive(where, 'value', value)));
}

function aheadOf(where: string, ahead: number): number {
  if (!(Number.isFinite(ahead) && ahead > 0)) throw new DomainError(`${where}: years ahead must be a finite number above 0, got ${ahead}`);
  return ahead;
}

/**
 * Compound growth a year, (last / first)^(1 / years) - 1. Two points decide it: it says nothing of the way between them.
 * Domain: finite values above 0, years above 0; anything else is a DomainError.
 */
export function compoundGrowth(first: number, last: number, years: number): number {
  positive('compoundGrowth', 'first', first);
  positive('compoundGrowth', 'last', last);
  positive('compoundGrowth', 'years', years);
  return Math.expm1(Math.log(last / first) / years);
}

/** A line through the logarithms of yearly values: ln y = a + b t, t in years after the first value. */
export interface LogTrend {
  readonly intercept: number;
  readonly slope: number;
  readonly slopeSe: number;
  /** Of the residuals, n - 2 degrees of freedom. */
  readonly residualSd: number;
  /** Where the logarithm lies so many years after the last value. */
  readonly ahead: (years: number) => LogPrediction;
}

/**
 * Least squares on logarithms, with the prediction of one further value: variance s^2 (1 + 1/n + (t - mean t)^2 / S_tt), Student's t with n - 2
 * degrees of freedom. Domain: at least three finite values above 0, a year apart; anything else is a DomainError.
 */
export function logLinearTrend(values: History): LogTrend {
  const logs = logsOf('logLinearTrend', values, 3);
  const count = logs.length;
  const middle = (count - 1) / 2;
  const mean = logs.reduce((sum, log) => sum + log, 0) / count;
  const spread = logs.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const slope = logs.reduce((sum, log, at) => sum + (at - middle) * (log - mean), 0) / spread;
  const intercept = mean - slope * middle;
  const residualSd = Math.sqrt(logs.reduce((sum, log, at) => sum + (log - intercept - slope * at) ** 2, 0) / (count - 2));
  return {
    intercept,
    slope,
    slopeSe: residualSd / Math.sqrt(spread),
    residualSd,
    ahead: (years) => {
      const at = count - 1 + aheadOf('logLinearTrend', years);
      const sd = residualSd * Math.sqrt(1 + 1 / count + (at - middle) ** 2 / spread);
      return { middle: intercept + slope * at, sd, degrees: count - 2 };
    },
  };
}

/** A walk whose logarithm moves by a drift and a normal step each year. */
export interface DriftWalk {
  readonly drift: number;
  readonly sd: number;
  readonly ahead: (years: number) => LogPrediction;
}

/**
 * Random walk with drift: d and s are mean and standard deviation of the m differences of logarithms; h years ahead the logarithm is the last
 * one + h d, standard deviation s sqrt(h + h^2 / m), Student's t with m - 1 degrees of freedom.
 * Domain: at least three finite values above 0, a year apart; anything else is a DomainError.
 */
export function randomWalkWithDrift(values: History): DriftWalk {
  const logs = logsOf('randomWalkWithDrift', values, 3);
  const steps = logs.slice(1).map((log, at) => log - (logs[at] as number));
  const drift = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  const sd = Math.sqrt(steps.reduce((sum, step) => sum + (step - drift) ** 2, 0) / (steps.length - 1));
  const last = logs.at(-1) as number;
  return {
    drift,
    sd,
    ahead: (years) => {
      const h = aheadOf('randomWalkWithDrift', years);
      return { middle: last + h * drift, sd: sd * Math.sqrt(h + (h * h) / steps.length), degrees: steps.length - 1 };
    },
  };
}

/** The value that is reached with chance p, 0 < p < 1; anything else is a DomainError. */
export function predictedQuantile({ middle, sd, degrees }: LogPrediction, p: number): number {
  openUnit('predictedQuantile', 'p', p);
  return Math.exp(middle + sd * studentQuantile(p, degrees));
}

/**
 * The compound growth a year from a known value to a predicted one, at chance p: (quantile / last)^(1 / years) - 1.
 * Domain: last and years finite and above 0, 0 < p < 1; anything else is a DomainError.
 */
export function growthQuantile(prediction: LogPrediction, last: number, years: number, p: number): number {
  return compoundGrowth(last, predictedQuantile(prediction, p), years);
}
