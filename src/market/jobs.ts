// The room's background work: outlooks of what is in force and of scenarios, and counting tables of a registry.
import { z } from 'zod';
import type { Act } from '#access';
import type { JobKind } from '#platform';
import { discardPassing } from '#files';
import { JobCancelled, Refusal } from '#platform';
import { activityKind, importActivity, makeOutlooks, outlookKind } from './actions.ts';

const payload = z.object({ base: z.boolean(), scenarioIds: z.array(z.uuid()) });

/** Makes outlooks on behalf of the person who asked; a second run finds everything done. */
export const outlookJob: JobKind<Act, z.infer<typeof payload>> = {
  kind: outlookKind,
  parse: (given) => payload.parse(given),
  run: (work, request) =>
    work.act((act) => makeOutlooks(act, { ...request, step: (done, total) => work.step(done, total, 'making-outlooks') })),
};

const sent = z.object({ fileIds: z.array(z.uuid()) });

/** Counts sent tables on behalf of the person who asked; a second run finds them counted. They are thrown away as soon as the job is over. */
export const activityJob: JobKind<Act, z.infer<typeof sent>> = {
  kind: activityKind,
  parse: (given) => sent.parse(given),
  run: async (work, { fileIds }) => {
    const discard = () => work.act((act) => discardPassing(act, fileIds));
    try {
      const view = await work.act((act) => importActivity(act, fileIds, (done, total) => work.step(done, total, 'reading-files')));
      await discard();
      return view;
    } catch (error) {
      // After anything else the job is run again, and needs them again.
      if (error instanceof Refusal || error instanceof JobCancelled) await discard().catch(() => undefined);
      throw error;
    }
  },
};
