// The shell of study-sites: open a study at a site, correct it, move it along its life cycle.
import { type Act, requireMay } from '#access';
import { siteById } from '#network';
import { civilDate, dateInZone } from '#lib';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { studiesContract } from '../contract.ts';
import { viewStudySite } from '../questions.ts';
import { type StudySiteState, decideStudySiteStatus, isActive } from '../rules.ts';
import * as store from '../store.ts';

type Routes = typeof studiesContract;
type StudySiteView = AnswerOf<Routes['studySite']>;
/** What opening takes: the route's body with the study. */
export type OpeningInput = BodyOf<Routes['openStudyAtSite']> & { readonly studyId: string };

/**
 * Opens a study at a site with the study's released schedule. A site opened today or earlier, by its own calendar, is active and
 * recruiting; any other is in start-up. Refuses a site that has the study already, and a number that is taken.
 *
 * @param takenOver the state in which a study-site from elsewhere stands; it went through the states before it there
 */
export async function openStudyAtSite(act: Act, input: OpeningInput, takenOver?: StudySiteState): Promise<StudySiteView> {
  const [study, site] = [found(await store.loadStudy(act.tx, input.studyId)), found(await siteById(act, input.siteId))];
  requireMay(act, 'studies.open-site', { siteId: site.id, studyId: study.id });
  const dates = checkedDates(input);
  const today = dateInZone(act.now, site.timeZone).toString();
  const isOpen = input.openedOn !== null && input.openedOn <= today;
  // What is entered while it waits was selected that day unless told; of what was open already, only its people know.
  const selectedOn = input.selectedOn === undefined && !isOpen && takenOver === undefined ? civilDate(today) : dates.selectedOn;
  const released = await store.newestScheduleVersion(act.tx, study.id, 'released');
  const id = act.newId();
  const inserted = await store.insertStudySite(act.tx, {
    id,
    studyId: study.id,
    siteId: site.id,
    number: input.number,
    status: takenOver ?? (isOpen ? 'active-recruiting' : 'start-up'),
    scheduleVersionId: released?.id ?? null,
    targetEnrolment: input.targetEnrolment,
    ...dates,
    selectedOn,
  });
  if (!inserted) throw new Refusal('already-exists', { field: 'number' });
  return viewStudySite(act, id);
}

/** Corrects target, dates and schedule; what is absent stays as it is. Refuses a schedule that is not released or of another study. */
export async function amendStudySite(
  act: Act,
  studySiteId: string,
  version: number,
  body: BodyOf<Routes['amendStudySite']>,
): Promise<StudySiteView> {
  const before = found(await store.loadStudySite(act.tx, studySiteId));
  requireMay(act, 'studies.open-site', before);
  if (body.scheduleVersionId !== undefined) {
    const schedule = found(await store.loadScheduleVersion(act.tx, body.scheduleVersionId));
    if (schedule.studyId !== before.studyId) throw new Refusal('not-found');
    if (schedule.status !== 'released') throw new Refusal('schedule-not-released', { number: schedule.number });
  }
  const planned = {
    selectedOn: body.selectedOn === undefined ? (before.selectedOn?.toString() ?? null) : body.selectedOn,
    openedOn: body.openedOn === undefined ? (before.openedOn?.toString() ?? null) : body.openedOn,
    enrolmentPlannedFrom:
      body.enrolmentPlannedFrom === undefined ? (before.enrolmentPlannedFrom?.toString() ?? null) : body.enrolmentPlannedFrom,
    enrolmentPlannedTo: body.enrolmentPlannedTo === undefined ? (before.enrolmentPlannedTo?.toString() ?? null) : body.enrolmentPlannedTo,
  };
  await change(act, studySiteId, version, {
    ...checkedDates(planned),
    ...(body.targetEnrolment === undefined ? {} : { targetEnrolment: body.targetEnrolment }),
    ...(body.scheduleVersionId === undefined ? {} : { scheduleVersionId: body.scheduleVersionId }),
  });
  return viewStudySite(act, studySiteId);
}

/** Moves a study-site to a next state of its life cycle; the first day of activity becomes its opening day where none is known. */
export async function changeStudySiteStatus(act: Act, studySiteId: string, version: number, to: StudySiteState): Promise<StudySiteView> {
  const before = found(await store.loadStudySite(act.tx, studySiteId));
  requireMay(act, 'studies.open-site', before);
  const decided = must(decideStudySiteStatus(before.status, before.heldFrom, to));
  const site = found(await siteById(act, before.siteId));
  const onDate = dateInZone(act.now, site.timeZone);
  const openedOn = before.openedOn ?? (isActive(to) ? onDate : null);
  await change(act, studySiteId, version, { ...decided, openedOn });
  const { studyId, siteId, status: fromStatus } = before;
  await store.insertStudySiteStep(act.tx, { id: act.newId(), studySiteId, studyId, siteId, fromStatus, toStatus: decided.status, onDate });
  return viewStudySite(act, studySiteId);
}

async function change(act: Act, studySiteId: string, version: number, changes: Partial<store.StudySiteRow>): Promise<void> {
  if (await store.updateStudySite(act.tx, studySiteId, version, changes)) return;
  throw new Refusal('version-conflict', { yours: version, current: await viewStudySite(act, studySiteId) });
}

interface Dates {
  readonly selectedOn?: string | null | undefined;
  readonly openedOn: string | null;
  readonly enrolmentPlannedFrom?: string | null | undefined;
  readonly enrolmentPlannedTo?: string | null | undefined;
}

function checkedDates(dates: Dates) {
  const { selectedOn = null, openedOn, enrolmentPlannedFrom: from = null, enrolmentPlannedTo: to = null } = dates;
  if (from !== null && to !== null && to < from)
    throw new Refusal('dates-reversed', { enrolmentPlannedFrom: from, enrolmentPlannedTo: to });
  if (selectedOn !== null && openedOn !== null && openedOn < selectedOn) throw new Refusal('dates-reversed', { selectedOn, openedOn });
  const parsed = (text: string | null) => (text === null ? null : civilDate(text));
  return { selectedOn: parsed(selectedOn), openedOn: parsed(openedOn), enrolmentPlannedFrom: parsed(from), enrolmentPlannedTo: parsed(to) };
}
