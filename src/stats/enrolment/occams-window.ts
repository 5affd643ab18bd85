// Occam's window: which choices of terms take part in a forecast, given how probable each is.
import type { TermChoice } from './terms.ts';

/** Choices less probable than this part of the best one are out: the value that Madigan and Raftery (1994) work with. */
const LEAST_PART = 1 / 20;
/**
 * A choice less probable than this part of a simpler one within it is out. Madigan and Raftery take 1; the less, the more the intervals
 * hold where rates are constant, and the better the scores where they are not: `bench/results.md` has both.
 */
const LEAST_OF_SIMPLER = 0.6;

const isWithin = (one: TermChoice, other: TermChoice): boolean =>
  (one.shape === 'constant' || one.shape === other.shape) && (!one.start || other.start) && (!one.shock || other.shock === true);

/**
 * The weights of choices from the logarithms of their probabilities (up to a constant), after Madigan and Raftery (1994): out is what is far
 * less probable than the best, and what is clearly less probable than a simpler choice whose terms it all has and adds to. The rest share
 * the weight by their probabilities. Out is 0; the weights add up to 1.
 */
export function occamsWindow(choices: readonly TermChoice[], logs: readonly number[]): readonly number[] {
  const top = logs.reduce((most, one) => Math.max(most, one), -Infinity);
  const kept = choices.map((choice, at) => {
    const own = logs[at] ?? -Infinity;
    const isOutdone = choices.some(
      (simpler, other) => other !== at && isWithin(simpler, choice) && (logs[other] ?? -Infinity) + Math.log(LEAST_OF_SIMPLER) >= own,
    );
    return isOutdone || own < top + Math.log(LEAST_PART) ? 0 : Math.exp(own - top);
  });
  const whole = kept.reduce((sum, one) => sum + one, 0);
  return kept.map((one) => one / whole);
}
