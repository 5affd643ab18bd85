// The application's clock, handed in wherever time is read, so that tests decide what time it is.
import { Temporal } from '#lib';

/** Where `now` comes from. */
export interface Clock {
  now(): Temporal.Instant;
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that stands still until it is told otherwise. */
export interface FixedClock extends Clock {
  /** Puts the clock at an instant (or its ISO text); it may go backwards. */
  set(instant: Temporal.Instant | string): void;
  /** Moves the clock on, for example `{ minutes: 5 }`; units up to hours, since an instant knows no days. */
  advance(duration: Temporal.DurationLike): void;
}

/** A clock for tests, standing at `start` (an instant or its ISO text). */
export function fixedClock(start: Temporal.Instant | string): FixedClock {
  let present = Temporal.Instant.from(start);
  return {
    now: () => present,
    set(instant) {
      present = Temporal.Instant.from(instant);
    },
    advance(duration) {
      present = present.add(duration);
    },
  };
}
