// Reproducible randomness: one stream per seed and name, the same numbers on every machine.

/** A stream of random numbers. Two streams of the same seed and names give the same numbers in the same order. */
export interface RandomStream {
  /** Uniform in [0, 1), 32 bits of resolution. */
  readonly next: () => number;
  /** A whole number from `least` to `most`, both included. */
  readonly whole: (least: number, most: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of a list that is not empty; throws a RangeError otherwise. */
  readonly pick: <T>(from: readonly T[]) => T;
  /** Exponential waiting time with this mean. */
  readonly wait: (mean: number) => number;
}

/**
 * A stream that depends on its seed and names alone, so that what one part draws never moves what another part draws.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), its state filled by FNV-1a over the names and warmed up.
 */
export function randomStream(seed: number, ...names: readonly string[]): RandomStream {
  const next = sfc32(fnv1a(`${seed}`), fnv1a(names.join('/')), fnv1a(`${seed}:${names.join('/')}`), 1);
  for (let warmUp = 0; warmUp < 15; warmUp++) next();
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (from) => {
      if (from.length === 0) throw new RangeError('cannot pick from an empty list');
      return from[whole(0, from.length - 1)] as (typeof from)[number];
    },
    wait: (mean) => -mean * Math.log(1 - next()),
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

function sfc32(...seeds: [a: number, b: number, c: number, counter: number]): () => number {
  let [a, b, c, counter] = seeds;
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}
