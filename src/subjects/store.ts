// The room's writes, and the loads that its decisions need.
import { and, asc, eq, inArray } from 'drizzle-orm';
import { type Tx, forMany, found, insertRows, selectRow, selectRows, updateRows } from '#platform';
import type { Milestone, MilestoneDates } from '#studies/rules';
import { milestone, statusEvent, subject } from './tables.ts';

export type SubjectRow = typeof subject.$inferSelect;
export type StatusEventRow = typeof statusEvent.$inferSelect;
export type MilestoneRow = typeof milestone.$inferSelect;

/** One subject, or null out of scope. */
export const loadSubject = selectRow('subjects-subject', subject, 'where id = any ($1::uuid[])', 'id');

/** One subject, held until the transaction ends: everything that moves a subject or its visits goes through this lock. Null out of scope. */
export const lockSubject = selectRow('subjects-lock', subject, 'where id = any ($1::uuid[]) order by id for no key update', 'id');

const subjectsAtSite = selectRows('subjects-of-study-site', subject, 'where study_site_id = $1 order by number');
const stepsOfSubjects = selectRows('subjects-steps', statusEvent, 'where subject_id = any ($1::uuid[]) order by step', 'subjectId');
const milestonesOfSubjects = selectRows(
  'subjects-milestones',
  milestone,
  'where subject_id = any ($1::uuid[]) order by on_date, kind',
  'subjectId',
);
const subjectsByIds = selectRows('subjects-by-ids', subject, 'where id = any ($1::uuid[]) order by number', 'id');
const subjectColumns = [
  'id',
  'studyId',
  'siteId',
  'studySiteId',
  'number',
  'status',
  'scheduleVersionId',
  'personId',
  'consentedOn',
  'source',
  'arm',
] as const;
export type NewSubject = Pick<typeof subject.$inferInsert, (typeof subjectColumns)[number]>;
const addSubjects = insertRows('subjects-insert', subject, subjectColumns, 'on conflict do nothing');
const writeSubjects = updateRows('subjects-update', subject, ['status', 'arm', 'personId', 'version']);

/** The subjects of a study-site in scope, by number. */
export function loadSubjectsAtSite(tx: Tx, studySiteId: string): Promise<SubjectRow[]> {
  return subjectsAtSite(tx, [studySiteId]);
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
  return stepsOfSubjects(tx, [[subjectId]]);
}

/** The milestones of a subject, by date. */
export function loadMilestones(tx: Tx, subjectId: string): Promise<MilestoneRow[]> {
  return milestonesOfSubjects(tx, [[subjectId]]);
}

/**
 * Takes the next sequence number of a study-site for a new subject; the series stays locked until the transaction ends, so two consents never
 * share one. Those who ask at once are numbered in the order in which they ask.
 */
export async function takeNumber(
  tx: Tx,
  subjectId: string,
  place: { studySiteId: string; siteId: string; studyId: string },
): Promise<number> {
  const { rows } = await tx.$client.query<{ subject_id: string; sequence: number }>(
    forMany(
      {
        name: 'subjects-take-number',
        text: `with asked as (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as a (subject_id, id, site_id, study_id, place)),
          taken as (
            insert into subjects.number_series (id, site_id, study_id, last_issued) select id, site_id, study_id, count(*) from asked group by id, site_id, study_id
            on conflict (id) do update set last_issued = number_series.last_issued + excluded.last_issued returning id, last_issued)
          select a.subject_id, (t.last_issued + 1 - row_number() over (partition by a.id order by a.place desc))::integer as sequence
          from asked a join taken t on t.id = a.id`,
        values: [[subjectId], [place.studySiteId], [place.siteId], [place.studyId]],
      },
      { by: 'subject_id', keys: 0 },
    ),
  );
  return found(rows[0]).sequence;
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
export async function insertSubjects(tx: Tx, rows: readonly NewSubject[]): Promise<SubjectRow[]> {
  const fresh = await addSubjects(tx, rows);
  return fresh.size === 0 ? [] : subjectsByIds(tx, [[...fresh]]);
}

/** Writes the changes of a subject that this transaction holds. */
export async function updateSubject(
  tx: Tx,
  row: SubjectRow,
  changes: Partial<Pick<SubjectRow, 'status' | 'arm' | 'personId'>>,
): Promise<SubjectRow> {
  const changed = { ...row, ...changes, version: row.version + 1 };
  await writeSubjects(tx, [changed]);
  return changed;
}

/** Adds steps to histories. */
export const insertSteps = insertRows('subjects-insert-steps', statusEvent, [
  'id',
  'subjectId',
  'studyId',
  'siteId',
  'step',
  'fromStatus',
  'toStatus',
  'onDate',
  'reason',
  'withdrawnFrom',
  'lastDoseOn',
  'source',
]);

/** Records milestones, or corrects their dates; answers those that are new or moved. */
export async function saveMilestones(
  tx: Tx,
  rows: readonly (typeof milestone.$inferInsert)[],
): Promise<{ subjectId: string; kind: Milestone }[]> {
  if (rows.length === 0) return [];
  const statement = {
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
  };
  const saved = await tx.$client.query<{ subjectId: string; kind: Milestone }>(forMany(statement, { by: 'subjectId', keys: 1 }));
  return saved.rows;
}

/** Subjects of a study by number. */
export async function subjectsByNumber(tx: Tx, studyId: string, numbers: readonly string[]): Promise<{ id: string; number: string }[]> {
  return tx
    .select({ id: subject.id, number: subject.number })
    .from(subject)
    .where(and(eq(subject.studyId, studyId), inArray(subject.number, [...numbers])));
}

/** Subjects in scope by id, by number. */
export function loadSubjects(tx: Tx, subjectIds: readonly string[]): Promise<SubjectRow[]> {
  return subjectsByIds(tx, [subjectIds]);
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
