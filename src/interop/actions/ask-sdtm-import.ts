// Asking for an import over the API: checked here as far as it is quick, done by a job.
import { eq } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import { enqueue, found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { pubStudy } from '#studies';
import type { interopContract } from '../contract.ts';
import { wholeStudy } from '../policy.ts';

type Routes = typeof interopContract;

/** The kind of the job that imports an SDTM folder. */
export const sdtmImportKind = 'interop.import-sdtm';

/** Queues the import and answers its job. */
export async function askSdtmImport(act: Act, studyId: string, body: BodyOf<Routes['importSdtm']>): Promise<AnswerOf<Routes['importSdtm']>> {
  const [study] = await act.tx.select({ code: pubStudy.code }).from(pubStudy).where(eq(pubStudy.id, studyId));
  const { code } = found(study);
  requireMay(act, 'interop.import', wholeStudy(studyId));
  const payload = { studyCode: code, files: body.files, timeZone: body.timeZone };
  return { jobId: await enqueue(act.tx, sdtmImportKind, payload, { askedBy: act.actor.id, jobId: act.newId() }) };
}
