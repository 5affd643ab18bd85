// Registry activity is counted and kept once: from tables that were sent, or as a command counted it on the caller's side.
import { type Act, requireMay } from '#access';
import { canonicalText } from '#forecasting/rules';
import { fileFor, readableFile } from '#files';
import { Refusal, enqueue, found, sha256Hex } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { insertImport, knownImport } from '../store/activity.ts';
import { type CountedRegistry, classifierVersion, countRegistry } from './count-registry.ts';

type Routes = typeof marketContract;

/** The kind of the job that counts tables of a registry. */
export const activityKind = 'market.import-activity';

/** The import that stands for the files, and whether they were counted before. */
export interface KeptActivity {
  readonly importId: string;
  readonly isNew: boolean;
  readonly studies: number;
  readonly cells: number;
}

/** Queues the count of sent tables and answers its job. Refuses files that were not sent as datasets by the actor. */
export async function askActivity(act: Act, { fileIds }: BodyOf<Routes['importActivity']>): Promise<AnswerOf<Routes['importActivity']>> {
  requireMay(act, 'market.run', wholeNetwork);
  for (const [at, fileId] of fileIds.entries()) {
    const file = await readableFile(act, fileId).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
    if (file?.use !== 'dataset' || fileIds.indexOf(fileId) !== at)
      throw new Refusal('file-unknown', {
        message: 'One of the files was not sent as a dataset, or is named twice.',
        path: `body.fileIds.${at}`,
      });
  }
  return { jobId: await enqueue(act.tx, activityKind, { fileIds }, { askedBy: act.actor.id, jobId: act.newId() }) };
}

/** Counts sent tables together, and keeps what they hold. Refuses tables that hold no study, naming the first fault. */
export async function importActivity(
  act: Act,
  fileIds: readonly string[],
  step?: (done: number, total: number) => Promise<void>,
): Promise<KeptActivity> {
  requireMay(act, 'market.run', wholeNetwork);
  const files = [];
  for (const [at, fileId] of fileIds.entries()) {
    await step?.(at, fileIds.length);
    const { name, bytes } = await fileFor(act, 'dataset', fileId);
    files.push({ name, bytes: oneByOne([bytes]) });
  }
  const counted = await countRegistry(files);
  if ('code' in counted) throw new Refusal(counted.code, { message: counted.message, file: counted.file, row: counted.row });
  return keepActivity(act, counted);
}

async function* oneByOne(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* pieces;
}

/** Keeps a count; the same files counted by the same table of areas are kept once. */
export async function keepActivity(act: Act, counted: CountedRegistry): Promise<KeptActivity> {
  requireMay(act, 'market.run', wholeNetwork);
  const id = act.newId();
  const { fileName, fileSha256, counts, warnings, cells } = counted;
  const isNew = await insertImport(act.tx, {
    id,
    fileName,
    fileSha256,
    format: 'ClinicalTrials.gov',
    classifierVersion,
    counts,
    warnings,
    cells,
    cellsSha256: sha256Hex(canonicalText(cells)),
    importedBy: act.actor.id,
    importedByName: act.actor.name,
    importedAt: act.now,
  });
  const importId = isNew ? id : found(await knownImport(act.tx, fileSha256, classifierVersion));
  return { importId, isNew, studies: counts['studies'] ?? 0, cells: cells.length };
}
