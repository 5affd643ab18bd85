// How good trends would have been: every year of a history forecast from the years before it.
import { DomainError } from '#lib';
import { logBeta } from '../distributions/log-gamma.ts';
import { studentCdf } from '../distributions/student.ts';
import { type LogPrediction, logLinearTrend, predictedQuantile, randomWalkWithDrift } from './trends.ts';

/** The methods that are held against each other; the walk is the measure. */
export const trendMethods = ['random-walk-with-drift', 'log-linear-trend'] as const;
export type TrendMethod = (typeof trendMethods)[number];

/** One method's forecasts of the past: shares of values within intervals, and the mean CRPS of logarithms. */
export interface TrendScore {
  readonly method: TrendMethod;
  readonly covered50: number;
  readonly covered80: number;
  readonly covered95: number;
  readonly crps: number;
  /** To the walk's. */
  readonly ratio: number;
}

const LEAST_PAST = 4;

/**
 * CRPS of a Student forecast with more than one degree of freedom: sd (z (2F - 1) + 2 f (v + z^2) / (v - 1) - 2 sqrt(v) / (v - 1) B(1/2, v - 1/2) / B(1/2, v/2)^2)
 * (Jordan, Krueger and Lerch 2019).
 */
function crpsOfPrediction({ middle, sd, degrees: v }: LogPrediction, log: number): number {
  if (sd === 0) return Math.abs(log - middle);
  const z = (log - middle) / sd;
  const density = Math.exp(-((v + 1) / 2) * Math.log1p((z * z) / v) - 0.5 * Math.log(v) - logBeta(0.5, v / 2));
  const own = ((2 * Math.sqrt(v)) / (v - 1)) * Math.exp(logBeta(0.5, v - 0.5) - 2 * logBeta(0.5, v / 2));
  return sd * (z * (2 * studentCdf(z, v) - 1) + (2 * density * (v + z * z)) / (v - 1) - own);
}

/**
 * Forecasts one to `mostAhead` years ahead from every origin that has four years behind it, by both methods. Domain: at least six finite values
 * above 0, a year apart, mostAhead a whole number from 1 on; anything else is a DomainError.
 */
export function trendBackTest(
  values: readonly number[],
  mostAhead = 3,
): { readonly forecasts: number; readonly scores: readonly TrendScore[] } {
  if (values.length < LEAST_PAST + 2)
    throw new DomainError(`trendBackTest: values must be at least ${LEAST_PAST + 2}, got ${values.length}`);
  if (!(Number.isInteger(mostAhead) && mostAhead >= 1))
    throw new DomainError(`trendBackTest: mostAhead must be a whole number from 1 on, got ${mostAhead}`);
  const judged = trendMethods.map((method) => {
    const told = values.flatMap((_, origin) => (origin < LEAST_PAST - 1 ? [] : fromOrigin(method, values, origin, mostAhead)));
    const share = (level: number) => told.filter(({ prediction, value }) => isWithin(prediction, value, level)).length / told.length;
    const crps = told.reduce((sum, { prediction, value }) => sum + crpsOfPrediction(prediction, Math.log(value)), 0) / told.length;
    return { method, covered50: share(0.5), covered80: share(0.8), covered95: share(0.95), crps, forecasts: told.length };
  });
  const measure = judged[0]?.crps ?? 0;
  const scores = judged.map(({ forecasts: _, ...one }) => ({ ...one, ratio: measure > 0 ? one.crps / measure : 1 }));
  return { forecasts: judged[0]?.forecasts ?? 0, scores };
}

function fromOrigin(method: TrendMethod, values: readonly number[], origin: number, mostAhead: number) {
  const known = values.slice(0, origin + 1);
  const { ahead } = method === 'log-linear-trend' ? logLinearTrend(known) : randomWalkWithDrift(known);
  return values.slice(origin + 1, origin + 1 + mostAhead).map((value, at) => ({ prediction: ahead(at + 1), value }));
}

function isWithin(prediction: LogPrediction, value: number, level: number): boolean {
  if (prediction.sd === 0) return Math.abs(Math.log(value) - prediction.middle) < 1e-12;
  return value >= predictedQuantile(prediction, (1 - level) / 2) && value <= predictedQuantile(prediction, (1 + level) / 2);
}
