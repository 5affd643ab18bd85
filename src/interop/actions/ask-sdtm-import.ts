// Asking for an import over the API: checked here as far as it is quick, done by a job.
import { type Act, requireMay } from '#access';
import { enqueue, found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { interopContract } from '../contract.ts';
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
  const payload = { studyCode, files: body.files, timeZone: body.timeZone };
  return { jobId: await enqueue(act.tx, sdtmImportKind, payload, { askedBy: act.actor.id, jobId: act.newId() }) };
}
