// Questions about one subject's visits, one visit, and a study-site's day.
import { type Act, requireMay } from '#access';
import { dateInZone } from '#lib';
import { found } from '#platform';
import type { AnswerOf } from '#platform/contract';
import { type PublishedStudySite, studySiteById } from '#studies';
import { subjectById } from '#subjects';
import { type visitsContract, windowReasons } from '../contract.ts';
import { canBook } from '../policy.ts';
import { isOpen, outByDays, studyDay } from '../rules.ts';
import { type ActivityRow, type VisitRow, loadActivities, loadVisit } from '../store.ts';
import { type Course, definitionOf, loadCourse, loadCourses } from './course.ts';
import { inOrder, seen, viewVisit } from './view.ts';

type Routes = typeof visitsContract;
type VisitDetail = AnswerOf<Routes['view']>;

/** Every visit of a subject with its window. */
export async function visitsOfSubject(act: Act, subjectId: string): Promise<AnswerOf<Routes['ofSubject']>> {
  const subject = found(await subjectById(act, subjectId));
  requireMay(act, 'visits.view', subject);
  const studySite = found(await studySiteById(act, subject.studySiteId));
  const at = seen(found((await loadCourses(act, [subject]))[0]), dateInZone(act.now, studySite.timeZone));
  return {
    subject: { id: subject.id, number: subject.number, status: subject.status, studySiteId: subject.studySiteId, studyId: subject.studyId },
    timeZone: studySite.timeZone,
    today: at.today.toString(),
    dayOne: at.dayOne?.toString() ?? null,
    visits: inOrder(at).map((row) => viewVisit(act, at, row)),
    can: { addUnscheduled: canBook(act.actor, subject) },
  };
}

/** One visit with the activities to decide. */
export async function viewOneVisit(act: Act, visitId: string): Promise<VisitDetail> {
  const row = found(await loadVisit(act.tx, visitId));
  requireMay(act, 'visits.view', row);
  return detailOf(act, row);
}

/** What a view needs of an activity on record. */
export type RecordedActivity = Pick<ActivityRow, 'activityKey' | 'name' | 'done' | 'notDoneReason'>;

/** What the caller has read or written in this transaction and knows to be so still. */
export interface KnownVisitParts {
  readonly course?: Course;
  readonly studySite?: PublishedStudySite;
  readonly activities?: readonly RecordedActivity[];
}

/** The visit as pages see it; whatever is not known is read again in this transaction. */
export async function detailOf(act: Act, row: VisitRow, known: KnownVisitParts = {}): Promise<VisitDetail> {
  const studySite = known.studySite ?? found(await studySiteById(act, row.studySiteId));
  const course = known.course ?? (await loadCourse(act, row.subjectId));
  const at = seen(course, dateInZone(act.now, studySite.timeZone));
  const current = found(course.rows.find((other) => other.id === row.id));
  const { earliest, latest } = current;
  const outBy = earliest && latest ? outByDays(at.today, earliest, latest) : null;
  return {
    ...viewVisit(act, at, current),
    subjectNumber: course.subject.number,
    studyCode: studySite.studyCode,
    siteName: studySite.siteName,
    timeZone: studySite.timeZone,
    today: at.today.toString(),
    consentedOn: course.subject.consentedOn?.toString() ?? null,
    modalities: modalitiesOf(course, current),
    activities: activitiesToDecide(course, current, known.activities ?? (await loadActivities(act.tx, row.id))),
    ifToday: isOpen(current.state)
      ? { studyDay: at.dayOne ? studyDay(at.today, at.dayOne) : null, outByDays: outBy, needsReason: (outBy ?? 0) !== 0 }
      : null,
    windowReasons: [...windowReasons],
  };
}

/** How the visit may take place; the first is the usual way. */
export function modalitiesOf(course: Course, row: VisitRow): VisitDetail['modalities'] {
  const planned = row.visitDefinitionId === null ? [] : (definitionOf(course, row.visitKey)?.modalities ?? []);
  return planned.length > 0 ? [...planned] : ['on-site', 'phone', 'video', 'home'];
}

/** The planned activities with what was decided so far; a visit that took place, and an unscheduled one, shows those on its record. */
export function activitiesToDecide(course: Course, row: VisitRow, onRecord: readonly RecordedActivity[]): VisitDetail['activities'] {
  const planned = row.visitDefinitionId === null ? [] : (definitionOf(course, row.visitKey)?.activities ?? []);
  const group = new Map(
    (course.schedule?.visits ?? []).flatMap((visit) => visit.activities.map((activity) => [activity.key, activity.group] as const)),
  );
  const recorded = new Map(onRecord.map((activity) => [activity.activityKey, activity]));
  if (planned.length === 0 || !isOpen(row.state)) {
    return onRecord.map(({ activityKey, name, done, notDoneReason }) => ({
      key: activityKey,
      name,
      group: group.get(activityKey) ?? null,
      done,
      notDoneReason,
    }));
  }
  return planned.map((activity) => ({
    key: activity.key,
    name: activity.name,
    group: activity.group,
    done: recorded.get(activity.key)?.done ?? null,
    notDoneReason: recorded.get(activity.key)?.notDoneReason ?? null,
  }));
}
