// Streams of random numbers: one for each seed and path, whoever works and in whatever order.
import { DomainError, Sfc32 } from '#lib';
import { gammaDraw } from './gamma-draw.ts';
import { normalDraw } from './normal-draw.ts';
import { PoissonDraws } from './poisson-draw.ts';

/** A stream of random numbers. Two streams of the same seed and path give the same numbers in the same order. */
export interface RandomStream {
  /** Uniform in [0, 1), all 53 bits. */
  uniform(): number;
  /** Standard normal: Marsaglia and Tsang's ziggurat (2000) in Doornik's form (2005). */
  normal(): number;
  /**
   * Gamma with this shape and rate (1 unless told), mean shape / rate: Marsaglia and Tsang (2000). Domain: finite shape and
   * rate > 0; anything else is a DomainError. With tiny shapes a draw below the smallest number is 0.
   */
  gamma(shape: number, rate?: number): number;
  /**
   * Poisson with this mean: inversion below 10, Hörmann's transformed rejection PTRS (1993) from there.
   * Domain: 0 <= mean <= 1e15; anything else is a DomainError.
   */
  poisson(mean: number): number;
  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number;
}

/** A part of a path as text that no other list of parts can spell: 1 is not '1', and ('a', 'b') is not ('a/b'). */
function named(part: string | number): string {
  if (typeof part === 'string') return `${part.length}:${part}`;
  if (!Number.isFinite(part)) throw new DomainError(`streamOf: seed and path must be text or finite numbers, got ${part}`);
  return `#${part}`;
}

/**
 * The stream of a seed and a path such as ('site', 7, 'block', 3). It depends on these alone: how many workers draw, and
 * which stream is made first, changes nothing. Whole and uniform numbers are the same on every machine, the others on every
 * machine whose logarithm rounds alike (one release of Node). Generator: the house's sfc32 (Sfc32 of #lib), 2^32 numbers at the least before it
 * returns to its start. Domain: text or finite numbers; anything else is a DomainError.
 */
export function streamOf(seed: number | string, ...path: readonly (string | number)[]): RandomStream {
  return new Draws(new Sfc32(named(seed), ...path.map(named)));
}

/** A class and no bundle of closures: the engine then keeps a hot loop of draws free of calls, however many streams there are. */
class Draws implements RandomStream {
  private readonly source: Sfc32;
  private readonly counts: PoissonDraws;

  constructor(source: Sfc32) {
    this.source = source;
    this.counts = new PoissonDraws();
  }

  uint32(): number {
    return this.source.uint32();
  }

  uniform(): number {
    return ((this.source.uint32() >>> 5) * 67_108_864 + (this.source.uint32() >>> 6)) / 9_007_199_254_740_992;
  }

  normal(): number {
    return normalDraw(this);
  }

  gamma(shape: number, rate = 1): number {
    return gammaDraw(this, shape, rate);
  }

  poisson(mean: number): number {
    return this.counts.draw(this, mean);
  }
}
