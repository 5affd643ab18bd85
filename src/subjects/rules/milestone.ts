// Milestones that a person records by hand, and corrections of their dates.
import { type Outcome, type Temporal, daysBetween, ok, refuse } from '#lib';
import type { Milestone, MilestoneDates } from '#studies/rules';

/** Milestones that happen on a day of their own; consent and completion are recorded by consenting and completing. */
export const milestonesByHand = ['randomised', 'first-dose', 'last-dose', 'progression'] as const satisfies readonly Milestone[];

export interface MilestoneCommand {
  readonly kind: (typeof milestonesByHand)[number];
  readonly on: Temporal.PlainDate;
  readonly reason?: string | null;
}

export type MilestoneRefusal = 'future-date' | 'before-consent' | 'last-dose-out-of-order' | 'reason-missing';

/**
 * What recording a milestone changes: `new`, `corrected` (needs a reason; the date before stays in the trail) or `nothing` when the same
 * date is on record. Treatment ends on or after the day it began, and nothing happens before consent or after today at the site.
 */
export function decideMilestone(
  command: MilestoneCommand,
  known: { readonly milestones: MilestoneDates; readonly consentedOn: Temporal.PlainDate | null; readonly today: Temporal.PlainDate },
): Outcome<'new' | 'corrected' | 'nothing', MilestoneRefusal> {
  const { kind, on } = command;
  const before = known.milestones[kind];
  if (before?.equals(on)) return ok('nothing');
  if (daysBetween(known.today, on) > 0) return refuse('future-date', { on: on.toString(), today: known.today.toString() });
  if (known.consentedOn && daysBetween(known.consentedOn, on) < 0)
    return refuse('before-consent', { on: on.toString(), consentedOn: known.consentedOn.toString() });
  const after = { ...known.milestones, [kind]: on };
  const [first, last] = [after['first-dose'], after['last-dose']];
  if (kind === 'last-dose' || kind === 'first-dose') {
    const isOrdered = last === undefined || (first !== undefined && daysBetween(first, last) >= 0);
    if (!isOrdered) return refuse('last-dose-out-of-order', { firstDoseOn: first?.toString() ?? null, lastDoseOn: last.toString() });
  }
  if (before === undefined) return ok('new');
  return command.reason?.trim() ? ok('corrected') : refuse('reason-missing', { kind, before: before.toString() });
}
