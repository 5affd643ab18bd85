// The room's background work: forecasts of a study or of the network, from today or from past days.
import { z } from 'zod';
import type { Act } from '#access';
import type { JobKind } from '#platform';
import { forecastKind, makeForecasts } from './actions.ts';

const payload = z.object({ studyId: z.uuid().nullable(), days: z.array(z.string()) });

/** Makes forecasts on behalf of the person who asked; a second run finds everything done. */
export const forecastJob: JobKind<Act, z.infer<typeof payload>> = {
  kind: forecastKind,
  parse: (given) => payload.parse(given),
  run: (work, request) =>
    work.act((act) => makeForecasts(act, { ...request, step: (done, total) => work.step(done, total, 'forecasting-studies') })),
};
