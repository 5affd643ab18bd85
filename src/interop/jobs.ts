// The room's background work: importing an SDTM folder, all of it or nothing, stoppable until it is committed.
import { z } from 'zod';
import type { Act } from '#access';
import type { JobKind } from '#platform';
import { importSdtm } from './actions.ts';
import { sdtmImportKind } from './actions/ask-sdtm-import.ts';

const payload = z.object({ studyCode: z.string(), files: z.array(z.object({ name: z.string(), text: z.string() })), timeZone: z.string() });

/** Imports SDTM files into a study on behalf of the person who asked. A second run finds everything done. */
export const sdtmImportJob: JobKind<Act, z.infer<typeof payload>> = {
  kind: sdtmImportKind,
  parse: (given) => payload.parse(given),
  run: (work, { studyCode, files, timeZone }) => {
    const encoder = new TextEncoder();
    const asBytes = files.map(({ name, text }) => ({ name, bytes: encoder.encode(text) }));
    return work.act((act) => importSdtm(act, { files: asBytes, studyCode, anchor: 'first-dose', timeZone, step: work.step }));
  },
};
