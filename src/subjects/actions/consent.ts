// Consent: the subject begins, with a number that nobody ever had.
import { type Act, requireMay } from '#access';
import { type Temporal, civilDate, dateInZone } from '#lib';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { studySiteById } from '#studies';
import { addIdentity } from '#vault';
import { type subjectsContract, subjectConsented } from '../contract.ts';
import { viewOf } from '../questions.ts';
import { type SubjectStep, decideSubjectTransition } from '../rules.ts';
import * as store from '../store.ts';
import type { Source } from '../tables.ts';

type Routes = typeof subjectsContract;

/**
 * Records a consent and issues the number `<study-site>-<sequence>`, three digits at least. Refuses a study-site that does not recruit,
 * and a day that lies ahead at the site.
 */
export async function consentSubject(
  act: Act,
  input: BodyOf<Routes['consent']> & { readonly studySiteId: string },
): Promise<AnswerOf<Routes['consent']>> {
  const studySite = found(await studySiteById(act, input.studySiteId));
  requireMay(act, 'subjects.consent', studySite);
  if (studySite.status !== 'active-recruiting') throw new Refusal('study-site-not-recruiting', { status: studySite.status });
  const consentedOn = civilDate(input.consentedOn);
  const decided = must(
    decideSubjectTransition([], { to: 'consented', on: consentedOn }, { today: dateInZone(act.now, studySite.timeZone) }),
  );
  const place = { studySiteId: studySite.id, siteId: studySite.siteId, studyId: studySite.studyId };
  const personId = await keepIdentity(act, place, input.identity ?? {});
  const row = await insertWithNumber(act, place, { ...studySite, personId }, consentedOn);
  await store.insertSteps(act.tx, [stepRow(act, row, 1, null, decided.step)]);
  await store.saveMilestones(act.tx, [{ id: act.newId(), ...keyOf(row), kind: 'consented', onDate: consentedOn, source: 'program' }]);
  await act.tell(subjectConsented, {
    subjectId: row.id,
    ...place,
    scheduleVersionId: row.scheduleVersionId,
    consentedOn: input.consentedOn,
  });
  return viewOf(act, row);
}

/** Keeps what was told of the person in the vault; null when nothing was. */
async function keepIdentity(
  act: Act,
  place: { readonly siteId: string; readonly studyId: string },
  told: NonNullable<BodyOf<Routes['consent']>['identity']>,
): Promise<string | null> {
  const { birthDate, ...words } = told;
  const fields = { ...words, ...(birthDate === undefined ? {} : { 'birth-date': birthDate }) };
  if (Object.keys(fields).length === 0) return null;
  requireMay(act, 'subjects.identify', place);
  return addIdentity(act, act.cipher, { siteId: place.siteId, studyId: place.studyId, fields });
}

async function insertWithNumber(
  act: Act,
  place: { studySiteId: string; siteId: string; studyId: string },
  studySite: { readonly number: string; readonly scheduleVersionId: string | null; readonly personId: string | null },
  consentedOn: Temporal.PlainDate,
): Promise<store.SubjectRow> {
  const id = act.newId();
  const sequence = await store.takeNumber(act.tx, id, place);
  const [row] = await store.insertSubjects(act.tx, [
    {
      id,
      ...place,
      number: `${studySite.number}-${String(sequence).padStart(3, '0')}`,
      status: 'consented',
      scheduleVersionId: studySite.scheduleVersionId,
      personId: studySite.personId,
      consentedOn,
      source: 'program',
    },
  ]);
  if (!row) throw new Error(`subject number ${sequence} of study-site ${studySite.number} was issued outside its series`);
  return row;
}

/** The subject's keys as every table of the room carries them. */
export function keyOf(row: store.SubjectRow): { subjectId: string; studyId: string; siteId: string } {
  return { subjectId: row.id, studyId: row.studyId, siteId: row.siteId };
}

/** A decided step as a row; `on` is given apart where the record does not date it. */
export function stepRow(
  act: Act,
  row: store.SubjectRow,
  step: number,
  from: store.StatusEventRow['fromStatus'],
  decided: SubjectStep,
  on: Temporal.PlainDate | null = decided.on,
): Parameters<typeof store.insertSteps>[1][number] {
  const source: Source = decided.source === 'imported' ? 'imported' : 'program';
  return {
    id: act.newId(),
    ...keyOf(row),
    step,
    fromStatus: from,
    toStatus: decided.to,
    onDate: on,
    reason: decided.reason,
    withdrawnFrom: [...decided.withdrawnFrom],
    lastDoseOn: decided.lastDoseOn,
    source,
  };
}
