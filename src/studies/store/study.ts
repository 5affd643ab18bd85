// Writes and loads of studies and study-sites.
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Tx, selectRow } from '#platform';
import { pubStudySite, study, studySite, studySiteStep } from '../tables.ts';

export type StudyRow = typeof study.$inferSelect;
export type StudySiteRow = typeof studySite.$inferSelect;
/** A study-site with the names and the clock of its study and site. */
export type PublishedStudySite = typeof pubStudySite.$inferSelect;

/** One study, or null out of scope. */
export async function loadStudy(tx: Tx, studyId: string): Promise<StudyRow | null> {
  const [row] = await tx.select().from(study).where(eq(study.id, studyId));
  return row ?? null;
}

/** The study of this code, or null out of scope. */
export async function studyOfCode(tx: Tx, code: string): Promise<StudyRow | null> {
  const [row] = await tx.select().from(study).where(eq(study.code, code));
  return row ?? null;
}

/** Holds a study until the end of the transaction, so that its versions are numbered one after the other. */
export async function holdStudy(tx: Tx, studyId: string): Promise<void> {
  await tx.select({ id: study.id }).from(study).where(eq(study.id, studyId)).for('update');
}

/** Inserts a study; answers false when its code is taken. */
export async function insertStudy(tx: Tx, row: typeof study.$inferInsert): Promise<boolean> {
  return (await tx.insert(study).values(row).onConflictDoNothing()).rowCount === 1;
}

/** Writes the changes if the version is still the one that was read. */
export async function updateStudy(tx: Tx, studyId: string, version: number, changes: Partial<StudyRow>): Promise<boolean> {
  const updated = await tx
    .update(study)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(study.id, studyId), eq(study.version, version)));
  return updated.rowCount === 1;
}

/** One study-site, or null out of scope. */
export const loadStudySite = selectRow('studies-study-site-row', studySite, 'where id = any ($1::uuid[])', 'id');

/** One study-site with the names and the clock of its study and site; null out of scope. */
export const loadPublishedStudySite = selectRow('studies-study-site', pubStudySite, 'where id = any ($1::uuid[])', 'id');

/** Inserts a study-site; answers false when the site has the study already or the number is taken. */
export async function insertStudySite(tx: Tx, row: typeof studySite.$inferInsert): Promise<boolean> {
  return (await tx.insert(studySite).values(row).onConflictDoNothing()).rowCount === 1;
}

/** Writes the changes if the version is still the one that was read. */
export async function updateStudySite(tx: Tx, studySiteId: string, version: number, changes: Partial<StudySiteRow>): Promise<boolean> {
  const updated = await tx
    .update(studySite)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(studySite.id, studySiteId), eq(studySite.version, version)));
  return updated.rowCount === 1;
}

/** Keeps the day of a step of a study-site. */
export async function insertStudySiteStep(tx: Tx, row: typeof studySiteStep.$inferInsert): Promise<void> {
  await tx.insert(studySiteStep).values(row);
}

/** Gives the schedule to the study's sites that have none yet. */
export async function giveFirstSchedule(tx: Tx, studyId: string, scheduleVersionId: string): Promise<void> {
  await tx
    .update(studySite)
    .set({ scheduleVersionId, version: sql`${studySite.version} + 1` })
    .where(and(eq(studySite.studyId, studyId), isNull(studySite.scheduleVersionId)));
}
