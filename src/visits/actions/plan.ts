// Planning: brings the visits on record in line with the schedule, writing only what differs.
import type { Act } from '#access';
import type { Temporal } from '#lib';
import { found, together } from '#platform';
import { loadSchedule, scheduleAtHand } from '#studies';
import type { Milestone, Schedule } from '#studies/rules';
import { type SubjectRow, subjectById, subjectsByIds } from '#subjects';
import { type SubjectState, isFinal } from '#subjects/rules';
import { type ProjectedVisit, isDone, isOpen, occurrenceKey } from '../rules.ts';
import * as store from '../store.ts';
import { type Course, definitionOf, isPlannedSlot, loadCourses, project } from '../questions/course.ts';

type Columns = store.VisitWindowColumns;

/** Plans the visits of one subject. Repeating changes nothing. */
export async function planVisits(act: Act, subjectId: string): Promise<void> {
  await planAll(act, [found(await subjectById(act, subjectId))]);
}

/**
 * Plans the visits of a subject whose course this transaction holds, as it is with all that was written since; answers the course after that.
 */
export async function planAfterVisit(act: Act, course: Course): Promise<Course> {
  const planned = difference(act, course);
  await write(act, [planned]);
  return { ...course, rows: rowsAfter(course, planned) };
}

/** Plans the visits of many subjects in a handful of statements. */
export async function planVisitsOf(act: Act, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length > 0) await planAll(act, await subjectsByIds(act, subjectIds));
}

/** Plans the visits of a subject after a milestone, where visits count from it or a block of visits ends with it. */
export async function planAfterMilestone(act: Act, subjectId: string, kind: Milestone): Promise<void> {
  const subject = found(await subjectById(act, subjectId));
  const id = subject.scheduleVersionId;
  const loaded = id === null ? null : (scheduleAtHand(id) ?? (await loadSchedule(act, id)));
  if (loaded && follows(loaded.schedule, kind)) await planAll(act, [subject]);
}

function follows({ visits, blocks }: Schedule, kind: Milestone): boolean {
  const counts = visits.some(({ timing }) => timing?.anchor.kind === 'milestone' && timing.anchor.milestone === kind);
  return counts || (blocks ?? []).some((block) => block.stopsAt === kind);
}

/** Ends the plan of a subject whose participation has ended; from enrolment on its arm is known and says which visits belong to the plan. */
export async function planAfterStatus(act: Act, subjectId: string, to: SubjectState): Promise<void> {
  if (isFinal(to)) await store.closeOpenVisits(act.tx, subjectId);
  else if (to === 'enrolled') await planVisits(act, subjectId);
}

async function planAll(act: Act, subjects: readonly SubjectRow[]): Promise<void> {
  const courses = await loadCourses(act, subjects);
  await write(
    act,
    courses.map((course) => difference(act, course)),
  );
}

// Sent together and done in this order: a slot is free before it is taken.
async function write({ tx }: Act, differences: readonly Difference[]): Promise<void> {
  await together(
    store.deletePlanned(
      tx,
      differences.flatMap((one) => one.gone),
    ),
    store.updateWindows(
      tx,
      differences.flatMap((one) => one.moved),
    ),
    store.insertVisits(
      tx,
      differences.flatMap((one) => one.fresh),
    ),
  );
}

/** The rows of a course once a difference has been written. */
export function rowsAfter({ rows }: Course, { gone, moved, fresh }: Difference): store.VisitRow[] {
  const columns = new Map(moved.map(({ id, ...window }) => [id, window]));
  const kept = rows.flatMap((row): store.VisitRow[] => {
    if (gone.includes(row.id))
      return row.generation > 0 ? [{ ...row, state: 'not-applicable', rebookNeeded: false, version: row.version + 1 }] : [];
    const window = columns.get(row.id);
    return [window ? { ...row, ...window } : row];
  });
  return [...kept, ...fresh.map(store.asInserted)];
}

/** What a plan has to change: rows to take away, windows to move, visits to add. */
export interface Difference {
  readonly gone: string[];
  readonly moved: (Columns & Pick<store.VisitRow, 'id' | 'version'>)[];
  readonly fresh: store.NewVisit[];
}

/** What differs between the visits on record and what the schedule wants of them now. */
export function difference(act: Act, course: Course): Difference {
  // A planned row that nobody booked says nothing; without them the projection shows what the plan still wants.
  const projected = project({ ...course, rows: course.rows.filter((row) => row.state !== 'planned') });
  const rows = course.rows.filter(isPlannedSlot);
  const onRecord = new Set(rows.map((row) => occurrenceKey(row.visitKey, row.cycle)));
  const ended = isFinal(course.subject.status);
  const gone =
    ended || course.schedule === null
      ? []
      : rows.filter((row) => row.state === 'planned' && !projected.has(occurrenceKey(row.visitKey, row.cycle)));
  const moved = rows.flatMap((row) => {
    const visit = projected.get(occurrenceKey(row.visitKey, row.cycle));
    const columns = visit && !gone.includes(row) ? movedColumns(row, visit) : null;
    return columns ? [{ id: row.id, version: row.version + 1, ...columns }] : [];
  });
  const fresh = ended
    ? []
    : [...projected.values()]
        .filter((visit) => !onRecord.has(occurrenceKey(visit.visitKey, visit.cycle)))
        .map((visit) => newVisit(act, course, visit));
  return { gone: gone.map((row) => row.id), moved, fresh };
}

function newVisit(act: Act, course: Course, visit: ProjectedVisit): store.NewVisit {
  const definition = found(definitionOf(course, visit.visitKey));
  return {
    id: act.newId(),
    subject: course.subject,
    visitDefinitionId: definition.definitionId,
    visitKey: visit.visitKey,
    name: definition.name,
    position: definition.position,
    cycle: visit.cycle,
    repeatNo: 0,
    state: 'planned',
    source: 'program',
    ...columnsOf(visit),
  };
}

/** The window of a visit as its row keeps it: a range lies in `target` and `targetTo`, a single day in `target` alone. */
export function columnsOf(visit: ProjectedVisit): Columns {
  return {
    anchorDate: visit.anchorDate,
    target: visit.targetRange?.from ?? null,
    targetTo: visit.target === null ? (visit.targetRange?.to ?? null) : null,
    earliest: visit.earliest,
    latest: visit.latest,
    provisional: visit.provisional,
    rebookNeeded: visit.rebookNeeded,
    outByDays: visit.outByDays,
  };
}

// A completed visit keeps its window (BR-04); one that had none when it took place is given the first that is final.
function movedColumns(row: store.VisitRow, visit: ProjectedVisit): Columns | null {
  if (isDone(row.state)) {
    const isFinalWindow = visit.anchorBasis
      ? ['actual', 'milestone', 'consent'].includes(visit.anchorBasis)
      : visit.limit?.provisional === false;
    if (row.excludedReason !== null || row.earliest !== null || visit.earliest === null || !isFinalWindow) return null;
    return columnsOf(visit);
  }
  if (!isOpen(row.state)) return null;
  const columns = columnsOf(visit);
  const same = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null) => a?.toString() === b?.toString();
  const isSame =
    same(row.anchorDate, columns.anchorDate) &&
    same(row.target, columns.target) &&
    same(row.targetTo, columns.targetTo) &&
    same(row.earliest, columns.earliest) &&
    same(row.latest, columns.latest) &&
    row.provisional === columns.provisional &&
    row.rebookNeeded === columns.rebookNeeded;
  return isSame ? null : columns;
}
