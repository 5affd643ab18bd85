// The date of a milestone that visits carry: the visits that took place say it, in whatever order they were recorded or corrected.
import { type Temporal, daysBetween } from '#lib';
import type { Milestone } from '#studies/rules';

/**
 * The date that a just recorded visit gives its milestone, or null where another visit that took place gives it: the last dose is at the
 * latest carrier, everything else happens once, at the earliest. A corrected record is judged with all the others, so that dates swapped
 * between two visits come right whichever is corrected first.
 *
 * @param recorded the visit: its date, and how often its record had been re-opened
 * @param others the dates of the other visits that took place and carry the milestone
 */
export function milestoneGivenBy(
  recorded: { readonly on: Temporal.PlainDate; readonly correction: number },
  kind: Milestone,
  others: readonly Temporal.PlainDate[],
): Temporal.PlainDate | null {
  const isBetter = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (kind === 'last-dose' ? daysBetween(b, a) > 0 : daysBetween(a, b) > 0);
  const best = others.reduce((best, on) => (isBetter(on, best) ? on : best), recorded.on);
  return recorded.correction > 0 || best.equals(recorded.on) ? best : null;
}
