// The room's background work: outlooks of what is in force and of scenarios, counting files of a registry, and reports.
import { z } from 'zod';
import type { Act } from '#access';
import type { JobKind } from '#platform';
import { discardPassing } from '#files';
import { JobCancelled, Refusal } from '#platform';
import {
  activityKind,
  countSent,
  drawnReport,
  groundOfReport,
  keepActivity,
  keepReport,
  makeOutlooks,
  outlookKind,
  reportKind,
  sentFiles,
} from './actions.ts';

const payload = z.object({ base: z.boolean(), scenarioIds: z.array(z.uuid()) });

/** Makes outlooks on behalf of the person who asked; a second run finds everything done. */
export const outlookJob: JobKind<Act, z.infer<typeof payload>> = {
  kind: outlookKind,
  parse: (given) => payload.parse(given),
  run: (work, request) =>
    work.act((act) => makeOutlooks(act, { ...request, step: (done, total) => work.step(done, total, 'making-outlooks') })),
};

const sent = z.object({ fileIds: z.array(z.uuid()), strict: z.boolean() });

/**
 * Counts sent files on behalf of the person who asked, outside of any transaction, and keeps the count; a second run finds them counted. The files are
 * thrown away as soon as the job is over.
 */
export const activityJob: JobKind<Act, z.infer<typeof sent>> = {
  kind: activityKind,
  parse: (given) => sent.parse(given),
  run: async (work, { fileIds, strict }) => {
    const discard = () => work.act((act) => discardPassing(act, fileIds));
    try {
      const files = await work.act((act) => sentFiles(act, fileIds));
      const step = (done: number, total: number, studies: number) => work.step(done, total, `reading-registry ${studies}`);
      const counted = await countSent(files, { strict, step });
      const kept = await work.act((act) => keepActivity(act, counted));
      await discard();
      return kept;
    } catch (error) {
      // After anything else the job is run again, and needs them again.
      if (error instanceof Refusal || error instanceof JobCancelled) await discard().catch(() => undefined);
      throw error;
    }
  },
};

const asked = z.object({ isDemo: z.boolean() });

/** Makes the report of the latest outlook on behalf of the person who asked; it is drawn outside of any transaction, chapter by chapter. */
export const reportJob: JobKind<Act, z.infer<typeof asked>> = {
  kind: reportKind,
  parse: (given) => asked.parse(given),
  run: async (work, { isDemo }) => {
    const ground = await work.act((act) => groundOfReport(act, isDemo));
    const drawn = await drawnReport(ground, (done, total) => work.step(done, total, 'writing-report'));
    return work.act((act) => keepReport(act, drawn));
  },
};
