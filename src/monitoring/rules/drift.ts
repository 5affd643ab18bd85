// Drift between looks: what was added since the look before, and the summed evidence that it doubled or halved.
import { cusum, cusumThreshold, streamOf } from '#stats';
import type { Figure } from './figures.ts';

/** The ratio that drift is looked for at, upwards and, turned round, downwards. */
export const DRIFT_RATIO = 2;
/** One false alarm in so many monthly looks: ten years. */
export const QUIET_LOOKS = 120;
const RUNS = 200;
/** Simulated once from the same seed, so that the same looks always have the same threshold. */
const SEED = 1954;

interface Drift {
  readonly high: number;
  readonly low: number;
}

type Dated = Figure & { readonly asOf: string };

/** Looks with what each added, and the sums at which drift is said to be there; null where nothing is expected between looks. */
export function driftOf(figures: readonly Dated[]): {
  looks: (Dated & { added: { numerator: number; expected: number }; drift: Drift })[];
  alarm: Drift | null;
} {
  const added = figures.map((figure, at) => addedSince(figures[at - 1], figure));
  const looks = added.map(({ numerator, expected }) => ({ count: numerator, expected }));
  const sums = (ratio: number) => cusum(looks, { ratio, size: null }, Infinity).sums;
  const [high, low] = [sums(DRIFT_RATIO), sums(1 / DRIFT_RATIO)];
  // The first look holds all that was before it: no drift is told from it.
  const later = added.slice(1).map(({ expected }) => expected);
  return {
    looks: figures.map((figure, at) => ({
      ...figure,
      added: added[at] ?? { numerator: 0, expected: 0 },
      drift: { high: high[at] ?? 0, low: low[at] ?? 0 },
    })),
    alarm: later.some((expected) => expected > 0) ? { high: alarmAt(later, DRIFT_RATIO), low: alarmAt(later, 1 / DRIFT_RATIO) } : null,
  };
}

// What the studies lead one to expect of the denominator that was added. A record that was corrected away adds nothing.
function addedSince(before: Figure | undefined, now: Figure): { numerator: number; expected: number } {
  if (!before) return { numerator: 0, expected: 0 };
  const rate = now.denominator > 0 ? now.expected / now.denominator : 0;
  return {
    numerator: Math.max(0, now.numerator - before.numerator),
    expected: Math.max(0, now.denominator - before.denominator) * rate,
  };
}

function alarmAt(expected: readonly number[], ratio: number): number {
  const inControl = { expected, change: { ratio, size: null }, looks: QUIET_LOOKS, runs: RUNS };
  return cusumThreshold(inControl, streamOf(SEED, 'drift', ratio)).threshold;
}
