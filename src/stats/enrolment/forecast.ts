// The forecast itself: how many by which day, the chance of the target, and when the last patient is in.
import { DomainError } from '#lib';
import { needCount, needFinite } from './domain.ts';
import { exactSum } from './exact-sum.ts';
import { type FittedStudy, hasEndlessSite, neverOpens } from './fitted.ts';
import { futureExposure, openingPoints, pastExposure } from './future.ts';
import { type ReachedBy, firstDayReaching, meanDay } from './last-patient.ts';
import { type Masses, matchedMasses, matchedSize, matchedTail } from './matched.ts';
import { addMasses, mixMasses, quantileOfMasses, tailOfMasses, trimmed } from './masses.ts';
import { type NetworkEffects, type NetworkPart, networkOf } from './network.ts';
import { cumulativeRate } from './shape.ts';
import { lastDay } from './sites.ts';

/** The levels of every forecast, by the name under which they are answered. */
export const forecastLevels = { q025: 0.025, q10: 0.1, q25: 0.25, q50: 0.5, q75: 0.75, q90: 0.9, q975: 0.975 } as const;

/** Quantiles by name. */
export type ForecastQuantiles = Readonly<Record<keyof typeof forecastLevels, number>>;

/** What is forecast for one day: patients beyond those enrolled now. */
export interface HorizonForecast {
  readonly day: number;
  readonly mean: number;
  readonly rateVariance: number;
  readonly countVariance: number;
  readonly quantiles: ForecastQuantiles;
  /** P(target reached by the day); null without a target. */
  readonly pTarget: number | null;
}

/** When the target is reached; null where the probability never gets so far, and for the mean where the target may never be reached. */
export interface LastPatientIn {
  readonly q10: number | null;
  readonly q50: number | null;
  readonly q90: number | null;
  readonly mean: number | null;
  readonly pNever: number;
}

/** Moments of a mixture: the members' own variance plus that between them. */
export function mixedMoments(parts: readonly NetworkPart[]): { readonly mean: number; readonly rateVariance: number } {
  const mean = parts.reduce((sum, part) => sum + part.weight * part.mean, 0);
  const rateVariance = parts.reduce((sum, part) => sum + part.weight * (part.rateVariance + (part.mean - mean) ** 2), 0);
  return { mean, rateVariance };
}

/** P(at least n) of a mixture. */
export function mixedTail(parts: readonly NetworkPart[], n: number): number {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only) return matchedTail(only, n);
  return Math.min(
    1,
    parts.reduce((sum, part) => sum + part.weight * matchedTail(part, n), 0),
  );
}

/** The probabilities of a mixture of matched distributions. */
export function mixedMasses(parts: readonly NetworkPart[]): Masses {
  return mixMasses(parts.map((part) => ({ weight: part.weight, of: matchedMasses(part) })));
}

/** The exact distribution until a day under plugged-in hyper-parameters: opened sites by recursion, waiting ones as mixtures over their days. */
export function exactMasses(fitted: FittedStudy, day: number): Masses {
  const { study, nodes } = fitted;
  const [node] = nodes;
  const [member] = node?.members ?? [];
  if (!node || !member) throw new DomainError('the exact sum needs one pair of hyper-parameters');
  if (study.sites.some((site) => site.cap !== undefined && site.cap !== null)) throw new DomainError('the exact sum knows no caps');
  const open = study.sites
    .filter((site) => site.openedOn !== null)
    .map((site) => ({
      size: member.alpha + site.enrolled,
      rate: member.beta + pastExposure(site, study.asOf, node.shape),
      exposure: futureExposure(site, study.asOf, day, node.shape),
    }));
  const waiting = study.sites.filter((site) => site.openedOn === null);
  const certain = waiting.filter((site) => site.opening?.kind === 'on');
  const sure = certain.map((site) => {
    const opens = Math.max(study.asOf, site.opening?.kind === 'on' ? site.opening.day : 0);
    return { size: member.alpha, rate: member.beta, exposure: cumulativeRate(node.shape, lastDay(site, day) - opens) };
  });
  const unsure = waiting.filter((site) => site.opening?.kind !== 'on');
  return unsure.reduce(
    (sum, site) => {
      const { days, weights } = openingPoints(site.opening);
      const parts = days.map((opens, at) => {
        const mean = (member.alpha / member.beta) * cumulativeRate(node.shape, lastDay(site, day) - Math.max(study.asOf, opens));
        return { weight: weights[at] ?? 0, of: matchedMasses({ mean, rateVariance: mean ** 2 / member.alpha }) };
      });
      const never = 1 - weights.reduce((total, weight) => total + weight, 0);
      return trimmed(addMasses(sum, mixMasses([{ weight: Math.max(0, never), of: { from: 0, masses: Float64Array.of(1) } }, ...parts])));
    },
    trimmed(exactSum([...open, ...sure])),
  );
}

/** A forecast that answers days; what does not depend on the day is computed once. */
export interface Forecaster {
  readonly at: (day: number) => HorizonForecast;
  readonly massesAt: (day: number) => Masses;
  readonly reachedBy: ReachedBy;
  readonly lastPatientIn: () => LastPatientIn;
}

// The searches for the quantiles and for the ends of the mean pass over the same days.
function remembered(reached: ReachedBy): ReachedBy {
  const known = new Map<number, number>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const value = reached(day);
    known.set(day, value);
    return value;
  };
}

/** Points at which the rising probability is read where a day-by-day sum would take too long. */
const MEAN_POINTS = 24;

/**
 * The forecaster of a fitted study. `target` counts all patients, those enrolled included. Throws a DomainError on a target that is no
 * whole number, or on caps and effects under the exact method.
 */
export function forecaster(fitted: FittedStudy, target: number | null, effects: NetworkEffects = fitted.effects): Forecaster {
  const { study } = fitted;
  if (target !== null) needCount('target', target);
  const network = networkOf(study, fitted.nodes, effects);
  const enrolled = study.sites.reduce((sum, site) => sum + site.enrolled, 0);
  const needed = target === null ? null : target - enrolled;
  const isExact = fitted.method === 'exact';
  if (isExact && (effects.screening || effects.factor)) throw new DomainError('the exact sum knows no effects on all sites');
  const massesAt = (day: number) => (isExact ? exactMasses(fitted, day) : mixedMasses(network(day)));
  const matchedBy = remembered((day) => (needed === null ? 0 : mixedTail(network(day), needed)));
  const reachedBy = isExact ? remembered((day) => (needed === null ? 0 : tailOfMasses(massesAt(day), needed))) : matchedBy;
  return {
    massesAt,
    reachedBy,
    at: (day) => {
      needFinite('day', day);
      const { mean, rateVariance } = mixedMoments(network(day));
      const masses = massesAt(day);
      const level = (name: keyof typeof forecastLevels) => quantileOfMasses(masses, forecastLevels[name]);
      const quantiles = {
        q025: level('q025'),
        q10: level('q10'),
        q25: level('q25'),
        q50: level('q50'),
        q75: level('q75'),
        q90: level('q90'),
        q975: level('q975'),
      };
      const pTarget = needed === null ? null : isExact ? tailOfMasses(masses, needed) : matchedBy(day);
      return { day, mean, rateVariance, countVariance: mean + rateVariance, quantiles, pTarget };
    },
    lastPatientIn: () => lastPatient(fitted, network(Infinity), { needed, matchedBy, reachedBy }),
  };
}

interface Reaching {
  readonly needed: number | null;
  readonly matchedBy: ReachedBy;
  readonly reachedBy: ReachedBy;
}

// Under a member whose sites go on for ever any target is reached, unless none of them opens; under one whose rates die away the count
// has a limit, and the target may lie above it.
function probabilityOfNever(fitted: FittedStudy, limit: readonly NetworkPart[], needed: number): number {
  const noneOpens = neverOpens(fitted);
  const never = limit.reduce((sum, part) => {
    const isFinite = Number.isFinite(part.mean) && Number.isFinite(part.rateVariance);
    return sum + part.weight * (isFinite ? 1 - matchedTail(part, needed) : noneOpens);
  }, 0);
  return Math.min(1, Math.max(0, never));
}

// The mean is finite only where the matched shape A = M^2/V stays above 1 as days go by.
function meanExists(fitted: FittedStudy, parts: readonly NetworkPart[]): boolean {
  return hasEndlessSite(fitted) && parts.every((part) => matchedSize(part).size > 1 || part.weight < 1e-6);
}

function lastPatient(fitted: FittedStudy, limit: readonly NetworkPart[], { needed, matchedBy, reachedBy }: Reaching): LastPatientIn {
  const { asOf } = fitted.study;
  if (needed !== null && needed <= 0) return { q10: asOf, q50: asOf, q90: asOf, mean: asOf, pNever: 0 };
  if (needed === null) return { q10: null, q50: null, q90: null, mean: null, pNever: 0 };
  const pNever = probabilityOfNever(fitted, limit, needed);
  const q50 = firstDayReaching(reachedBy, asOf, 0.5);
  const far = networkOf(fitted.study, fitted.nodes, fitted.effects)(asOf + 3_650);
  const most = fitted.method === 'integrated' ? MEAN_POINTS : Infinity;
  return {
    q10: firstDayReaching(reachedBy, asOf, 0.1),
    q50,
    q90: firstDayReaching(reachedBy, asOf, 0.9),
    mean: pNever > 1e-6 || !meanExists(fitted, far) ? null : meanDay(matchedBy, asOf, most),
    pNever,
  };
}
