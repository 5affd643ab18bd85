// The room's background work: importing SDTM datasets, all of it or nothing, stoppable until it is committed.
import { z } from 'zod';
import type { Act } from '#access';
import { discardPassing } from '#files';
import { JobCancelled, type JobKind, Refusal } from '#platform';
import { importSentDatasets } from './actions.ts';
import { sdtmImportKind } from './actions/ask-sdtm-import.ts';

const payload = z.object({ studyCode: z.string(), fileIds: z.array(z.string()), timeZone: z.string() });

/**
 * Imports sent datasets into a study on behalf of the person who asked. A second run finds everything done. The files hold more of the
 * participants than is kept, so they are thrown away as soon as the job is over, whatever its end.
 */
export const sdtmImportJob: JobKind<Act, z.infer<typeof payload>> = {
  kind: sdtmImportKind,
  parse: (given) => payload.parse(given),
  run: async (work, { studyCode, fileIds, timeZone }) => {
    const discard = () => work.act((act) => discardPassing(act, fileIds));
    try {
      const view = await work.act((act) => importSentDatasets(act, { fileIds, studyCode, timeZone, step: work.step }));
      await discard();
      return view;
    } catch (error) {
      // After anything else the job is run again, and needs them again.
      if (error instanceof Refusal || error instanceof JobCancelled) await discard().catch(() => undefined);
      throw error;
    }
  },
};
