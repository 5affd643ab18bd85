// The words of interoperation: taking over a trial that took place elsewhere.
import { z } from 'zod';
import { command, id } from '#platform/contract';
import { timeZone } from '#network/contract';

/** All files of one import together. */
export const maxImportBytes = 60_000_000;

export const importWarning = z.object({
  code: z.string(),
  message: z.string(),
  file: z.string().nullable(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
});

/** What a folder held, whether it was new or not: the same files answer the same. */
export const sdtmImportView = z.object({
  study: z.object({ code: z.string() }),
  sites: z.number().int(),
  subjects: z.number().int(),
  /** `scheduled` visits are judged by a window of the schedule, `excluded` ones are kept apart with their reason. */
  visits: z.object({ scheduled: z.number().int(), excluded: z.number().int() }),
  adverseEvents: z.number().int(),
  warnings: z.array(importWarning),
});

/** The room's routes. */
export const interopContract = {
  importSdtm: command({
    name: 'interop.import-sdtm',
    permission: 'interop.import',
    path: '/studies/{studyId}/sdtm-imports',
    summary: 'Take over the subjects, visits and adverse events of a trial from SDTM datasets (CSV) that were sent before; runs as a job',
    params: { studyId: id },
    body: { fileIds: z.array(id).min(1).max(100), timeZone },
    output: z.object({ jobId: id }),
  }),
};
