// How long visits wait to be recorded, with those that still wait taken into account: only what has ended would favour the slow.
import { kaplanMeier, probabilityOfLagOver, type Waiting } from '#stats';
import { ENTRY_DAYS } from './indicators.ts';

/** The median, the share that waits longer than it may, and how many still wait; null where nothing waited. */
export function waitingOf(waitings: readonly Waiting[]) {
  if (waitings.length === 0) return null;
  const over = probabilityOfLagOver(ENTRY_DAYS, waitings);
  return {
    medianDays: kaplanMeier(waitings).median,
    over: over === null ? null : { days: ENTRY_DAYS, ...over },
    open: waitings.filter(({ ended }) => !ended).length,
    all: waitings.length,
  };
}
