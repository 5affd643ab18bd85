// The room's background work: outlooks of what is in force and of scenarios.
import { z } from 'zod';
import type { Act } from '#access';
import type { JobKind } from '#platform';
import { makeOutlooks, outlookKind } from './actions/make.ts';

const payload = z.object({ base: z.boolean(), scenarioIds: z.array(z.uuid()) });

/** Makes outlooks on behalf of the person who asked; a second run finds everything done. */
export const outlookJob: JobKind<Act, z.infer<typeof payload>> = {
  kind: outlookKind,
  parse: (given) => payload.parse(given),
  run: (work, request) =>
    work.act((act) => makeOutlooks(act, { ...request, step: (done, total) => work.step(done, total, 'making-outlooks') })),
};
