// What the commands of forecasts print. A file that counts in dates is answered in dates, one that counts in days in days.
import { z } from 'zod';

const day = z.union([z.int(), z.iso.date()]);
const meanDay = z.union([z.number(), z.iso.date()]);
const share = z.number().min(0).max(1);

const warnings = z.array(z.strictObject({ code: z.string(), message: z.string() }));

/** Quantiles of the patients that come after the as-of day. */
const quantiles = z.strictObject({
  q025: z.int(),
  q10: z.int(),
  q25: z.int(),
  q50: z.int(),
  q75: z.int(),
  q90: z.int(),
  q975: z.int(),
});

/** The model behind a forecast: its method, the terms that were chosen and why. */
const model = z.strictObject({
  kernelVersion: z.string(),
  method: z.enum(['integrated', 'exact', 'moment']),
  openings: z.enum(['estimated', 'midpoint', 'window']),
  seed: z.int(),
  terms: z.string(),
  shape: z.strictObject({
    kind: z.enum(['constant', 'decay', 'ramp']),
    halfLifeDays: z.number().nullable(),
    rampDays: z.number().nullable(),
  }),
  firstToLast: z.number().nullable(),
  chosenBy: z.enum(['time', 'sites', 'none']),
  judged: z.array(z.strictObject({ terms: z.string(), heldBack: z.number(), gain: z.number(), weight: share })),
  reason: z.string(),
  startUps: z.strictObject({ known: z.int(), opened: z.int(), medianDays: z.number().nullable(), neverShare: share }).nullable(),
});

/** `siteward forecast enrolment --json`. Counts of horizons are patients beyond those enrolled so far. */
export const enrolmentForecastView = z.strictObject({
  mle: z.strictObject({ alpha: z.number(), beta: z.number(), meanRate: z.number(), logLik: z.number() }),
  enrolledSoFar: z.int(),
  remaining: z.int(),
  model,
  horizons: z.array(
    z.strictObject({
      day,
      mean: z.number(),
      rateVariance: z.number(),
      countVariance: z.number(),
      quantiles,
      pTarget: share,
    }),
  ),
  lastPatientIn: z.strictObject({
    q10: day.nullable(),
    q50: day.nullable(),
    q90: day.nullable(),
    mean: meanDay.nullable(),
    pNever: share,
  }),
  perSite: z.array(
    z.strictObject({
      site: z.string(),
      isOpen: z.boolean(),
      enrolled: z.int(),
      exposureDays: z.number(),
      ratePerDay: z.strictObject({ mean: z.number(), q10: z.number(), q90: z.number() }),
      pOpen: share,
      horizons: z.array(z.strictObject({ day, mean: z.number(), q10: z.int(), q90: z.int() })),
    }),
  ),
  warnings,
});

const baselines = z.strictObject({
  pooledPoisson: z.strictObject({ crps: z.number() }),
  line: z.strictObject({ crps: z.number() }),
});

/** `siteward forecast backtest --json`. */
export const backtestView = z.strictObject({
  cuts: z.array(
    z.strictObject({
      cut: share,
      asOf: day,
      terms: z.string(),
      horizons: z.array(
        z.strictObject({
          day,
          actual: z.int(),
          quantiles,
          crps: z.number(),
          covered: z.strictObject({ '50': z.boolean(), '80': z.boolean(), '95': z.boolean() }),
          baselines,
        }),
      ),
    }),
  ),
  summary: z.strictObject({
    horizons: z.int(),
    coverage: z.strictObject({ '50': share, '80': share, '95': share }).nullable(),
    crps: z.number().nullable(),
    baselines: baselines.nullable(),
  }),
  warnings,
});
