// Backward windows (BR-02b): a visit defined before its anchor limits, once it happens, when the anchor may be.
import { type Temporal, addDays, daysBetween, minDate } from '#lib';
import type { TimingRule, VisitDefinition } from '#studies/rules';
import { offsetDays, visitWindow } from './window.ts';

/** Dates the anchor may take, and what sets the last of them: the visit's own window or a procedure whose result expires. */
export interface AnchorLimit {
  readonly earliest: Temporal.PlainDate;
  readonly latest: Temporal.PlainDate;
  readonly setBy: { readonly visitKey: string; readonly procedureKey: string | null };
  /** True while the visit that limits is only booked. */
  readonly provisional: boolean;
}

/** Whether the visit is defined before its anchor. */
export function isBackward(timing: TimingRule | null): timing is TimingRule {
  return timing !== null && offsetDays(timing.offset) < 0;
}

/** Moves while `holds` is true for the next date; windows move with their anchor, so the first failure ends the run. */
function lastWhile(start: Temporal.PlainDate, step: 1 | -1, holds: (anchor: Temporal.PlainDate) => boolean): Temporal.PlainDate {
  let date = start;
  while (holds(addDays(date, step))) date = addDays(date, step);
  return date;
}

/** Months differ in length: only then the distance of a window from its anchor depends on the anchor. */
function countsMonths({ offset }: TimingRule): boolean {
  return offset.kind === 'duration' && offset.unit === 'month';
}

/**
 * The anchor dates for which a visit on `visitOn` lies inside its own window.
 * Days before a short month's end can be out of reach of a month offset; then the first anchor after the gap is the only one.
 */
export function allowedAnchorDates(
  timing: TimingRule,
  visitOn: Temporal.PlainDate,
): { earliest: Temporal.PlainDate; latest: Temporal.PlainDate } {
  if (!countsMonths(timing)) {
    // The window keeps its distance from the anchor, so it is turned round without trying dates.
    const { earliest, latest } = visitWindow(timing, visitOn);
    return { earliest: addDays(visitOn, daysBetween(latest, visitOn)), latest: addDays(visitOn, daysBetween(earliest, visitOn)) };
  }
  const compare = (a: Temporal.PlainDate, b: Temporal.PlainDate) => a.since(b, { largestUnit: 'day' }).days;
  const isTooEarly = (anchor: Temporal.PlainDate) => compare(visitWindow(timing, anchor).latest, visitOn) < 0;
  const isTooLate = (anchor: Temporal.PlainDate) => compare(visitWindow(timing, anchor).earliest, visitOn) > 0;
  const guess = addDays(visitOn, -Math.trunc(offsetDays(timing.offset)));
  const beforeGap = isTooEarly(guess)
    ? lastWhile(guess, 1, isTooEarly)
    : addDays(
        lastWhile(guess, -1, (anchor) => !isTooEarly(anchor)),
        -1,
      );
  const earliest = addDays(beforeGap, 1);
  const latest = isTooLate(earliest) ? earliest : lastWhile(earliest, 1, (anchor) => !isTooLate(anchor));
  return { earliest, latest };
}

/**
 * The limit a backward visit sets on its anchor: its own window turned forward, cut short by the first procedure whose result expires.
 *
 * @param proceduresOn civil dates of procedures done on another day than the visit, by key
 */
export function anchorLimit(
  visit: VisitDefinition & { readonly timing: TimingRule },
  visitOn: Temporal.PlainDate,
  proceduresOn: Readonly<Record<string, Temporal.PlainDate>> = {},
  provisional = false,
): AnchorLimit {
  const allowed = allowedAnchorDates(visit.timing, visitOn);
  let limit: AnchorLimit = { ...allowed, setBy: { visitKey: visit.key, procedureKey: null }, provisional };
  for (const activity of visit.activities ?? []) {
    if (activity.validDays === undefined) continue;
    const validUntil = addDays(proceduresOn[activity.key] ?? visitOn, activity.validDays);
    if (!minDate(validUntil, limit.latest).equals(limit.latest))
      limit = { ...limit, latest: validUntil, setBy: { visitKey: visit.key, procedureKey: activity.key } };
  }
  return limit;
}

/** Several limits on one anchor together: the latest first day and the earliest last day, with whoever sets the last day. */
export function tightestLimit(limits: readonly AnchorLimit[]): AnchorLimit | null {
  return limits.reduce<AnchorLimit | null>((tightest, limit) => {
    if (tightest === null) return limit;
    const binding = minDate(tightest.latest, limit.latest).equals(tightest.latest) ? tightest : limit;
    const earliest = minDate(tightest.earliest, limit.earliest).equals(tightest.earliest) ? limit.earliest : tightest.earliest;
    return { ...binding, earliest, provisional: tightest.provisional || limit.provisional };
  }, null);
}
