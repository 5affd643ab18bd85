// The read side: subjects of a study-site, one subject, and the funnel of a study.
import { and, asc, eq, inArray } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import type { Temporal } from '#lib';
import { found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { pubStudy, pubStudySite, studySiteById, studySitePlace } from '#studies';
import { findPeople, readIdentities } from '#vault';
import { identityFields } from '#vault/rules';
import type { subjectsContract } from './contract.ts';
import { canAdvance, canConsent, canIdentify, canSeeArm, canSeeReasons, canView } from './policy.ts';
import { type SubjectState, type SubjectStep, funnelCounts, subjectTransitions } from './rules.ts';
import { type StatusEventRow, type SubjectRow, loadMilestones, loadSteps, loadSubject, loadSubjectsAtSite } from './store.ts';
import { statusEvent, subject } from './tables.ts';

type Routes = typeof subjectsContract;
type SubjectView = AnswerOf<Routes['view']>;

/** The subjects of a study-site in scope, by number. */
export async function listSubjects(act: Act, studySiteId: string): Promise<AnswerOf<Routes['list']>> {
  const [known, rows] = await Promise.all([studySitePlace(act, studySiteId), loadSubjectsAtSite(act.tx, studySiteId)]);
  const studySite = found(known);
  requireMay(act, 'subjects.view', studySite);
  return {
    subjects: rows.map((row) => lineOf(act, row)),
    can: { consent: canConsent(act.actor, studySite) && studySite.status === 'active-recruiting', find: canIdentify(act.actor, studySite) },
  };
}

/** A subject in scope, or null. */
export function subjectById(act: Act, subjectId: string): Promise<SubjectRow | null> {
  return loadSubject(act.tx, subjectId);
}

/** One subject with its history. */
export async function viewSubject(act: Act, subjectId: string): Promise<SubjectView> {
  const row = found(await loadSubject(act.tx, subjectId));
  requireMay(act, 'subjects.view', row);
  return viewOf(act, row);
}

/** Who a subject is. The reading is written down with its purpose in this transaction; nobody reads it unseen. */
export async function identityOfSubject(act: Act, subjectId: string, purpose: string): Promise<AnswerOf<Routes['identity']>> {
  const row = found(await loadSubject(act.tx, subjectId));
  requireMay(act, 'subjects.identify', row);
  const personId = found(row.personId);
  const { 'birth-date': birthDate, ...words } = found(
    (await readIdentities(act, act.cipher, [personId], identityFields, purpose)).get(personId),
  );
  return { ...words, ...(birthDate === undefined ? {} : { birthDate }) };
}

/**
 * The participants of a study-site who have this name, birth date or telephone number, by number: who they are is not repeated. The
 * search is written down with its purpose in this transaction, found or not.
 */
export async function findSubjects(act: Act, studySiteId: string, search: BodyOf<Routes['find']>): Promise<AnswerOf<Routes['find']>> {
  const { id, siteId, studyId } = found(await studySiteById(act, studySiteId));
  requireMay(act, 'subjects.identify', { siteId, studyId });
  const people = await findPeople(act, act.cipher, { siteId, studyId, field: search.by, value: search.value, purpose: search.purpose });
  const rows = await act.tx
    .select()
    .from(subject)
    .where(and(eq(subject.studySiteId, id), inArray(subject.personId, people)))
    .orderBy(asc(subject.number));
  return { subjects: rows.map((row) => lineOf(act, row)) };
}

/** The subject as pages see it, read again in this transaction. */
export async function viewOf(act: Act, row: SubjectRow): Promise<SubjectView> {
  const steps = await loadSteps(act.tx, row.id);
  const milestones = await loadMilestones(act.tx, row.id);
  const next = subjectTransitions[row.status];
  return {
    ...lineOf(act, row),
    scheduleVersionId: row.scheduleVersionId,
    identified: row.personId !== null,
    milestones: milestones.map(({ kind, onDate, source }) => ({ kind, on: onDate.toString(), source })),
    history: steps.map((step) => ({
      step: step.step,
      from: step.fromStatus,
      to: step.toStatus,
      toText: statusText(step.toStatus),
      on: step.onDate?.toString() ?? null,
      reason: canSeeReasons(act.actor, row) ? step.reason : null,
      withdrawnFrom: step.withdrawnFrom,
      lastDoseOn: step.lastDoseOn?.toString() ?? null,
      source: step.source,
      recordedAt: step.recordedAt.toString(),
    })),
    next: [...next],
    can: {
      advance: canAdvance(act.actor, row) && next.length > 0,
      identify: canIdentify(act.actor, row) && row.personId !== null,
      seeArm: canSeeArm(act.actor, row),
      reachMilestone: canAdvance(act.actor, row) && row.status !== 'issued-in-error',
    },
  };
}

/** A status in words: `In screening`. */
function statusText(status: SubjectState): string {
  const words = status.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function lineOf(act: Act, row: SubjectRow): AnswerOf<Routes['list']>['subjects'][number] {
  return {
    id: row.id,
    studyId: row.studyId,
    siteId: row.siteId,
    studySiteId: row.studySiteId,
    number: row.number,
    status: row.status,
    statusText: statusText(row.status),
    arm: canSeeArm(act.actor, row) ? row.arm : null,
    consentedOn: row.consentedOn?.toString() ?? null,
    source: row.source,
    version: row.version,
  };
}

/**
 * Kept steps as the rules read them. A step taken over without a date stands where its neighbours stand: on the date of
 * the step before, else of the first dated step after, else on `fallback`.
 */
export function historyOf(
  steps: readonly Pick<StatusEventRow, 'toStatus' | 'onDate' | 'reason' | 'withdrawnFrom' | 'lastDoseOn' | 'source'>[],
  fallback: Temporal.PlainDate,
): SubjectStep[] {
  let last = steps.find((step) => step.onDate !== null)?.onDate ?? fallback;
  return steps.map((step) => {
    last = step.onDate ?? last;
    return {
      to: step.toStatus,
      on: last,
      reason: step.reason,
      withdrawnFrom: step.withdrawnFrom,
      lastDoseOn: step.lastDoseOn,
      source: step.source === 'imported' ? 'imported' : 'site',
    };
  });
}

/** How far the subjects of each site of a study came, sites by number; only sites whose subjects the actor may see. */
export async function funnelOfStudy(act: Act, studyId: string): Promise<AnswerOf<Routes['funnel']>> {
  const sites = await act.tx.select().from(pubStudySite).where(eq(pubStudySite.studyId, studyId)).orderBy(asc(pubStudySite.number));
  const visible = sites.filter((site) => canView(act.actor, site));
  if (visible.length === 0) {
    const [study] = await act.tx.select({ id: pubStudy.id }).from(pubStudy).where(eq(pubStudy.id, studyId));
    requireMay(act, 'subjects.view', { studyId: found(study).id });
  }
  const steps = await act.tx
    .select({ step: statusEvent, studySiteId: subject.studySiteId })
    .from(statusEvent)
    .innerJoin(subject, eq(subject.id, statusEvent.subjectId))
    .where(eq(subject.studyId, studyId))
    .orderBy(asc(statusEvent.subjectId), asc(statusEvent.step));
  const histories = new Map<string, Map<string, StatusEventRow[]>>();
  for (const { step, studySiteId } of steps) {
    const atSite = histories.get(studySiteId) ?? new Map<string, StatusEventRow[]>();
    atSite.set(step.subjectId, [...(atSite.get(step.subjectId) ?? []), step]);
    histories.set(studySiteId, atSite);
  }
  const today = act.now.toZonedDateTimeISO('UTC').toPlainDate();
  return {
    sites: visible.map((site) => ({
      site: site.number,
      studySiteId: site.id,
      ...funnelCounts([...(histories.get(site.id)?.values() ?? [])].map((history) => historyOf(history, today))),
    })),
  };
}
