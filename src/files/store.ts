// The room's writes, and the load that its decisions need.
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '#platform';
import { file } from './tables.ts';

export type FileRow = typeof file.$inferSelect;

/** One file, or null out of scope. */
export async function loadFile(tx: Tx, fileId: string): Promise<FileRow | null> {
  const [row] = await tx.select().from(file).where(eq(file.id, fileId));
  return row ?? null;
}

/** Inserts a file's record. */
export async function insertFile(tx: Tx, row: typeof file.$inferInsert): Promise<void> {
  await tx.insert(file).values(row);
}

/** Puts a file that lies nowhere yet to a study. */
export async function placeAtStudy(tx: Tx, fileId: string, studyId: string): Promise<void> {
  await tx
    .update(file)
    .set({ studyId })
    .where(and(eq(file.id, fileId), isNull(file.siteId), isNull(file.studyId)));
}

/** Whether the actor's scope covers such a place; the wall of the table asks the same. */
export async function reaches(tx: Tx, siteId: string | null, studyId: string | null): Promise<boolean> {
  const { rows } = await tx.$client.query<{ reached: boolean }>({
    name: 'reaches-place',
    text: 'select access.scope_keys($1::uuid, $2::uuid) && access.my_scope() as reached',
    values: [siteId, studyId],
  });
  return rows[0]?.reached === true;
}
