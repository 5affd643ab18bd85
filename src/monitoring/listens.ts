// What follows for deviations from facts told on the left, in the teller's transaction and on behalf of the same actor.
import { type Act, type RoomListener, listens } from '#access';
import { civilDate } from '#lib';
import { type SaeReported, saeReported } from '#safety/contract';
import { type CompletedVisit, type SkippedVisit, visitCompleted, visitReopened, visitSkipped, visitsCompleted } from '#visits/contract';
import { deviationsDrafted } from './contract.ts';
import { type DeviationDraft, decideDeviation, deviationDrafts, skippedCategory } from './rules.ts';
import { insertDeviations, loadDrafted, numberOfSubject, updateDeviation } from './store.ts';

/**
 * A visit outside its window, and every planned activity that was not done, becomes a deviation to assess (BR-24), once; those of visits of one
 * subject that are told together are kept and told together. Imported visits draft none: why they were late is not known here, and their
 * deviations are kept where they come from.
 */
export async function draftDeviations(act: Act, visits: readonly CompletedVisit[]): Promise<void> {
  const drafted = visits.filter((visit) => visit.source !== 'imported').flatMap((visit) => draftsOf(visit).map((one) => ({ visit, one })));
  if (drafted.length === 0) return;
  // A deviation that was already reported outlives the correction of its visit; it is not drafted a second time.
  const onRecord = await loadDrafted(act.tx, [...new Set(drafted.map(({ visit }) => visit.visitId))]);
  const standing = new Set(
    onRecord.filter((row) => row.state !== 'voided').map((row) => placeIn(row.visitId, row.category, row.activityKey)),
  );
  await draft(
    act,
    drafted
      .filter(({ visit, one }) => !standing.has(placeIn(visit.visitId, one.category, one.activityKey)))
      .map(({ visit, one }) => ({
        id: act.newId(),
        studyId: visit.studyId,
        siteId: visit.siteId,
        subjectId: visit.subjectId,
        visitId: visit.visitId,
        visitKey: visit.visitKey,
        activityKey: one.activityKey,
        correction: visit.generation,
        category: one.category,
        state: one.state,
        detectedBy: one.detectedBy,
        occurredOn: one.occurredOn,
        daysOut: one.outByDays,
        reasonCode: one.category === 'visit-window' ? visit.reasonCode : null,
        reason: one.reason,
        summary: summaryOf(one, visit),
      })),
  );
}

const placeIn = (visitId: string | null, category: string, activityKey: string | null) => [visitId, category, activityKey].join(' ');

// Keeps the drafts and tells of them; the names of subjects are read where they are told.
async function draft(act: Act, drafts: Parameters<typeof insertDeviations>[1]): Promise<void> {
  const [first] = drafts;
  if (!first) return;
  await insertDeviations(act.tx, drafts);
  const subjectNumber = await numberOfSubject(act.tx, first.subjectId);
  const { subjectId, studyId, siteId, category } = first;
  const deviationIds = drafts.map(({ id }) => id);
  await act.tell(deviationsDrafted, { deviationIds, subjectId, subjectNumber, studyId, siteId, category });
}

/** A visit of the protocol that was missed or cancelled becomes a deviation to assess (BR-24), once for each time it was written off. */
export async function draftSkipped(act: Act, visit: SkippedVisit): Promise<void> {
  const category = skippedCategory(visit);
  if (category === null) return;
  const { visitId, visitKey, subjectId, studyId, siteId, reasonCode, reason } = visit;
  const standing = (await loadDrafted(act.tx, [visitId])).some(
    (row) => row.state !== 'voided' && row.category === category && row.activityKey === null,
  );
  if (standing) return;
  await draft(act, [
    {
      id: act.newId(),
      studyId,
      siteId,
      subjectId,
      visitId,
      visitKey,
      correction: visit.generation,
      category,
      state: 'detected',
      detectedBy: 'rule',
      occurredOn: civilDate(visit.on),
      reasonCode,
      reason,
      summary: `${visit.visitName} was ${visit.state}`,
    },
  ]);
}

/** What rested only on the record of a visit falls with it: drafts and assessments are voided, what was reported stays. */
export async function voidDeviations(act: Act, visit: { readonly visitId: string; readonly reason: string }): Promise<void> {
  for (const row of await loadDrafted(act.tx, [visit.visitId])) {
    const decided = decideDeviation(row, { to: 'voided', reason: visit.reason });
    if (decided.ok) await updateDeviation(act.tx, row, { state: decided.value.state, voidedReason: visit.reason });
  }
}

/** A report of a serious event that went out after its 24 hours is a deviation of safety reporting (BR-23), once. */
export async function draftLateReport(act: Act, report: SaeReported): Promise<void> {
  if (report.lateByMinutes === 0) return;
  const { studyId, siteId, subjectId, adverseEventId, dueOn } = report;
  await draft(act, [
    {
      id: act.newId(),
      studyId,
      siteId,
      subjectId,
      adverseEventId,
      category: 'safety-reporting',
      state: 'detected',
      detectedBy: 'rule',
      occurredOn: civilDate(dueOn),
      summary: `The report of a serious adverse event was sent ${lateInWords(report.lateByMinutes)} after it was due`,
    },
  ]);
}

function lateInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(' ');
}

export const monitoringListeners: readonly RoomListener[] = [
  listens(visitCompleted, 'monitoring.draftDeviations', (act, visit) => draftDeviations(act, [visit])),
  listens(visitsCompleted, 'monitoring.draftDeviationsOf', (act, { visits }) => draftDeviations(act, visits)),
  listens(visitSkipped, 'monitoring.draftSkipped', draftSkipped),
  listens(visitReopened, 'monitoring.voidDeviations', voidDeviations),
  listens(saeReported, 'monitoring.draftLateReport', draftLateReport),
];

function draftsOf(visit: CompletedVisit): readonly DeviationDraft[] {
  return deviationDrafts({
    fact: 'visits.completed',
    visitId: visit.visitId,
    subjectId: visit.subjectId,
    visitKey: visit.visitKey,
    cycle: visit.cycle,
    correction: visit.generation,
    state: visit.activities.every((activity) => activity.done) ? 'completed' : 'partially-completed',
    actualDate: civilDate(visit.serviceDate),
    modality: 'on-site',
    window: null,
    outByDays: visit.outByDays,
    outOfWindowReason: visit.reason,
    activities: visit.activities,
  });
}

function summaryOf(draft: DeviationDraft, visit: CompletedVisit): string {
  if (draft.activityKey !== null)
    return `${visit.visitName}: ${visit.activities.find((activity) => activity.key === draft.activityKey)?.name ?? draft.activityKey} not done`;
  const days = Math.abs(draft.outByDays ?? 0);
  return `${visit.visitName} took place ${days} ${days === 1 ? 'day' : 'days'} ${(draft.outByDays ?? 0) < 0 ? 'before' : 'after'} its window`;
}
