// Deviations drafted by rule from what a completed visit says about itself.
import type { VisitCompleted } from '#visits/rules';

/** What a deviation is about (BR-24). */
export const deviationCategories = [
  'consent',
  'eligibility',
  'randomisation-blinding',
  'visit-window',
  'missed-procedure',
  'investigational-product',
  'prohibited-medication',
  'sample-laboratory',
  'safety-reporting',
  'discontinuation-criteria',
  'delegation-training',
  'privacy',
  'other',
] as const;

export type DeviationCategory = (typeof deviationCategories)[number];

/** A detected deviation, waiting for a person's assessment. `sourceKey` is the same whenever the same fact is told again. */
export interface DeviationDraft {
  readonly sourceKey: string;
  readonly state: 'detected';
  readonly detectedBy: 'rule';
  readonly category: DeviationCategory;
  readonly visitId: string;
  readonly subjectId: string;
  readonly visitKey: string;
  readonly cycle: number;
  readonly occurredOn: VisitCompleted['actualDate'];
  /** Days outside the window, early negative; null for what has no window. */
  readonly outByDays: number | null;
  readonly activityKey: string | null;
  readonly reason: string | null;
}

/** One draft when the visit lay outside its window, and one per planned activity that was not done. */
export function deviationDrafts(visit: VisitCompleted): DeviationDraft[] {
  const { visitId, subjectId, visitKey, cycle } = visit;
  const draft = (
    category: DeviationCategory,
    activityKey: string | null,
    outByDays: number | null,
    reason: string | null,
  ): DeviationDraft => ({
    sourceKey: [category, visitId, visit.correction, ...(activityKey === null ? [] : [activityKey])].join(':'),
    state: 'detected',
    detectedBy: 'rule',
    category,
    visitId,
    subjectId,
    visitKey,
    cycle,
    occurredOn: visit.actualDate,
    outByDays,
    activityKey,
    reason,
  });
  const window = visit.outByDays ? [draft('visit-window', null, visit.outByDays, visit.outOfWindowReason)] : [];
  const missed = visit.activities.filter((activity) => !activity.done);
  return [...window, ...missed.map((activity) => draft('missed-procedure', activity.key, null, activity.notDoneReason))];
}

/** What is known of a visit that was written off. */
export interface SkippedProtocolVisit {
  readonly scheduled: boolean;
  readonly state: 'missed' | 'cancelled';
}

/**
 * The category of the deviation that a written-off visit is: every visit of the protocol that does not take place, whoever took it off
 * (BR-24). A visit that no schedule plans is no part of the protocol.
 */
export function skippedCategory(visit: SkippedProtocolVisit): DeviationCategory | null {
  return visit.scheduled ? 'missed-procedure' : null;
}
