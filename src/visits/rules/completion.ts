// Completing a visit: what must be known before a subject visit counts as done, and the facts that follow.
import { type Outcome, type Temporal, daysBetween, ok, refuse } from '#lib';
import { type VisitState, isDone, isOpen } from './lifecycle.ts';
import type { Modality, PlannedActivity } from '#studies/rules';
import { type VisitWindow, outByDays } from './window.ts';

/** What was decided about one activity of the visit. */
export interface ActivityResult {
  readonly key: string;
  readonly done: boolean;
  readonly notDoneReason?: string | null;
}

/** What a coordinator records. */
export interface CompleteVisitCommand {
  readonly actualDate: Temporal.PlainDate;
  readonly modality: Modality;
  readonly activities: readonly ActivityResult[];
  readonly outOfWindowReason?: string | null;
}

/** The visit as it stands. `window` is null while the protocol gives it none yet (screening before randomisation). */
export interface VisitToComplete {
  readonly visitId: string;
  readonly subjectId: string;
  readonly visitKey: string;
  readonly cycle: number;
  readonly correction: number;
  readonly state: VisitState;
  readonly activities: readonly PlannedActivity[];
  readonly modalities?: readonly Modality[];
  readonly window: Pick<VisitWindow, 'earliest' | 'latest'> | null;
  readonly consentedOn: Temporal.PlainDate | null;
  /** What was recorded when it was completed, if it was. */
  readonly completed?: VisitCompleted | null;
}

/** The fact that a visit took place: complete in itself, so that earning and deviations need no second look. */
export interface VisitCompleted {
  readonly fact: 'visits.completed';
  readonly visitId: string;
  readonly subjectId: string;
  readonly visitKey: string;
  readonly cycle: number;
  /** How often the record had been re-opened before. */
  readonly correction: number;
  readonly state: 'completed' | 'partially-completed';
  readonly actualDate: Temporal.PlainDate;
  readonly modality: Modality;
  readonly window: Pick<VisitWindow, 'earliest' | 'latest'> | null;
  readonly outByDays: number | null;
  readonly outOfWindowReason: string | null;
  readonly activities: readonly { readonly key: string; readonly done: boolean; readonly notDoneReason: string | null }[];
}

export type CompletionRefusal =
  | 'not-open'
  | 'already-completed'
  | 'future-date'
  | 'before-consent'
  | 'modality-not-allowed'
  | 'activity-unknown'
  | 'activity-undecided'
  | 'activity-repeated'
  | 'not-done-reason-missing'
  | 'nothing-done'
  | 'window-reason-missing';

/** `facts` is empty when the same content was recorded before: the command is safe to repeat. */
export interface CompletionDecision {
  readonly visit: VisitCompleted;
  readonly facts: readonly VisitCompleted[];
}

const written = (text: string | null | undefined): string | null => text?.trim() || null;

function refuseDate(visit: VisitToComplete, on: Temporal.PlainDate, today: Temporal.PlainDate) {
  if (daysBetween(today, on) > 0) return refuse('future-date', { actualDate: on.toString(), today: today.toString() });
  if (visit.consentedOn && daysBetween(visit.consentedOn, on) < 0)
    return refuse('before-consent', { actualDate: on.toString(), consentedOn: visit.consentedOn.toString() });
  return null;
}

function refuseActivities(planned: readonly PlannedActivity[], results: readonly ActivityResult[]) {
  const plannedKeys = new Set(planned.map((activity) => activity.key));
  const decided = results.map((result) => result.key);
  const unknown = decided.filter((key) => !plannedKeys.has(key));
  if (unknown.length > 0) return refuse('activity-unknown', { activities: unknown });
  const repeated = decided.filter((key, index) => decided.indexOf(key) !== index);
  if (repeated.length > 0) return refuse('activity-repeated', { activities: repeated });
  const undecided = [...plannedKeys].filter((key) => !decided.includes(key));
  if (undecided.length > 0) return refuse('activity-undecided', { activities: undecided });
  const unexplained = results.filter((result) => !result.done && written(result.notDoneReason) === null).map((result) => result.key);
  if (unexplained.length > 0) return refuse('not-done-reason-missing', { activities: unexplained });
  if (results.length > 0 && results.every((result) => !result.done)) return refuse('nothing-done', {});
  return null;
}

/** The same record as text: equal texts mean that a repeated command changes nothing. */
function content(fact: VisitCompleted): string {
  const activities = [...fact.activities]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, done, notDoneReason }) => [key, done, notDoneReason]);
  return JSON.stringify([fact.actualDate.toString(), fact.modality, fact.outOfWindowReason, activities]);
}

function completedFact(visit: VisitToComplete, command: CompleteVisitCommand): VisitCompleted {
  const { window } = visit;
  const outBy = window ? outByDays(command.actualDate, window.earliest, window.latest) : null;
  return {
    fact: 'visits.completed',
    visitId: visit.visitId,
    subjectId: visit.subjectId,
    visitKey: visit.visitKey,
    cycle: visit.cycle,
    correction: visit.correction,
    state: command.activities.every((activity) => activity.done) ? 'completed' : 'partially-completed',
    actualDate: command.actualDate,
    modality: command.modality,
    window: window ? { earliest: window.earliest, latest: window.latest } : null,
    outByDays: outBy,
    outOfWindowReason: outBy ? written(command.outOfWindowReason) : null,
    activities: command.activities.map(({ key, done, notDoneReason }) => ({
      key,
      done,
      notDoneReason: done ? null : written(notDoneReason),
    })),
  };
}

/**
 * Decides whether a visit may be completed. A visit after its window is kept, with its reason, and becomes a deviation (BR-02).
 * Repeating the same content answers the same visit without facts; other content needs the record to be re-opened first.
 *
 * @param today the civil date at the site
 */
export function decideComplete(
  visit: VisitToComplete,
  command: CompleteVisitCommand,
  { today }: { readonly today: Temporal.PlainDate },
): Outcome<CompletionDecision, CompletionRefusal> {
  if (isDone(visit.state) && visit.completed) {
    const before = visit.completed;
    const again = completedFact({ ...visit, window: before.window }, command);
    return content(again) === content(before)
      ? ok({ visit: before, facts: [] })
      : refuse('already-completed', { actualDate: before.actualDate.toString() });
  }
  if (!isOpen(visit.state)) return refuse('not-open', { state: visit.state });
  const refused = refuseDate(visit, command.actualDate, today) ?? refuseActivities(visit.activities, command.activities);
  if (refused) return refused;
  if (visit.modalities && !visit.modalities.includes(command.modality))
    return refuse('modality-not-allowed', { modality: command.modality, allowed: visit.modalities });
  const fact = completedFact(visit, command);
  if (fact.outByDays && fact.outOfWindowReason === null) return refuse('window-reason-missing', { outByDays: fact.outByDays });
  return ok({ visit: fact, facts: [fact] });
}
