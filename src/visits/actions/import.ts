// Taking over visits from elsewhere: dates as they were, no reasons demanded, and a repeated import adds nothing.
import { type Act, requireMay } from '#access';
import { type Temporal, civilDate, dateInZone } from '#lib';
import { Refusal, found } from '#platform';
import { studySiteById } from '#studies';
import { type SubjectRow, subjectsByIds } from '#subjects';
import { type CompletedVisit, visitsImported } from '../contract.ts';
import { type Course, definitionOf, loadCourses } from '../questions/course.ts';
import { UNSCHEDULED, isDone } from '../rules.ts';
import * as store from '../store.ts';
import { placeOf } from './complete.ts';
import { planVisitsOf } from './plan.ts';

/** A visit that took place elsewhere. `visitKey` is null for one that no schedule plans; `excludedReason` says why no window judges it. */
export interface ImportedVisitInput {
  readonly visitKey: string | null;
  readonly cycle?: number;
  readonly name: string;
  /** `YYYY-MM-DD` */
  readonly actualDate: string;
  readonly excludedReason?: string | null;
}

/** How many visits an import recorded, and how many were there before. */
export interface ImportedVisits {
  readonly added: number;
  readonly unchanged: number;
}

/** Takes over visits of one subject. */
export async function importVisits(act: Act, subjectId: string, visits: readonly ImportedVisitInput[]): Promise<ImportedVisits> {
  return importVisitsOfStudy(
    act,
    visits.map((visit) => ({ ...visit, subjectId })),
  );
}

/**
 * Takes over visits of many subjects of one study in a handful of statements; windows are computed afterwards, so their order does not
 * matter. A visit that is on record with the same date (an unscheduled one: name and date) is left as it is. Refuses visits the schedule
 * does not have and dates that lie ahead at the site, naming subject and place in the list. `visits.imported` is told once.
 */
export async function importVisitsOfStudy(
  act: Act,
  inputs: readonly (ImportedVisitInput & { readonly subjectId: string })[],
): Promise<ImportedVisits> {
  const ids = [...new Set(inputs.map((input) => input.subjectId))];
  if (ids.length === 0) return { added: 0, unchanged: 0 };
  const subjects = await subjectsByIds(act, ids);
  if (subjects.length < ids.length) throw new Refusal('not-found');
  const todays = await todaysOf(act, subjects);
  const courses = new Map((await loadCourses(act, subjects)).map((course) => [course.subject.id, new Placement(act, course)]));
  inputs.forEach((input, index) => {
    const placement = found(courses.get(input.subjectId));
    placement.put(input, index, found(todays.get(placement.course.subject.studySiteId)));
  });
  const placements = [...courses.values()];
  const occurredAt = act.now.toString();
  await store.completeImported(
    act.tx,
    placements.flatMap((one) => one.changed.map((row) => ({ ...row, occurredAt }))),
  );
  await store.insertVisits(
    act.tx,
    placements.flatMap((one) => one.fresh.map((row) => ({ ...row, occurredAt: act.now }))),
  );
  await planVisitsOf(act, ids);
  const added = new Set(placements.flatMap((one) => [...one.changed, ...one.fresh].map((row) => row.id)));
  if (added.size > 0) await tellImported(act, found(subjects[0]).studyId, ids, added);
  return { added: added.size, unchanged: inputs.length - added.size };
}

async function todaysOf(act: Act, subjects: readonly SubjectRow[]): Promise<Map<string, Temporal.PlainDate>> {
  if (new Set(subjects.map((subject) => subject.studyId)).size > 1) throw new Refusal('more-than-one-study', {});
  const todays = new Map<string, Temporal.PlainDate>();
  for (const id of new Set(subjects.map((subject) => subject.studySiteId))) {
    const studySite = found(await studySiteById(act, id));
    requireMay(act, 'interop.import', studySite);
    todays.set(id, dateInZone(act.now, studySite.timeZone));
  }
  return todays;
}

interface Slot {
  readonly cycle: number;
  readonly repeatNo: number;
  readonly name: string;
  readonly actual: string | null;
  /** The open row to complete; null once the slot is taken. */
  readonly open: store.VisitRow | null;
}

/** Where imported visits of one subject go: the planned row, a repetition of it, or an unscheduled row. */
class Placement {
  readonly changed: { id: string; actualDate: string; excludedReason: string | null }[] = [];
  readonly fresh: store.NewVisit[] = [];
  readonly course: Course;
  private readonly act: Act;
  private readonly slots = new Map<string, Slot[]>();

  constructor(act: Act, course: Course) {
    this.act = act;
    this.course = course;
    for (const row of course.rows) {
      const open = isDone(row.state) ? null : row;
      this.slotsOf(row.visitKey).push({
        cycle: row.cycle,
        repeatNo: row.repeatNo,
        name: row.name,
        actual: row.actualDate?.toString() ?? null,
        open,
      });
    }
  }

  private slotsOf(visitKey: string): Slot[] {
    const slots = this.slots.get(visitKey) ?? [];
    this.slots.set(visitKey, slots);
    return slots;
  }

  put(input: ImportedVisitInput, index: number, today: Temporal.PlainDate): void {
    const where = { subject: this.course.subject.number, index };
    const actualDate = civilDate(input.actualDate);
    if (input.actualDate > today.toString()) throw new Refusal('future-date', { ...where, today: today.toString() });
    const visitKey = input.visitKey ?? UNSCHEDULED;
    const definition = input.visitKey === null ? null : definitionOf(this.course, input.visitKey);
    if (input.visitKey !== null && definition === null) throw new Refusal('visit-unknown', where);
    const cycle = input.cycle ?? 1;
    const slots = this.slotsOf(visitKey);
    const own = slots.filter((slot) => slot.cycle === cycle);
    if (own.some((slot) => slot.actual === input.actualDate && (input.visitKey !== null || slot.name === input.name))) return;
    const excludedReason = input.excludedReason ?? null;
    const open = input.visitKey === null ? undefined : own.find((slot) => slot.open !== null && slot.repeatNo === 0);
    const repeatNo =
      open?.repeatNo ??
      (input.visitKey !== null && own.length === 0 ? 0 : own.reduce((last, slot) => Math.max(last, slot.repeatNo), 0) + 1);
    if (open?.open) {
      this.changed.push({ id: open.open.id, actualDate: input.actualDate, excludedReason });
      slots.splice(slots.indexOf(open), 1);
    } else {
      this.fresh.push({
        id: this.act.newId(),
        subject: this.course.subject,
        visitDefinitionId: definition?.definitionId ?? null,
        visitKey,
        name: input.visitKey === null ? input.name : (definition?.name ?? input.name),
        position: definition?.position ?? 10_000,
        cycle,
        repeatNo,
        state: 'completed',
        actualDate,
        source: 'imported',
        excludedReason,
      });
    }
    slots.push({ cycle, repeatNo, name: input.name, actual: input.actualDate, open: null });
  }
}

async function tellImported(act: Act, studyId: string, subjectIds: readonly string[], added: ReadonlySet<string>): Promise<void> {
  const rows = (await store.loadVisitsOf(act.tx, subjectIds)).filter((row) => added.has(row.id));
  const visits: CompletedVisit[] = rows.map((row) => ({
    ...placeOf(row),
    visitKey: row.visitKey,
    visitName: row.name,
    cycle: row.cycle,
    repeatNo: row.repeatNo,
    serviceDate: row.actualDate?.toString() ?? '',
    outByDays: row.outByDays,
    reasonCode: row.reasonCode,
    reason: row.reason,
    generation: row.generation,
    source: 'imported',
    activities: [],
  }));
  await act.tell(visitsImported, { studyId, visits });
}
