// The room's writes, and the loads that its decisions need.
import { UNCHANGED, type Tx, forMany, insertRows, selectRow, selectRows, updateRows } from '#platform';
import { deviation } from './tables.ts';

export type DeviationRow = typeof deviation.$inferSelect;
export type NewDeviation = typeof deviation.$inferInsert;

const draftedOfVisits = selectRows('monitoring-drafted', deviation, `where visit_id = any($1::uuid[]) and detected_by = 'rule'`, 'visitId');
const addDeviations = insertRows(
  'monitoring-insert-deviations',
  deviation,
  [
    'id',
    'studyId',
    'siteId',
    'subjectId',
    'visitId',
    'visitKey',
    'activityKey',
    'adverseEventId',
    'correction',
    'category',
    'state',
    'detectedBy',
    'occurredOn',
    'daysOut',
    'reasonCode',
    'reason',
    'summary',
  ],
  'on conflict do nothing',
);
const assessed = ['state', 'important', 'reportableTo', 'rootCause', 'voidedReason'] as const;
const writeDeviations = updateRows('monitoring-update-deviations', deviation, [...assessed, 'version'], UNCHANGED);

/** One deviation, or null out of scope. */
export const loadDeviation = selectRow('monitoring-deviation', deviation, 'where id = any ($1::uuid[])', 'id');

/** Every deviation of visits that a rule drafted. */
export function loadDrafted(tx: Tx, visitIds: readonly string[]): Promise<DeviationRow[]> {
  return draftedOfVisits(tx, [visitIds]);
}

/** Inserts deviations; what the same fact drafted before is left alone. */
export async function insertDeviations(tx: Tx, rows: readonly NewDeviation[]): Promise<void> {
  await addDeviations(
    tx,
    rows.map((row) => ({ correction: 0, ...row })),
  );
}

/** Writes what was assessed of a deviation if the version is still the one that was read. */
export async function updateDeviation(
  tx: Tx,
  row: DeviationRow,
  change: Partial<Pick<DeviationRow, (typeof assessed)[number]>>,
): Promise<boolean> {
  return (await writeDeviations(tx, [{ ...row, ...change, version: row.version + 1 }])).has(row.id);
}

/** Where a subject is. */
export interface SubjectPlace {
  readonly studyId: string;
  readonly siteId: string;
  readonly number: string;
}

/** A subject within the actor's reach. */
export async function loadSubject(tx: Tx, subjectId: string): Promise<SubjectPlace | undefined> {
  const { rows } = await tx.$client.query<SubjectPlace>({
    name: 'monitoring-subject',
    text: `select s.study_id as "studyId", s.site_id as "siteId", s.number from subjects.pub_subject s where s.id = $1`,
    values: [subjectId],
  });
  return rows[0];
}

/** The key of a subject's visit. */
export async function loadVisitKey(tx: Tx, subjectId: string, visitId: string): Promise<string | undefined> {
  const { rows } = await tx.$client.query<{ key: string }>({
    name: 'monitoring-visit',
    text: `select v.visit_key as key from visits.pub_visit v where v.id = $1 and v.subject_id = $2`,
    values: [visitId, subjectId],
  });
  return rows[0]?.key;
}

/** Whether the study is within the actor's reach. */
export async function isStudyInReach(tx: Tx, studyId: string): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'monitoring-study',
    text: 'select 1 from studies.pub_study s where s.id = $1',
    values: [studyId],
  });
  return rowCount === 1;
}

const NUMBER = forMany(
  { name: 'number-of-subject', text: 'select s.id, s.number from subjects.pub_subject s where s.id = any ($1::uuid[])' },
  { by: 'id', keys: 0 },
);

/** The number of a subject in scope. */
export async function numberOfSubject(tx: Tx, subjectId: string): Promise<string> {
  const { rows } = await tx.$client.query<{ number: string }>({ ...NUMBER, values: [[subjectId]] });
  return rows[0]?.number ?? '';
}
