// The shell of files: bytes into the store while they are judged, then their record; and files put to their study or thrown away.
import { type Act, requireMay } from '#access';
import { type FileContent, FileStoreError, type Files, Refusal, inMegabytes } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { filesContract } from './contract.ts';
import { storeOf, viewOf } from './questions.ts';
import { type FileUse, type Judge, fileUses, judgeOf, safeFileName } from './rules.ts';
import * as store from './store.ts';

type FileView = AnswerOf<(typeof filesContract)['file']>;

/** A file on its way in. */
export interface Arriving {
  readonly use: FileUse;
  /** The sender's name for it. */
  readonly name: string;
  readonly declaredType: string;
  readonly content: FileContent;
}

/** A file whose bytes are stored and judged, before anybody knows of it. */
export interface Arrived {
  readonly use: FileUse;
  readonly name: string;
  readonly declaredType: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Streams a file into its store; nothing of one that is refused, cut off or too large stays behind. Holds no transaction.
 * @throws {Refusal} `too-large`, `storage-full`, and what the judge of its use refuses.
 */
export async function takeIn(files: Files, { use, name, declaredType, content }: Arriving): Promise<Arrived> {
  const { maxBytes } = fileUses[use];
  const judge = judgeOf(use, safeFileName(name, declaredType), declaredType);
  const seen = { contentType: declaredType };
  try {
    const stored = await storeOf({ files }, use).put(judged(content, judge, seen), { maxBytes });
    return { use, name: safeFileName(name, seen.contentType), declaredType, contentType: seen.contentType, ...stored };
  } catch (error) {
    if (!(error instanceof FileStoreError)) throw error;
    if (error.fault === 'too-large') throw tooLarge(maxBytes);
    throw new Refusal('storage-full', { message: 'There is no room for the file just now.' });
  }
}

// The last word of the judge comes before the store has closed the file, so a refusal leaves nothing.
async function* judged(content: FileContent, judge: Judge, seen: { contentType: string }): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of content instanceof Uint8Array ? [content] : content) {
    const refusal = judge.take(piece);
    if (refusal) throw new Refusal(refusal.code, refusal.detail);
    yield piece;
  }
  const end = judge.end();
  if ('code' in end) throw new Refusal(end.code, end.detail);
  seen.contentType = end.contentType;
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal('too-large', { message: `The file is larger than ${inMegabytes(maxBytes)}.`, limitBytes: maxBytes });
}

/** Records a stored file under its sender. A document lies at a site, a study or both; other files lie nowhere yet. */
export async function keepFile(
  act: Act,
  arrived: Arrived,
  place: { readonly siteId?: string | undefined; readonly studyId?: string | undefined } = {},
): Promise<FileView> {
  const { siteId = null, studyId = null } = place;
  if (arrived.use === 'document') {
    if (siteId === null && studyId === null)
      throw new Refusal('place-required', { message: 'A document belongs to a site, a study, or both; say which.' });
    if (!(await store.reaches(act.tx, siteId, studyId))) throw new Refusal('not-found');
    requireMay(act, fileUses.document.permission, { siteId, studyId });
  } else requireMay(act, fileUses[arrived.use].permission, {});
  const row = { id: act.newId(), ...arrived, siteId, studyId, uploadedBy: act.actor.id, uploadedAt: act.now };
  await store.insertFile(act.tx, row);
  return viewOf(row);
}

/** Puts a file that a record has taken up to its study, where others may see it. Only its sender's doing. */
export async function placeFile(act: Act, fileId: string, studyId: string): Promise<void> {
  await store.placeAtStudy(act.tx, fileId, studyId);
}

/** Throws away the bytes of files that only passed through; their records stay. */
export async function discardPassing(act: Act, fileIds: readonly string[]): Promise<void> {
  for (const fileId of fileIds) {
    const row = await store.loadFile(act.tx, fileId);
    if (row && !fileUses[row.use].stays) await act.files.passing.discard(row.sha256);
  }
}
