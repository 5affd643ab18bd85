// The shell of files: bytes into the store while they are judged, then their record; and files put to their study or thrown away.
import { type Act, requireMay } from '#access';
import { type Temporal, newId } from '#lib';
import { type Database, type FileContent, FileStoreError, type Files, Refusal, inMegabytes, sha256Hex, transact } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { filesContract } from './contract.ts';
import { gone, storeOf, viewOf } from './questions.ts';
import { type FileUse, type Judge, fileUses, judgeOf, safeFileName, useNames } from './rules.ts';
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

/** Where a document belongs; other files lie nowhere yet. */
export interface FilePlace {
  readonly siteId?: string | undefined;
  readonly studyId?: string | undefined;
}

/** Refuses a file whose sender may not put one of this use there. Asked before its bytes are read, and once more with its record. */
export async function refusePlace(act: Act, use: FileUse, place: FilePlace): Promise<void> {
  const { siteId = null, studyId = null } = place;
  if (use !== 'document') return requireMay(act, fileUses[use].permission, {});
  if (siteId === null && studyId === null)
    throw new Refusal('place-required', { message: 'A document belongs to a site, a study, or both; say which.' });
  if (!(await store.reaches(act.tx, siteId, studyId))) throw new Refusal('not-found');
  requireMay(act, fileUses.document.permission, { siteId, studyId });
}

/** Records a stored file under its sender. A document lies at a site, a study or both; other files lie nowhere yet. */
export async function keepFile(act: Act, arrived: Arrived, place: FilePlace = {}): Promise<FileView> {
  await refusePlace(act, arrived.use, place);
  await store.holdBytes(act.tx, arrived.sha256);
  // Somebody's refusal of the same bytes may have removed them since they came.
  if ((await storeOf(act, arrived.use).size(arrived.sha256)) === undefined) throw gone();
  const { siteId = null, studyId = null } = place;
  const row = { id: act.newId(), ...arrived, siteId, studyId, uploadedBy: act.actor.id, uploadedAt: act.now };
  await store.insertFile(act.tx, row, !fileUses[arrived.use].stays);
  return viewOf(row);
}

/** The record of another room for which the program made something; `table` with its schema. */
export interface StandsOn {
  readonly table: string;
  readonly recordId: string;
  readonly siteId: string | null;
  readonly studyId: string | null;
}

/** Keeps bytes that the program made for as long as the record that stands on them; answers their SHA-256. Whoever made them checked the right. */
export async function keepMade(act: Act, bytes: Uint8Array, { table, recordId, siteId, studyId }: StandsOn): Promise<string> {
  const sha256 = sha256Hex(bytes);
  // Held first, so that nobody removes an older copy between its coming and the record.
  await store.holdBytes(act.tx, sha256);
  const put = act.files.kept.put(bytes);
  await Promise.all([put, store.insertHeld(act.tx, [{ id: act.newId(), sha256, recordTable: table, recordId, siteId, studyId }])]);
  return sha256;
}

const MOST_MADE_BYTES = 50_000_000;

/** What `keepMade` kept, as a file of this name and type. Who asks checked the right. Refuses with `gone` where the bytes are lost. */
export async function readMade(act: Act, sha256: string, { name, type }: { readonly name: string; readonly type: string }): Promise<File> {
  try {
    return new File([new Uint8Array(await act.files.kept.read(sha256, MOST_MADE_BYTES))], name, { type });
  } catch (error) {
    if (error instanceof FileStoreError && error.fault === 'not-found') throw new Refusal('gone', {});
    throw error;
  }
}

/** Puts a file that a record has taken up to its study, where others may see it. Only its sender's doing. */
export async function placeFile(act: Act, fileId: string, studyId: string): Promise<void> {
  await store.placeAtStudy(act.tx, fileId, studyId);
}

/** Ends the wait for files that only passed through, and throws away the bytes that nobody else awaits; their records stay. */
export async function discardPassing(act: Act, fileIds: readonly string[]): Promise<void> {
  await dropUnneeded(act, 'passing', await store.endWait(act.tx, fileIds));
}

type Dropping = Pick<Act, 'tx' | 'files' | 'now'>;

/** Removes the bytes among these that no record needs; answers how many. */
async function dropUnneeded({ tx, files, now }: Dropping, from: keyof Files, digests: readonly string[]): Promise<number> {
  if (digests.length === 0) return 0;
  const uses = useNames.filter((use) => fileUses[use].stays === (from === 'kept'));
  const dropped = await store.unneeded(tx, digests, uses, from === 'kept' ? null : now.subtract({ hours: 24 }));
  for (const sha256 of dropped) await files[from].discard(sha256);
  return dropped.length;
}

/** What removes bytes without an act of somebody: after a refusal, and once an hour. */
export interface BytesRoom {
  readonly database: Database;
  readonly files: Files;
  readonly now: () => Temporal.Instant;
}

/** Removes the bytes of a file that was refused after they had come, unless somebody's record needs them. */
export async function dropRefused(room: BytesRoom, { use, sha256 }: Pick<Arrived, 'use' | 'sha256'>): Promise<void> {
  await dropFrom(room, fileUses[use].stays ? 'kept' : 'passing', [sha256]);
}

const HOUR_MS = 3_600_000;
const AT_ONCE = 100;

/** Removes kept bytes that came more than an hour ago and that no record needs: what an end of the program left. Answers how many. */
export async function sweepKept(room: BytesRoom): Promise<number> {
  let [removed, digests]: [number, string[]] = [0, []];
  for await (const { sha256 } of room.files.kept.list({ restedMs: HOUR_MS })) {
    digests.push(sha256);
    if (digests.length < AT_ONCE) continue;
    removed += await dropFrom(room, 'kept', digests);
    digests = [];
  }
  return removed + (await dropFrom(room, 'kept', digests));
}

function dropFrom({ database, files, now }: BytesRoom, from: keyof Files, digests: readonly string[]): Promise<number> {
  const nobody = { credential: null, action: 'files.drop-unneeded', requestId: newId() };
  return transact(database, nobody, (tx) => dropUnneeded({ tx, files, now: now() }, from, digests));
}
