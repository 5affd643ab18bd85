// The room's writes, and the loads that its decisions need.
import { and, asc, eq, inArray } from 'drizzle-orm';
import { type Tx, selectRows } from '#platform';
import type { Milestone, MilestoneDates } from '#studies/rules';
import { milestone, statusEvent, subject } from './tables.ts';

export type SubjectRow = typeof subject.$inferSelect;
export type StatusEventRow = typeof statusEvent.$inferSelect;
export type MilestoneRow = typeof milestone.$inferSelect;

const subjectById = selectRows('subjects-subject', subject, 'where id = $1');
const heldSubject = selectRows('subjects-lock', subject, 'where id = $1 for no key update');
const subjectsAtSite = selectRows('subjects-of-study-site', subject, 'where study_site_id = $1 order by number');
const stepsOfSubject = selectRows('subjects-steps', statusEvent, 'where subject_id = $1 order by step');
const milestonesByDate = selectRows('subjects-milestones-by-date', milestone, 'where subject_id = $1 order by on_date, kind');
const milestonesOfSubjects = selectRows('subjects-milestones', milestone, 'where subject_id = any($1::uuid[])');

/** One subject, or null out of scope. */
export async function loadSubject(tx: Tx, subjectId: string): Promise<SubjectRow | null> {
  return (await subjectById(tx, [subjectId]))[0] ?? null;
}

/** The subjects of a study-site in scope, by number. */
export function loadSubjectsAtSite(tx: Tx, studySiteId: string): Promise<SubjectRow[]> {
  return subjectsAtSite(tx, [studySiteId]);
}

/** One subject, held until the transaction ends: everything that moves a subject or its visits goes through this lock. Null out of scope. */
export async function lockSubject(tx: Tx, subjectId: string): Promise<SubjectRow | null> {
  return (await heldSubject(tx, [subjectId]))[0] ?? null;
}

/** Holds the subjects of a study, at one site or at all in scope, in the order of their ids. */
export async function lockSubjects(tx: Tx, studyId: string, siteId: string | null): Promise<void> {
  await tx.$client.query(
    `select 1 from subjects.subject s where s.study_id = $1 and ($2::uuid is null or s.site_id = $2) order by s.id for no key update`,
    [studyId, siteId],
  );
}

/** The steps of a subject, oldest first. */
export function loadSteps(tx: Tx, subjectId: string): Promise<StatusEventRow[]> {
  return stepsOfSubject(tx, [subjectId]);
}

/** The milestones of a subject, by date. */
export function loadMilestones(tx: Tx, subjectId: string): Promise<MilestoneRow[]> {
  return milestonesByDate(tx, [subjectId]);
}

/** Takes the next sequence number of a study-site; the series stays locked until the transaction ends, so two consents never share one. */
export async function takeNumber(tx: Tx, place: { studySiteId: string; siteId: string; studyId: string }): Promise<number> {
  const { rows } = await tx.$client.query<{ last_issued: number }>({
    name: 'take-subject-number',
    text: `insert into subjects.number_series (id, site_id, study_id, last_issued) values ($1, $2, $3, 1)
           on conflict (id) do update set last_issued = number_series.last_issued + 1 returning last_issued`,
    values: [place.studySiteId, place.siteId, place.studyId],
  });
  return rows[0]?.last_issued ?? 0;
}

/** Marks every number up to the given ones as issued. */
export async function reserveNumbers(
  tx: Tx,
  series: readonly { studySiteId: string; siteId: string; studyId: string; last: number }[],
): Promise<void> {
  await tx.$client.query(
    `insert into subjects.number_series (id, site_id, study_id, last_issued)
     select s.id, s.site, s.study, s.last from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[]) as s (id, site, study, last)
     on conflict (id) do update set last_issued = greatest(number_series.last_issued, excluded.last_issued)`,
    [series.map((s) => s.studySiteId), series.map((s) => s.siteId), series.map((s) => s.studyId), series.map((s) => s.last)],
  );
}

/** Inserts subjects; answers those that were not there yet (by study and number). */
export async function insertSubjects(tx: Tx, rows: readonly (typeof subject.$inferInsert)[]): Promise<SubjectRow[]> {
  return rows.length === 0
    ? []
    : tx
        .insert(subject)
        .values([...rows])
        .onConflictDoNothing()
        .returning();
}

/** Writes the changes of a subject that this transaction holds. */
export async function updateSubject(
  tx: Tx,
  row: SubjectRow,
  changes: Partial<Pick<SubjectRow, 'status' | 'arm' | 'personId'>>,
): Promise<SubjectRow> {
  const changed = { ...row, ...changes, version: row.version + 1 };
  await tx.$client.query({
    name: 'subjects-update',
    text: 'update subjects.subject set status = $2, arm = $3, person_id = $4, version = $5 where id = $1',
    values: [row.id, changed.status, changed.arm, changed.personId, changed.version],
  });
  return changed;
}

/** Adds steps to histories. */
export async function insertSteps(tx: Tx, rows: readonly (typeof statusEvent.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$client.query({
    name: 'subjects-insert-steps',
    text: `insert into subjects.status_event (id, subject_id, study_id, site_id, step, from_status, to_status, on_date, reason, withdrawn_from, last_dose_on, source)
     select e.id, e.subject, e.study, e.site, e.step, e.was, e.became, e.on_date, e.reason, string_to_array(e.withdrawn, ','), e.last_dose, e.source
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::date[], $9::text[], $10::text[], $11::date[], $12::text[])
       as e (id, subject, study, site, step, was, became, on_date, reason, withdrawn, last_dose, source)`,
    values: [
      rows.map((row) => row.id),
      rows.map((row) => row.subjectId),
      rows.map((row) => row.studyId),
      rows.map((row) => row.siteId),
      rows.map((row) => row.step),
      rows.map((row) => row.fromStatus ?? null),
      rows.map((row) => row.toStatus),
      rows.map((row) => row.onDate?.toString() ?? null),
      rows.map((row) => row.reason ?? null),
      rows.map((row) => (row.withdrawnFrom ?? []).join(',')),
      rows.map((row) => row.lastDoseOn?.toString() ?? null),
      rows.map((row) => row.source),
    ],
  });
}

/** Records milestones, or corrects their dates; answers those that are new or moved. */
export async function saveMilestones(
  tx: Tx,
  rows: readonly (typeof milestone.$inferInsert)[],
): Promise<{ subjectId: string; kind: Milestone }[]> {
  if (rows.length === 0) return [];
  const { rows: saved } = await tx.$client.query<{ subjectId: string; kind: Milestone }>({
    name: 'save-milestones',
    text: `insert into subjects.milestone (id, subject_id, study_id, site_id, kind, on_date, source)
           select m.id, m.subject, m.study, m.site, m.kind, m.on_date, m.source
           from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::date[], $7::text[]) as m (id, subject, study, site, kind, on_date, source)
           on conflict (subject_id, kind) do update set on_date = excluded.on_date, source = excluded.source, version = milestone.version + 1
             where milestone.on_date <> excluded.on_date
           returning subject_id as "subjectId", kind`,
    values: [
      rows.map((row) => row.id),
      rows.map((row) => row.subjectId),
      rows.map((row) => row.studyId),
      rows.map((row) => row.siteId),
      rows.map((row) => row.kind),
      rows.map((row) => row.onDate.toString()),
      rows.map((row) => row.source),
    ],
  });
  return saved;
}

/** Subjects of a study by number. */
export async function subjectsByNumber(tx: Tx, studyId: string, numbers: readonly string[]): Promise<{ id: string; number: string }[]> {
  return tx
    .select({ id: subject.id, number: subject.number })
    .from(subject)
    .where(and(eq(subject.studyId, studyId), inArray(subject.number, [...numbers])));
}

/** Subjects in scope by id. */
export function loadSubjects(tx: Tx, subjectIds: readonly string[]): Promise<SubjectRow[]> {
  return tx
    .select()
    .from(subject)
    .where(inArray(subject.id, [...subjectIds]))
    .orderBy(asc(subject.number));
}

/** The subjects of a study in scope, by number. */
export function loadSubjectsOfStudy(tx: Tx, studyId: string): Promise<SubjectRow[]> {
  return tx.select().from(subject).where(eq(subject.studyId, studyId)).orderBy(asc(subject.number));
}

/** The milestones of subjects, by subject. */
export async function loadMilestonesOf(tx: Tx, subjectIds: readonly string[]): Promise<Map<string, MilestoneDates>> {
  const rows = await milestonesOfSubjects(tx, [subjectIds]);
  const bySubject = new Map<string, MilestoneDates>();
  for (const { subjectId, kind, onDate } of rows) bySubject.set(subjectId, { ...bySubject.get(subjectId), [kind]: onDate });
  return bySubject;
}
