// Draws by which a fit is perturbed: factors around 1 and tables around a table.
import { DomainError } from '#lib';
import { notNegative, positive } from '../distributions/arguments.ts';
import type { RandomStream } from '../random/index.ts';

/** exp(sd z): a factor with median 1. Domain: finite sd from 0 on; anything else is a DomainError. */
export function lognormalFactor(stream: RandomStream, sd: number): number {
  return Math.exp(notNegative('lognormalFactor', 'sd', sd) * stream.normal());
}

/** A tiny shape draws next to nothing nearly always; this part of what is expected is always left. */
const LEAST_OF_SHAPE = 1e-9;

/**
 * A table whose parts are Dirichlet around the parts of `seed`, as if it had been counted from `observations` independent ones; the sum
 * stays. Cells with nothing stay empty and draw nothing; a cell with something never draws nothing, so that what stands on it can still be met. Domain: seed finite and not below 0 with a sum above 0, observations above 0; anything
 * else is a DomainError.
 */
export function dirichletTable(stream: RandomStream, seed: Float64Array, observations: number): Float64Array {
  positive('dirichletTable', 'observations', observations);
  const sum = seed.reduce((total, value) => total + value, 0);
  if (!(sum > 0 && Number.isFinite(sum))) throw new DomainError(`dirichletTable: seed must have a finite sum above 0, got ${sum}`);
  const drawn = new Float64Array(seed.length);
  let total = 0;
  for (let cell = 0; cell < seed.length; cell += 1) {
    const shape = ((seed[cell] as number) / sum) * observations;
    if (!(shape >= 0)) throw new DomainError(`dirichletTable: seed must not be below 0, got ${seed[cell]}`);
    if (shape === 0) continue;
    const value = Math.max(stream.gamma(shape), LEAST_OF_SHAPE * shape);
    drawn[cell] = value;
    total += value;
  }
  for (let cell = 0; cell < drawn.length; cell += 1) drawn[cell] = ((drawn[cell] as number) / total) * sum;
  return drawn;
}
