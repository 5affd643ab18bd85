// Enrolment against plan in one sentence.
import type { Say } from '#ui';
import type { CellSum } from './sum-of.ts';

/** "Enrolled 14 of 20; the plan says 12 by today.", or which part of the plan is not kept. */
export function enrolmentSentence({ enrolled, target, plannedToDate }: CellSum, say: Say): string {
  if (plannedToDate !== null && target !== null) return say('plan.byToday', { enrolled, plannedToDate, target });
  return target === null ? say('plan.noTarget', { enrolled }) : say('plan.noDates', { enrolled, target });
}
