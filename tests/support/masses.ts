// Moments of a distribution of counts, summed up plainly: what tests hold closed forms against.
import type { Masses } from '#stats';

/** Mean and variance. */
export function momentsOfMasses({ from, masses }: Masses): { readonly mean: number; readonly variance: number } {
  const mean = masses.reduce((sum, mass, at) => sum + (from + at) * mass, 0);
  return { mean, variance: masses.reduce((sum, mass, at) => sum + (from + at - mean) ** 2 * mass, 0) };
}
