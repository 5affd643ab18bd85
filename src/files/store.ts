// The room's writes, and the load that its decisions need.
import { and, eq, isNull } from 'drizzle-orm';
import type { Temporal } from '#lib';
import { type Tx, insertRows } from '#platform';
import type { FileUse } from './rules.ts';
import { awaited, file, held } from './tables.ts';

export type FileRow = typeof file.$inferSelect;

/** One file, or null out of scope. */
export async function loadFile(tx: Tx, fileId: string): Promise<FileRow | null> {
  const [row] = await tx.select().from(file).where(eq(file.id, fileId));
  return row ?? null;
}

/** Holds back whoever would remove the bytes of this digest until the transaction ends, and waits for one who is at it. */
export async function holdBytes(tx: Tx, sha256: string): Promise<void> {
  await tx.$client.query({
    name: 'hold-bytes',
    text: 'select pg_advisory_xact_lock_shared(hashtextextended($1, 0))',
    values: [sha256],
  });
}

/** Inserts a file's record; one that only passes through is awaited from then on. */
export async function insertFile(tx: Tx, row: typeof file.$inferInsert, isAwaited: boolean): Promise<void> {
  await tx.insert(file).values(row);
  if (isAwaited) await tx.insert(awaited).values({ fileId: row.id, uploadedBy: row.uploadedBy });
}

/** Writes down that a record of another room stands on bytes. */
export const insertHeld = insertRows('files-hold', held, ['id', 'sha256', 'recordTable', 'recordId', 'siteId', 'studyId']);

/** Ends the wait for these files of the actor; answers their digests, each once. */
export async function endWait(tx: Tx, fileIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.$client.query<{ sha256: string }>({
    name: 'end-wait',
    text: `with over as (delete from files.awaited where file_id = any($1::uuid[]) returning file_id)
           select distinct f.sha256 from files.file f join over on over.file_id = f.id`,
    values: [fileIds],
  });
  return rows.map(({ sha256 }) => sha256);
}

/** The digests among these that nobody's record of these uses needs; they stay locked until the transaction ends. */
export async function unneeded(
  tx: Tx,
  digests: readonly string[],
  uses: readonly FileUse[],
  since: Temporal.Instant | null,
): Promise<string[]> {
  const { rows } = await tx.$client.query<{ sha256: string }>({
    name: 'unneeded-bytes',
    text: 'select sha256 from files.unneeded($1::text[], $2::text[], $3::timestamptz) u (sha256)',
    values: [digests, uses, since?.toString() ?? null],
  });
  return rows.map(({ sha256 }) => sha256);
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
