// What follows the record of an event: its end, the investigator's judgement, and the report that stops the clock.
import { type Outcome, type Temporal, ok, refuse } from '#lib';
import { type Causality, type EventOutcome, type KeptCriterion, finalOutcomes } from './terms.ts';

/** Whether nothing more is expected of the event. */
export function isResolved(outcome: EventOutcome | null): boolean {
  return outcome !== null && finalOutcomes.includes(outcome);
}

/** Whether an event may be resolved with this outcome. What is resolved is corrected, not resolved again. */
export function decideResolution(
  before: EventOutcome | null,
  to: EventOutcome,
): Outcome<EventOutcome, 'already-resolved' | 'outcome-not-final'> {
  if (isResolved(before)) return refuse('already-resolved', { outcome: before });
  return isResolved(to) ? ok(to) : refuse('outcome-not-final', { outcome: to, final: finalOutcomes });
}

/** Whether a judgement may be kept: one that replaces another says why. */
export function decideCausality(
  before: Causality | null,
  to: Causality,
  reason: string | null,
): Outcome<{ readonly causality: Causality; readonly reason: string | null }, 'reason-missing'> {
  const said = reason?.trim() || null;
  if (before !== null && before !== to && said === null) return refuse('reason-missing', { field: 'reason' });
  return ok({ causality: to, reason: said });
}

/** What a report says of the event; kept as it was sent. */
export interface ReportedContent {
  readonly term: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly severity: string | null;
  readonly grade: number | null;
  readonly criteria: readonly KeptCriterion[];
  readonly causality: Causality | null;
  readonly outcome: EventOutcome | null;
  readonly actionTaken: string | null;
}

const reportedFields = [
  'term',
  'startedOn',
  'endedOn',
  'severity',
  'grade',
  'criteria',
  'causality',
  'outcome',
  'actionTaken',
] as const satisfies readonly (keyof ReportedContent)[];

/** The part of an event that a report carries. */
export function reportedContent(event: ReportedContent): ReportedContent {
  return Object.fromEntries(reportedFields.map((field) => [field, event[field]])) as unknown as ReportedContent;
}

/** Whether the event says something else now than its last report did: a follow-up report is due. */
export function isReportOutdated(reported: ReportedContent, event: ReportedContent): boolean {
  return reportedFields.some((field) => JSON.stringify(reported[field]) !== JSON.stringify(event[field]));
}

/** Whether a report may be recorded as sent: of a serious event, not before the site knew of it and not ahead of now. */
export function decideReport(
  event: { readonly serious: boolean | null; readonly seriousAwareAt: Temporal.Instant | null },
  sentAt: Temporal.Instant,
  previousSentAt: Temporal.Instant | null,
  now: Temporal.Instant,
): Outcome<Temporal.Instant, 'not-serious' | 'report-ahead' | 'sent-before-aware' | 'sent-before-previous'> {
  if (!event.serious || event.seriousAwareAt === null) return refuse('not-serious', {});
  if (sentAt.epochMilliseconds > now.epochMilliseconds) return refuse('report-ahead', { field: 'sentAt' });
  if (sentAt.epochMilliseconds < event.seriousAwareAt.epochMilliseconds) return refuse('sent-before-aware', { field: 'sentAt' });
  if (previousSentAt && sentAt.epochMilliseconds < previousSentAt.epochMilliseconds)
    return refuse('sent-before-previous', { field: 'sentAt' });
  return ok(sentAt);
}
