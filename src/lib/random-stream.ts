// Reproducible randomness: one stream per seed and name, the same numbers on every machine.

/** A stream of random numbers. Two streams of the same seed and names give the same numbers in the same order. */
export interface RandomStream {
  /** Uniform in [0, 1), 32 bits of resolution. */
  readonly next: () => number;
  /** A whole number from 0 to 2^32 - 1. */
  readonly uint32: () => number;
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
 * The house's generator: sfc32 (Chris Doty-Humphrey, PractRand), its state filled by FNV-1a over seed and names and warmed up.
 * For those who draw millions; everyone else takes `randomStream`.
 */
export class Sfc32 {
  // A typed array keeps whole numbers of 32 bits as they are; variables that a closure shares cost three times as much.
  private readonly state: Int32Array;

  constructor(seed: number | string, ...names: readonly string[]) {
    const name = names.join('/');
    this.state = Int32Array.of(fnv1a(`${seed}`), fnv1a(name), fnv1a(`${seed}:${name}`), 1);
    for (let warmUp = 0; warmUp < 15; warmUp++) this.uint32();
  }

  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number {
    const state = this.state;
    const b = state[1] as number;
    const c = state[2] as number;
    const counter = state[3] as number;
    const sum = ((state[0] as number) + b + counter) | 0;
    state[3] = counter + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
}

/** A stream that depends on its seed and names alone, so that what one part draws never moves what another part draws. */
export function randomStream(seed: number | string, ...names: readonly string[]): RandomStream {
  const source = new Sfc32(seed, ...names);
  const uint32 = () => source.uint32();
  const next = () => uint32() / 4_294_967_296;
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    uint32,
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
