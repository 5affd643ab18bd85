// The words of forecasts: of a study with its past ones, of the network, and asking for new ones.
import { z } from 'zod';
import { command, date, id, instantText, question } from '#platform/contract';
import {
  inputView,
  judgedView,
  networkForecastView,
  pastFan,
  sentenceView,
  siteOutlook,
  studyForecastView,
  trackRecord,
} from './contract/views.ts';

export type { StudyForecastView } from './contract/views.ts';

export { backtestView, enrolmentForecastView } from './contract/command-views.ts';

/** The most past days that one request may look back to. */
export const mostDays = 24;

/** Past days to look back to; none: the present day. */
const days = z.array(date).max(mostDays).meta({ description: 'Past days to forecast from, out of what had happened by then; none: today' });

/** The room's routes. */
export const forecastingContract = {
  study: question({
    name: 'forecasting.study',
    permission: 'forecasting.view',
    path: '/studies/{studyId}/forecast',
    summary: 'The latest forecast of a study, earlier ones against what happened, and each site in reach',
    params: { studyId: id },
    output: z.object({
      study: z.object({ id, code: z.string(), name: z.string() }),
      /** Null where none was made, and for readers of some of its sites alone. */
      latest: z
        .object({
          id,
          madeAt: instantText,
          seed: z.string(),
          inputSha256: z.string(),
          resultSha256: z.string(),
          sentence: sentenceView,
          forecast: studyForecastView,
          /** What it was made from: the page answers "what if" out of it. */
          input: inputView,
        })
        .nullable(),
      /** Why none can be made, as far as is known now. */
      hindrance: z.enum(['nobody-enrolled', 'no-site-open']).nullable(),
      /** The days of all enrolments up to now, in order; empty for readers of some sites alone. */
      enrolledOn: z.array(date),
      past: z.array(pastFan),
      judged: z.array(judgedView),
      record: trackRecord,
      sites: z.array(z.object({ studySiteId: id, siteId: id, number: z.string(), name: z.string(), asOf: date, outlook: siteOutlook })),
      /** Sites of the network that are not in the study: what they enrolled in others, and what sites of those studies' mean rates would have. */
      candidates: z.array(
        z.object({
          siteId: id,
          name: z.string(),
          history: z.object({ enrolled: z.number().int(), expected: z.number() }),
          studies: z.number().int(),
        }),
      ),
      can: z.object({ run: z.boolean() }),
    }),
  }),
  network: question({
    name: 'forecasting.network',
    permission: 'forecasting.view',
    path: '/forecasts',
    summary: 'The latest forecasts of the studies in reach, those least likely to reach their target first, and of the network',
    output: z.object({
      studies: z.array(
        z.object({
          id,
          code: z.string(),
          name: z.string(),
          asOf: date,
          enrolled: z.number().int(),
          target: z.number().int().nullable(),
          sentence: sentenceView,
        }),
      ),
      network: networkForecastView.nullable(),
      /** Earlier forecasts of the network, and how many of the latest one's participants were enrolled by when; for readers of the whole. */
      past: z.array(pastFan),
      came: z.array(z.object({ date, enrolled: z.number().int() })),
      record: trackRecord,
      /** The network's own earlier forecasts, each against the studies that were in it. */
      networkRecord: trackRecord,
      can: z.object({ run: z.boolean() }),
    }),
  }),
  runStudy: command({
    name: 'forecasting.run-study',
    permission: 'forecasting.run',
    path: '/studies/{studyId}/forecasts',
    summary: 'Forecast a study and its sites, from today or from past days; runs as a job',
    params: { studyId: id },
    body: { days },
    output: z.object({ jobId: id }),
  }),
  runNetwork: command({
    name: 'forecasting.run-network',
    permission: 'forecasting.run',
    path: '/forecasts',
    summary: 'Forecast every study and the network, from today or from past days; runs as a job',
    body: { days },
    output: z.object({ jobId: id }),
  }),
};
