// The room's writes, and the loads that its decisions need; many rows travel in one statement.
import { eq } from 'drizzle-orm';
import { type Tx, forMany, insertRows, selectRow, selectRows, together, updateRows } from '#platform';
import { activityOccurrence, visitOccurrence } from './tables.ts';

export type VisitRow = typeof visitOccurrence.$inferSelect;
export type ActivityRow = typeof activityOccurrence.$inferSelect;
/** What a plan decides about a visit. */
export type VisitWindowColumns = Pick<
  VisitRow,
  'anchorDate' | 'target' | 'targetTo' | 'earliest' | 'latest' | 'provisional' | 'rebookNeeded' | 'outByDays'
>;

/** What a completion writes. */
export type CompletionColumns = Pick<
  VisitRow,
  | 'state'
  | 'actualDate'
  | 'modality'
  | 'outByDays'
  | 'reasonCode'
  | 'reason'
  | 'provisional'
  | 'rebookNeeded'
  | 'occurredAt'
  | 'completedBy'
>;

const visitsOfSubjects = selectRows(
  'visits-of-subjects',
  visitOccurrence,
  'where subject_id = any($1::uuid[]) order by position, cycle, repeat_no',
  'subjectId',
);
const activitiesOfVisits = selectRows(
  'visits-activities-of-many',
  activityOccurrence,
  'where visit_id = any($1::uuid[]) order by visit_id, position',
  'visitId',
);
const windowColumns = ['anchorDate', 'target', 'targetTo', 'earliest', 'latest', 'provisional', 'rebookNeeded', 'outByDays'] as const;
const recordColumns = ['state', 'actualDate', 'modality', 'reasonCode', 'reason', 'occurredAt', 'completedBy', 'version'] as const;
const plannedColumns = [
  'id',
  'subjectId',
  'studyId',
  'siteId',
  'studySiteId',
  'scheduleVersionId',
  'visitDefinitionId',
  'visitKey',
  'name',
  'position',
  'cycle',
  'repeatNo',
  'state',
  'source',
  'bookedFor',
  'actualDate',
  'modality',
  'occurredAt',
  'excludedReason',
] as const;
const addVisits = insertRows('insert-visits', visitOccurrence, [...plannedColumns, ...windowColumns]);
const writeWindows = updateRows('update-windows', visitOccurrence, [...windowColumns, 'version']);
const writeVisits = updateRows('visits-save-many', visitOccurrence, [...windowColumns, ...recordColumns]);

/** One visit, or null out of scope. */
export const loadVisit = selectRow('visits-visit', visitOccurrence, 'where id = any ($1::uuid[])', 'id');

/** The visits of subjects, in the order of the schedule. */
export function loadVisitsOf(tx: Tx, subjectIds: readonly string[]): Promise<VisitRow[]> {
  return visitsOfSubjects(tx, [subjectIds]);
}

/** The activities on record for a visit, in their order. */
export function loadActivities(tx: Tx, visitId: string): Promise<ActivityRow[]> {
  return activitiesOfVisits(tx, [[visitId]]);
}

/** The activities on record for visits, in their order. */
export function loadActivitiesOf(tx: Tx, visitIds: readonly string[]): Promise<ActivityRow[]> {
  return activitiesOfVisits(tx, [visitIds]);
}

/** A visit as `insertVisits` takes it. */
export type NewVisit = Pick<
  VisitRow,
  'id' | 'visitDefinitionId' | 'visitKey' | 'name' | 'position' | 'cycle' | 'repeatNo' | 'state' | 'source'
> &
  Partial<VisitWindowColumns & Pick<VisitRow, 'bookedFor' | 'actualDate' | 'modality' | 'excludedReason' | 'occurredAt'>> & {
    readonly subject: Pick<VisitRow, 'id' | 'studyId' | 'siteId' | 'studySiteId' | 'scheduleVersionId'>;
  };

/** Inserts visits in one statement. */
export async function insertVisits(tx: Tx, rows: readonly NewVisit[]): Promise<void> {
  await addVisits(tx, rows.map(asInserted));
}

/** The row that `insertVisits` makes of a visit. */
export function asInserted({ subject, ...visit }: NewVisit): VisitRow {
  return {
    subjectId: subject.id,
    studyId: subject.studyId,
    siteId: subject.siteId,
    studySiteId: subject.studySiteId,
    scheduleVersionId: subject.scheduleVersionId,
    anchorDate: null,
    target: null,
    targetTo: null,
    earliest: null,
    latest: null,
    provisional: false,
    rebookNeeded: false,
    bookedFor: null,
    actualDate: null,
    modality: null,
    outByDays: null,
    reasonCode: null,
    reason: null,
    occurredAt: null,
    completedBy: null,
    generation: 0,
    excludedReason: null,
    version: 1,
    ...visit,
  };
}

/** Moves the windows of visits in one statement; `version` is the next one. */
export async function updateWindows(tx: Tx, rows: readonly (VisitWindowColumns & Pick<VisitRow, 'id' | 'version'>)[]): Promise<void> {
  await writeWindows(tx, rows);
}

/** Writes the windows and records of visits whose subject this transaction holds, in one statement. */
export async function saveVisits(tx: Tx, rows: readonly VisitRow[]): Promise<void> {
  await writeVisits(tx, rows);
}

const RETIRE = forMany(
  {
    name: 'retire-planned',
    text: `update visits.visit_occurrence set state = 'not-applicable', rebook_needed = false, version = version + 1
           where id = any($1::uuid[]) and state = 'planned' and generation > 0`,
  },
  'no-rows',
);
const DELETE = forMany(
  { name: 'delete-planned', text: `delete from visits.visit_occurrence where id = any($1::uuid[]) and state = 'planned'` },
  'no-rows',
);

/** Takes planned visits away that no longer belong to the plan; one that was written off before and is planned again stays, and does not apply. */
export async function deletePlanned(tx: Tx, visitIds: readonly string[]): Promise<void> {
  if (visitIds.length === 0) return;
  await together(tx.$client.query({ ...RETIRE, values: [visitIds] }), tx.$client.query({ ...DELETE, values: [visitIds] }));
}

/** Writes the changes of a visit whose subject this transaction holds. */
export async function updateVisit(tx: Tx, row: VisitRow, changes: Partial<VisitRow>): Promise<VisitRow> {
  const version = row.version + 1;
  await tx
    .update(visitOccurrence)
    .set({ ...changes, version })
    .where(eq(visitOccurrence.id, row.id));
  return { ...row, ...changes, version };
}

/** The row of a visit as its completion leaves it. */
export function asCompleted(row: VisitRow, changes: CompletionColumns): VisitRow {
  return { ...row, ...changes, version: row.version + 1 };
}

/** Writes a completion. */
export async function recordCompletion(tx: Tx, completed: VisitRow): Promise<void> {
  await tx.$client.query({
    name: 'visits-record-completion',
    text: `update visits.visit_occurrence set state = $2, actual_date = $3, modality = $4, out_by_days = $5, reason_code = $6, reason = $7, provisional = $8,
             rebook_needed = $9, occurred_at = $10, completed_by = $11, version = $12 where id = $1`,
    values: [
      completed.id,
      completed.state,
      completed.actualDate?.toString() ?? null,
      completed.modality,
      completed.outByDays,
      completed.reasonCode,
      completed.reason,
      completed.provisional,
      completed.rebookNeeded,
      completed.occurredAt?.toString() ?? null,
      completed.completedBy,
      completed.version,
    ],
  });
}

/** Records imported dates on visits that were still open, in one statement. */
export async function completeImported(
  tx: Tx,
  rows: readonly {
    readonly id: string;
    readonly actualDate: string;
    readonly excludedReason: string | null;
    readonly occurredAt: string;
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$client.query(
    `update visits.visit_occurrence v set state = 'completed', actual_date = r."actualDate", excluded_reason = r."excludedReason", occurred_at = r."occurredAt",
       source = 'imported', provisional = false, rebook_needed = false, earliest = null, latest = null, target = null, target_to = null, version = v.version + 1
     from jsonb_to_recordset($1::jsonb) as r ("id" uuid, "actualDate" date, "excludedReason" text, "occurredAt" timestamptz) where v.id = r."id"`,
    [JSON.stringify(rows)],
  );
}

/** What was decided about an activity of a visit. */
export type DecidedActivity = Pick<ActivityRow, 'id' | 'activityKey' | 'name' | 'position' | 'done' | 'notDoneReason'>;

const INSERT_ACTIVITIES = `insert into visits.activity_occurrence (id, visit_id, study_id, site_id, activity_key, name, position, done, not_done_reason)
  select a.id, a.visit_id, $1, $2, a.key, a.name, a.position, a.done, a.reason
  from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[], $8::boolean[], $9::text[])
    as a (id, visit_id, key, name, position, done, reason)`;
const firstActivities = forMany({ name: 'insert-activities', text: INSERT_ACTIVITIES }, 'no-rows');
const changedActivities = forMany(
  {
    name: 'save-activities',
    text: `${INSERT_ACTIVITIES}
    on conflict (visit_id, activity_key) do update set done = excluded.done, not_done_reason = excluded.not_done_reason
      where (activity_occurrence.done, activity_occurrence.not_done_reason) is distinct from (excluded.done, excluded.not_done_reason)`,
  },
  'no-rows',
);

/** Writes what was decided about the activities of a visit. `isFirst`: none is on its record, which the caller read behind the subject's lock. */
export async function saveActivities(tx: Tx, visit: VisitRow, rows: readonly DecidedActivity[], isFirst: boolean): Promise<void> {
  await saveActivitiesOf(tx, visit, new Map([[visit.id, rows]]), isFirst);
}

/** Writes what was decided about the activities of visits that lie at one place, in one statement; `isFirst` as above, of all of them. */
export async function saveActivitiesOf(
  tx: Tx,
  place: Pick<VisitRow, 'studyId' | 'siteId'>,
  decided: ReadonlyMap<string, readonly DecidedActivity[]>,
  isFirst: boolean,
): Promise<void> {
  const rows = [...decided].flatMap(([visitId, activities]) => activities.map((activity) => ({ ...activity, visitId })));
  if (rows.length === 0) return;
  // An upsert fires the trail for updates too, which costs as much as for the insertions.
  const statement = isFirst ? firstActivities : changedActivities;
  await tx.$client.query({
    ...statement,
    values: [
      place.studyId,
      place.siteId,
      rows.map((row) => row.id),
      rows.map((row) => row.visitId),
      rows.map((row) => row.activityKey),
      rows.map((row) => row.name),
      rows.map((row) => row.position),
      rows.map((row) => row.done),
      rows.map((row) => row.notDoneReason),
    ],
  });
}

const CLOSE = forMany(
  {
    name: 'close-open-visits',
    text: `update visits.visit_occurrence set state = case when state = 'planned' then 'not-applicable' else 'cancelled' end, rebook_needed = false, version = version + 1
           where subject_id = any ($1::uuid[]) and state in ('planned', 'booked', 'confirmed')`,
  },
  'no-rows',
);

/** Closes what will not take place any more: nobody had arranged it, or its booking is taken back. A visit under way stays open. */
export async function closeOpenVisits(tx: Tx, subjectId: string): Promise<void> {
  await tx.$client.query({ ...CLOSE, values: [[subjectId]] });
}
