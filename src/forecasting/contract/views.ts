// The shapes of forecasts as the routes answer them.
import { z } from 'zod';
import { date, id } from '#platform/contract';

const count = z.number().int();
const interval = z.object({ mean: z.number(), q10: z.number(), q90: z.number() });

/** Enrolled by the end of a day, those so far included. */
export const fanPoint = z.object({ date, q025: count, q10: count, q25: count, q50: count, q75: count, q90: count, q975: count });

/** One site: rates are participants a month of 30.4 days; `quarter` are further ones within 91 days, 80 %. */
export const siteOutlook = z.object({
  id,
  isOpen: z.boolean(),
  enrolled: count,
  exposureDays: z.number(),
  ratePerMonth: interval,
  pOpen: z.number(),
  quarter: interval,
});

/** A study's forecast. */
export const studyForecastView = z.object({
  kernel: z.string(),
  asOf: date,
  enrolled: count,
  target: count.nullable(),
  plannedTo: date.nullable(),
  fan: z.array(fanPoint),
  finish: z
    .object({ q10: date.nullable(), q50: date.nullable(), q90: date.nullable(), pNever: z.number(), pByPlanned: z.number().nullable() })
    .nullable(),
  waiting: z.object({ count, shareOfRisk: z.number() }),
  sites: z.array(siteOutlook),
  terms: z.object({
    name: z.string(),
    by: z.enum(['time', 'sites', 'none']),
    gain: z.number(),
    needed: z.number(),
    judged: z.array(z.object({ name: z.string(), gain: z.number() })),
  }),
  rates: z.object({ alpha: z.number(), meanPerMonth: z.number() }),
  openings: z.object({ startUps: count, opened: count, medianDays: z.number().nullable(), neverShare: z.number() }).nullable(),
  /** Who is in screening; the mean days it takes and those expected to be enrolled are null where nobody knows how long it takes. */
  screening: z.object({ waiting: count, passed: count, failed: count, meanDays: z.number().nullable(), expected: z.number().nullable() }),
  warnings: z.array(z.enum(['no-opening-history', 'selection-day-unknown', 'screening-unknown'])),
});

export type StudyForecastView = z.infer<typeof studyForecastView>;

const chances = { plannedTo: date.nullable(), byPlanned: count.nullable(), waiting: count, waitingShare: count };

/** The facts of the sentence that a forecast says. */
export const sentenceView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), target: count }),
  z.object({ kind: z.literal('open-ended'), enrolled: count }),
  z.object({
    kind: z.literal('likely'),
    on: date,
    earliest: date.nullable(),
    latest: date.nullable(),
    weeksLate: count.nullable(),
    ...chances,
  }),
  z.object({ kind: z.literal('unlikely'), ...chances }),
]);

/** What a forecast was made from. */
export const inputView = z.object({
  asOf: date,
  target: count.nullable(),
  plannedTo: date.nullable(),
  startUps: z.array(z.object({ days: count, opened: z.boolean() })),
  sites: z.array(
    z.object({
      id,
      number: z.string(),
      name: z.string(),
      openedOn: date.nullable(),
      waitingSince: date.nullable(),
      closesOn: date.nullable(),
      exposureDays: z.number().nullable(),
      enrolledOn: z.array(date),
      inScreening: z.array(count),
    }),
  ),
  screening: z.object({ passed: count, failed: count, lagDays: z.array(count), failedAfterDays: z.array(count) }),
});

/** An earlier forecast against what happened. */
export const judgedView = z.object({
  asOf: date,
  date,
  daysAhead: count,
  actual: count,
  q50: count,
  low: count,
  high: count,
  covered: z.object({ half: z.boolean(), most: z.boolean(), nearlyAll: z.boolean() }),
});

const share = z.number().nullable();

/** Judged forecasts in sum. */
export const trackRecord = z.object({
  judged: count,
  half: share,
  most: share,
  nearlyAll: share,
  meanMiss: share,
  meanExcess: share,
  missOfWidth: share,
});

/** The network's forecast. */
export const networkForecastView = z.object({ kernel: z.string(), asOf: date, enrolled: count, fan: z.array(fanPoint) });

/** An earlier forecast as it is drawn. */
export const pastFan = z.object({ asOf: date, origin: z.enum(['present', 'look-back']), fan: z.array(fanPoint) });
