// The read side of files: what is known of one, and its bytes, for whoever may see it.
import { and, eq, gt, sql } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import { FileStoreError, type FileStore, Refusal, found } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { filesContract } from './contract.ts';
import { canRead } from './policy.ts';
import { type FileUse, fileUses } from './rules.ts';
import { type FileRow, loadFile } from './store.ts';
import { file } from './tables.ts';

type FileView = AnswerOf<(typeof filesContract)['file']>;

/** A file's record for whoever may see it; 404 out of scope. */
export async function readableFile(act: Act, fileId: string): Promise<FileRow> {
  const row = found(await loadFile(act.tx, fileId));
  if (!canRead(act.actor, row)) throw new Refusal('not-allowed', { permission: fileUses[row.use].readBy });
  return row;
}

/** What is known of a file. */
export async function viewFile(act: Act, fileId: string): Promise<FileView> {
  return viewOf(await readableFile(act, fileId));
}

/** A file's record as the API shows it. */
export function viewOf({ id, use, name, contentType, sizeBytes, sha256, siteId, studyId, uploadedAt }: FileRow): FileView {
  return { id, use, name, contentType, sizeBytes, sha256, siteId, studyId, uploadedAt: uploadedAt.toString() };
}

/** A file that was sent for this use, by the actor or where they may see it, with its bytes. */
export async function fileFor(act: Act, use: FileUse, fileId: string): Promise<FileRow & { readonly bytes: Buffer }> {
  const row = await readableFile(act, fileId);
  if (row.use !== use)
    throw new Refusal('wrong-use', { message: `The file was sent as ${row.use} and is wanted as ${use}.`, use: row.use });
  requireMay(act, fileUses[use].permission, {});
  try {
    return { ...row, bytes: await storeOf(act, use).read(row.sha256, fileUses[use].maxBytes) };
  } catch (error) {
    throw asGone(error);
  }
}

/** The store that holds the bytes of files of this use. */
export function storeOf({ files }: Pick<Act, 'files'>, use: FileUse): FileStore {
  return fileUses[use].stays ? files.kept : files.passing;
}

/** A file whose bytes are no longer there is gone; a damaged one stays a defect. */
export function asGone(error: unknown): unknown {
  return error instanceof FileStoreError && error.fault === 'not-found' ? gone() : error;
}

/** The refusal for bytes that are no longer there. */
export function gone(): Refusal {
  return new Refusal('gone', { message: 'The file is no longer kept; send it again.' });
}

const MOST_A_DAY = 2_000_000_000;

/** Refuses a sender whose files of the last day are more than 2 GB together. */
export async function refuseOverQuota(act: Act): Promise<void> {
  const since = act.now.subtract({ hours: 24 });
  const [sent] = await act.tx
    .select({ bytes: sql<string | null>`sum(${file.sizeBytes})` })
    .from(file)
    .where(and(eq(file.uploadedBy, act.actor.id), gt(file.uploadedAt, since)));
  if (Number(sent?.bytes ?? 0) > MOST_A_DAY)
    throw new Refusal('too-many-requests', { message: 'You have sent more than 2 GB within a day; go on tomorrow.' });
}
