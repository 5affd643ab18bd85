// What a place's true rate may be once chance is taken off: a small place is drawn to what is usual, a large one keeps its own.
import { type RatePrior, type Shrunk, fitRatePrior, fitShareWeight, shrunkRate, shrunkShare } from '#stats';
import type { Figure } from './figures.ts';
import type { Indicator } from './indicators.ts';

/**
 * How groups differ from what is expected of them: of rates, the gamma of observed over expected; of shares, so many observations of its
 * own weigh as much as what is usual.
 */
export type Prior = RatePrior | { readonly weight: number };

type Counted = Pick<Figure, 'numerator' | 'denominator' | 'expected'>;

/** The rate per unit of the denominator, with its interval of 90 %, and how surely it is above what is usual. */
export type Likely = Pick<Shrunk, 'mean' | 'low' | 'high' | 'above'>;

// A study in which everything happened has nothing to differ in.
const hasRoom = ({ expected, denominator }: Counted) => expected > 0 && expected < denominator;
const asShare = ({ numerator, denominator, expected }: Counted) => ({ numerator, denominator, usual: expected / denominator });

/** The prior of groups with something expected of them, at least one of which has something counted. */
export function priorOf(kind: Indicator['kind'], groups: readonly Counted[]): Prior {
  if (kind === 'rate') return fitRatePrior(groups.map(({ numerator, expected }) => ({ groupId: '', numerator, denominator: expected })));
  return { weight: fitShareWeight(groups.filter(hasRoom).map(asShare)) };
}

/** What the group's rate may be; null where nothing is expected of it or nothing is known of the others. */
export function likelyOf(figure: Counted, prior: Prior | null): Likely | null {
  const { numerator, denominator, expected } = figure;
  if (prior === null || !(expected > 0)) return null;
  if ('weight' in prior) {
    if (!hasRoom(figure)) return null;
    const { mean, low, high, above } = shrunkShare(asShare(figure), prior.weight);
    return { mean, low, high, above };
  }
  const ratio = shrunkRate({ numerator, denominator: expected }, prior);
  const usual = expected / denominator;
  return { mean: ratio.mean * usual, low: ratio.low * usual, high: ratio.high * usual, above: ratio.above };
}

/** A prior as the gamma of observed over expected: that of rates itself, of shares around `usual` the one with the same variance. */
export function gammaPriorOf(prior: Prior, usual: number): RatePrior {
  if (!('weight' in prior)) return prior;
  const shape = (usual * (prior.weight + 1)) / (1 - usual);
  return { alpha: shape, beta: shape };
}
