// The lines of a funnel plot: for each threshold the count and rate at which a group of that size would reach it.
import { DomainError } from '#lib';
import type { GroupCount } from './counting.ts';
import type { Judgement } from './judgement.ts';

/** A point of a limit; null where no count of a group so small reaches the threshold. */
export interface LimitPoint {
  readonly denominator: number;
  readonly numerator: number | null;
  readonly rate: number | null;
}

/** One line. */
export interface Limit {
  readonly threshold: number;
  readonly points: readonly LimitPoint[];
}

/** Denominators from the smallest to the largest group, evenly spaced on the log scale. Throws on fewer than two points. */
export function denominatorGrid(groups: readonly GroupCount[], points = 60): number[] {
  if (!(Number.isInteger(points) && points >= 2)) throw new DomainError('a line has at least two points');
  const [low, high] = groups.reduce(
    ([least, most], { denominator }) => [Math.min(least, denominator), Math.max(most, denominator)],
    [Infinity, 0],
  ) as [number, number];
  if (!(low > 0 && high < Infinity)) throw new DomainError('a funnel needs groups with denominators');
  if (low === high) return [low];
  const step = Math.log(high / low) / (points - 1);
  return Array.from({ length: points }, (_, at) => (at === points - 1 ? high : low * Math.exp(at * step)));
}

/** The limits of a judgement at these denominators; for whole denominators (proportions) round them before. */
export function limitsOf({ limitAt }: Judgement, thresholds: readonly number[], denominators: readonly number[]): Limit[] {
  return thresholds.map((threshold) => ({
    threshold,
    points: denominators.map((denominator) => {
      const numerator = limitAt(threshold, denominator);
      return { denominator, numerator, rate: numerator === null ? null : numerator / denominator };
    }),
  }));
}
