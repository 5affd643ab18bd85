// Asking for an import over the API: checked here as far as it is quick, done by a job.
import { type Act, requireMay } from '#access';
import { readableFile } from '#files';
import { Refusal, enqueue, found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { type interopContract, maxImportBytes } from '../contract.ts';
import { wholeStudy } from '../policy.ts';
import { studyCodeOf } from '../questions.ts';

type Routes = typeof interopContract;

/** The kind of the job that imports an SDTM folder. */
export const sdtmImportKind = 'interop.import-sdtm';

/** Queues the import and answers its job. */
export async function askSdtmImport(
  act: Act,
  studyId: string,
  body: BodyOf<Routes['importSdtm']>,
): Promise<AnswerOf<Routes['importSdtm']>> {
  const studyCode = found(await studyCodeOf(act, studyId));
  requireMay(act, 'interop.import', wholeStudy(studyId));
  await checkSent(act, body.fileIds);
  const payload = { studyCode, fileIds: body.fileIds, timeZone: body.timeZone };
  return { jobId: await enqueue(act.tx, sdtmImportKind, payload, { askedBy: act.actor.id, jobId: act.newId() }) };
}

/** The files are the actor's own datasets, each once, and not too much together. */
async function checkSent(act: Act, fileIds: readonly string[]): Promise<void> {
  let sizeBytes = 0;
  for (const [at, fileId] of fileIds.entries()) {
    const path = `body.fileIds.${at}`;
    const file = await readableFile(act, fileId).catch((error: unknown) => {
      if (error instanceof Refusal) throw new Refusal('file-unknown', { message: 'One of the files was not sent, or not by you.', path });
      throw error;
    });
    if (file.use !== 'dataset' || fileIds.indexOf(fileId) !== at)
      throw new Refusal('file-unknown', { message: 'One of the files was not sent as a dataset, or is named twice.', path });
    sizeBytes += file.sizeBytes;
  }
  if (sizeBytes > maxImportBytes)
    throw new Refusal('too-large', { message: `The files are larger than ${maxImportBytes / 1_000_000} MB in all.`, path: 'body.fileIds' });
}
