// Several measurements of one thing taken together, where they may differ by more than they say of themselves.
import { DomainError } from '#lib';
import { finite, openUnit, positive } from '../distributions/arguments.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { studentQuantile } from '../distributions/student.ts';

/** A measurement with its own standard deviation. */
export interface Estimate {
  readonly value: number;
  readonly sd: number;
}

/** Random effects: `between` is the standard deviation between sources beyond their own; weights add to 1. */
export interface PooledEstimate {
  readonly value: number;
  readonly se: number;
  readonly between: number;
  /** Cochran's Q. */
  readonly heterogeneity: number;
  readonly weights: readonly number[];
  readonly sources: number;
}

/**
 * DerSimonian and Laird (1986): tau^2 = max(0, (Q - (K - 1)) / (sum w - sum w^2 / sum w)) with w = 1 / s^2, then weights 1 / (s^2 + tau^2).
 * Domain: at least one estimate, finite values, finite sd above 0; anything else is a DomainError.
 */
export function pooledEstimate(estimates: readonly Estimate[]): PooledEstimate {
  if (estimates.length === 0) throw new DomainError('pooledEstimate: estimates must be at least one');
  const own = estimates.map(({ value, sd }) => {
    finite('pooledEstimate', 'value', value);
    return 1 / positive('pooledEstimate', 'sd', sd) ** 2;
  });
  const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
  const mean = (weights: readonly number[]) => sum(weights.map((weight, at) => weight * (estimates[at] as Estimate).value)) / sum(weights);
  const fixed = mean(own);
  const heterogeneity = sum(own.map((weight, at) => weight * ((estimates[at] as Estimate).value - fixed) ** 2));
  const scale = sum(own) - sum(own.map((weight) => weight * weight)) / sum(own);
  const tauSquared = scale > 0 ? Math.max(0, (heterogeneity - (estimates.length - 1)) / scale) : 0;
  const weights = own.map((weight) => 1 / (1 / weight + tauSquared));
  return {
    value: mean(weights),
    se: 1 / Math.sqrt(sum(weights)),
    between: Math.sqrt(tauSquared),
    heterogeneity,
    weights: weights.map((weight) => weight / sum(weights)),
    sources: estimates.length,
  };
}

/** The value of the pooled mean at chance p: normal around it. Domain: 0 < p < 1; anything else is a DomainError. */
export function pooledQuantile({ value, se }: PooledEstimate, p: number): number {
  openUnit('pooledQuantile', 'p', p);
  return value + se * normalQuantile(p);
}

/**
 * What one more source would say, at chance p: variance tau^2 + se^2, Student's t with K - 2 degrees of freedom and at least one (Higgins, Thompson and
 * Spiegelhalter 2009); of a single source the normal. Domain: 0 < p < 1; anything else is a DomainError.
 */
export function anotherSourceQuantile({ value, se, between, sources }: PooledEstimate, p: number): number {
  openUnit('anotherSourceQuantile', 'p', p);
  const spread = Math.sqrt(between * between + se * se);
  return value + spread * (sources === 1 ? normalQuantile(p) : studentQuantile(p, Math.max(1, sources - 2)));
}
