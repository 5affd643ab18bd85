// Registry activity is counted and kept once, from files that were sent or as a command counted it on the caller's side; and outlooks stand on a count.
import { type Act, requireMay } from '#access';
import { canonicalText } from '#forecasting/rules';
import { asGone, readableFile, storeOf } from '#files';
import { Refusal, enqueue, found, sha256Hex } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { classifierVersion } from '../questions/classifier.ts';
import { chooseImport, insertImport, knownImport, loadActivityInForce, loadImport } from '../store/activity.ts';
import { type CountedRegistry, countRegistry } from './count-registry.ts';

type Routes = typeof marketContract;

/** The kind of the job that counts files of a registry. */
export const activityKind = 'market.import-activity';

/** The import that stands for the files, and whether they were counted before. */
export interface KeptActivity {
  readonly importId: string;
  readonly isNew: boolean;
  readonly studies: number;
  readonly cells: number;
  readonly faults: number;
}

/** Queues the count of sent files and answers its job. Refuses files that were not sent for it by the actor. */
export async function askActivity(
  act: Act,
  { fileIds, strict }: BodyOf<Routes['importActivity']>,
): Promise<AnswerOf<Routes['importActivity']>> {
  requireMay(act, 'market.run', wholeNetwork);
  await sentFiles(act, fileIds);
  return { jobId: await enqueue(act.tx, activityKind, { fileIds, strict }, { askedBy: act.actor.id, jobId: act.newId() }) };
}

/** A sent file with the way to its bytes, which needs no transaction. */
export interface SentRegistryFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

/** The files in the order in which they were named. Refuses what somebody else sent, what was sent for something else, and a file named twice. */
export async function sentFiles(act: Act, fileIds: readonly string[]): Promise<readonly SentRegistryFile[]> {
  const files: SentRegistryFile[] = [];
  for (const [at, fileId] of fileIds.entries()) {
    const row = await readableFile(act, fileId).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
    if (row?.use !== 'registry' || fileIds.indexOf(fileId) !== at)
      throw new Refusal('file-unknown', {
        message: 'One of the files was not sent as a registry’s file by you, or is named twice.',
        path: `body.fileIds.${at}`,
      });
    const store = storeOf(act, row.use);
    const open = () =>
      store.get(row.sha256).catch((error: unknown) => {
        throw asGone(error);
      });
    files.push({ name: row.name, sizeBytes: row.sizeBytes, open });
  }
  return files;
}

const STEP_BYTES = 32 * 1_048_576;
// A packed file can hold so much that its bytes hardly move.
const STEP_MS = 2_000;
const megabytes = (bytes: number) => Math.ceil(bytes / 1_048_576);

/** How counting goes on. `step` is told in megabytes with the studies so far, and may throw to stop it. */
export interface CountingSent {
  readonly strict: boolean;
  readonly step: (done: number, total: number, studies: number) => Promise<void>;
}

/** Counts sent files together, in no transaction since they may be large. Refuses files that hold no study, or one fault where that is too many. */
export async function countSent(files: readonly SentRegistryFile[], { strict, step }: CountingSent): Promise<CountedRegistry> {
  const total = Math.max(1, megabytes(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)));
  let [read, told, toldMs] = [0, 0, performance.now()];
  const watch = async (_file: string, bytes: number, studies: number) => {
    read += bytes;
    if (read - told < STEP_BYTES && performance.now() - toldMs < STEP_MS) return;
    [told, toldMs] = [read, performance.now()];
    await step(Math.min(total, megabytes(read)), total, studies);
  };
  await step(0, total, 0);
  const opened = files.map(({ name, open }) => ({ name, bytes: piecesOf(open) }));
  const counted = await countRegistry(opened, { isStrict: strict, watch });
  if (!('code' in counted)) return counted;
  const { code, message, file, row, column, faults, faultCount } = counted;
  throw new Refusal(code, { message, file, row, column, faults, faultCount });
}

async function* piecesOf(open: SentRegistryFile['open']): AsyncIterable<Uint8Array> {
  yield* await open();
}

/** Keeps a count; the same files counted by the same table of areas are kept once. */
export async function keepActivity(act: Act, counted: CountedRegistry): Promise<KeptActivity> {
  requireMay(act, 'market.run', wholeNetwork);
  const id = act.newId();
  const { fileName, fileSha256, files, format, counts, warnings, told, cells } = counted;
  const isNew = await insertImport(act.tx, {
    id,
    fileName,
    fileSha256,
    files,
    format,
    classifierVersion,
    counts,
    warnings,
    told,
    cells,
    cellsSha256: sha256Hex(canonicalText(cells)),
    importedBy: act.actor.id,
    importedByName: act.actor.name,
    importedAt: act.now,
  });
  const importId = isNew ? id : found(await knownImport(act.tx, fileSha256, classifierVersion));
  return { importId, isNew, studies: counts['studies'] ?? 0, cells: cells.length, faults: counts['faults'] ?? 0 };
}

/** Says which count outlooks stand on, or that they stand on none. Refuses one that is not there, and with `already-in-force` what they stand on now. */
export async function chooseActivity(
  act: Act,
  { importId, reason }: BodyOf<Routes['chooseActivity']>,
): Promise<AnswerOf<Routes['chooseActivity']>> {
  requireMay(act, 'market.run', wholeNetwork);
  if (importId !== null) found(await loadImport(act.tx, importId));
  const now = await loadActivityInForce(act.tx);
  if (now.importId === importId)
    throw new Refusal('already-in-force', { message: 'Outlooks stand on that already.', path: 'body.importId' });
  await chooseImport(act.tx, {
    id: act.newId(),
    activityImportId: importId,
    reason,
    chosenBy: act.actor.id,
    chosenByName: act.actor.name,
    chosenAt: act.now,
  });
  return { importId };
}
