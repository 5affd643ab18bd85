// Arithmetic on distributions of counts that are kept as lists of probabilities: mixing, adding, quantiles.
import { needShare } from './domain.ts';
import type { Masses } from './matched.ts';

/** The mixture of some distributions with weights that add up to 1. */
export function mixMasses(parts: readonly { readonly weight: number; readonly of: Masses }[]): Masses {
  const from = parts.reduce((least, { of }) => Math.min(least, of.from), Infinity);
  const to = parts.reduce((most, { of }) => Math.max(most, of.from + of.masses.length), 0);
  const masses = new Float64Array(Math.max(1, to - from));
  for (const { weight, of } of parts) {
    const shift = of.from - from;
    for (let at = 0; at < of.masses.length; at += 1) masses[shift + at] = (masses[shift + at] ?? 0) + weight * (of.masses[at] ?? 0);
  }
  return { from, masses };
}

/** The distribution of the sum of two independent counts. */
export function addMasses(one: Masses, other: Masses): Masses {
  const masses = new Float64Array(one.masses.length + other.masses.length - 1);
  for (let i = 0; i < one.masses.length; i += 1) {
    const left = one.masses[i] ?? 0;
    if (left === 0) continue;
    for (let j = 0; j < other.masses.length; j += 1) masses[i + j] = (masses[i + j] ?? 0) + left * (other.masses[j] ?? 0);
  }
  return { from: one.from + other.from, masses };
}

/** Without the ends whose mass together is below `negligible`. */
export function trimmed({ from, masses }: Masses, negligible = 1e-20): Masses {
  let [first, last] = [0, masses.length - 1];
  while (first < last && (masses[first] ?? 0) < negligible) first += 1;
  while (last > first && (masses[last] ?? 0) < negligible) last -= 1;
  return { from: from + first, masses: masses.subarray(first, last + 1) };
}

/** The smallest count whose cumulative probability reaches `level`. */
export function quantileOfMasses({ from, masses }: Masses, level: number): number {
  needShare('level', level);
  let sum = 0;
  for (let at = 0; at < masses.length; at += 1) {
    sum += masses[at] ?? 0;
    if (sum >= level * (1 - 1e-13)) return from + at;
  }
  return from + masses.length - 1;
}

/** P(N >= n). */
export function tailOfMasses({ from, masses }: Masses, n: number): number {
  let sum = 0;
  for (let at = masses.length - 1; at >= 0 && from + at >= n; at -= 1) sum += masses[at] ?? 0;
  return Math.min(1, sum);
}
