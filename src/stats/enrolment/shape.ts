// How a site's rate moves with its age: g(x), and its integral G(x), which stands wherever exposure stands.
import { DomainError } from '#lib';
import { needAtLeast } from './domain.ts';

/**
 * The shape of a site's rate over its age in days. `constant`: g = 1. `decay`: g = exp(-perDay x). `ramp`: a logistic rise that is
 * half way at `days`/2, with the slope there of a straight rise over `days`.
 */
export type RateShape =
  | { readonly kind: 'constant' }
  | { readonly kind: 'decay'; readonly perDay: number }
  | { readonly kind: 'ramp'; readonly days: number };

/** The shape of a rate that does not move. */
export const constantShape: RateShape = { kind: 'constant' };

/** The logistic's scale as a part of the days that the ramp takes. */
const RAMP_SCALE = 1 / 4;

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** Throws a DomainError for a shape whose parameter is outside its domain. */
export function checkShape(shape: RateShape): void {
  if (shape.kind === 'decay') needAtLeast('decay perDay', shape.perDay, 0);
  if (shape.kind === 'ramp' && !(shape.days > 0 && Number.isFinite(shape.days)))
    throw new DomainError(`ramp days must be a positive number, not ${shape.days}`);
}

/** g(x): the rate at an age of x days, relative to the full one; 0 before the site opened. */
export function rateAt(shape: RateShape, age: number): number {
  if (age < 0) return 0;
  if (shape.kind === 'constant') return 1;
  if (shape.kind === 'decay') return Math.exp(-shape.perDay * age);
  return 1 / (1 + Math.exp(-(age - shape.days / 2) / (shape.days * RAMP_SCALE)));
}

/** G(x), the integral of g from 0 to an age of x days; 0 for x <= 0, and the limit for an infinite age. */
export function cumulativeRate(shape: RateShape, age: number): number {
  if (!(age > 0)) return 0;
  if (shape.kind === 'constant') return age;
  if (shape.kind === 'decay') return shape.perDay * age < 1e-12 ? age : -Math.expm1(-shape.perDay * age) / shape.perDay;
  if (age === Infinity) return Infinity;
  const scale = shape.days * RAMP_SCALE;
  const middle = shape.days / 2;
  return scale * (softplus((age - middle) / scale) - softplus(-middle / scale));
}

/** Whether a site of this shape enrols without end as long as it stays open. */
export function isEndless(shape: RateShape): boolean {
  return shape.kind !== 'decay' || shape.perDay === 0;
}
