// Where a deviation stands, in words and a hue, and whether a person still has to do something.
import type { Say, Tone } from '#ui';
import type { Deviation } from './queries.ts';

type State = Deviation['state'];

const tones: Readonly<Record<State, Tone>> = {
  detected: 'attention',
  raised: 'attention',
  assessed: 'neutral',
  'reporting-due': 'late',
  reported: 'neutral',
  'root-cause-found': 'neutral',
  closed: 'good',
  voided: 'neutral',
};

/** All states in the order of their life. */
export const allStates = Object.keys(tones) as readonly State[];

/** The hue of a state. */
export function toneOf(state: State): Tone {
  return tones[state];
}

/** Nobody has judged it yet. */
export function isWaiting({ state }: Pick<Deviation, 'state'>): boolean {
  return state === 'detected' || state === 'raised';
}

/** Still open: neither closed nor voided. */
export function isOpen({ state }: Pick<Deviation, 'state'>): boolean {
  return state !== 'closed' && state !== 'voided';
}

/** The days outside the window in words; undefined for what has no window. */
export function daysOutInWords({ daysOut }: Pick<Deviation, 'daysOut'>, say: Say): string | undefined {
  if (daysOut === null || daysOut === 0) return undefined;
  return say(daysOut > 0 ? 'daysLate' : 'daysEarly', { count: Math.abs(daysOut) });
}
