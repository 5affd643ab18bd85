// What `siteward market outlook --json` prints: the outlook, cut as it was asked for.
import { z } from 'zod';
import { outlookAxes } from '../rules.ts';
import { activityWarning } from './activity-view.ts';

const tag = z.enum(['published', 'counted', 'assumed', 'modelled']);
const axis = z.enum(outlookAxes);
const year = z.int();
const interval = z.tuple([z.number(), z.number()]).readonly();
const intervals = { interval50: interval, interval80: interval, interval95: interval };
const segment = z.strictObject({ axis, key: z.string() });
const scenario = z.strictObject({ name: z.string(), reason: z.string(), changes: z.array(z.looseObject({ id: z.string() })).readonly() });

const margin = z.strictObject({
  key: z.string(),
  region: z.string().nullable(),
  year,
  value: z.number(),
  share: z.number(),
  cagr: z.number().nullable(),
  median: z.number(),
  ...intervals,
  tag,
});
const margins = z.array(margin).readonly();

const cell = z.strictObject({
  service: z.string(),
  area: z.string(),
  phase: z.string(),
  country: z.string(),
  region: z.string(),
  year,
  value: z.number(),
});

const evidence = z.strictObject({
  id: z.string(),
  kind: z.string(),
  claim: z.string(),
  quantity: z.string().nullable(),
  value: z.union([z.number(), z.string()]).nullable(),
  unit: z.string().nullable(),
  year: year.nullable(),
  source: z.string(),
  sourceDate: z.string().nullable(),
  segment: segment.nullable(),
  tag,
  disputed: z.boolean(),
  note: z.string().nullable(),
  sd: z.number().nullable(),
});

const assumption = z.strictObject({
  id: z.string(),
  value: z.number(),
  unit: z.string(),
  sd: z.number(),
  spread: z.enum(['relative', 'absolute']),
  tag,
  asOf: z.string(),
  reason: z.string(),
});

const conflict = z.strictObject({
  quantity: z.string(),
  year: year.nullable(),
  segment: segment.nullable(),
  records: z.array(z.string()).readonly(),
  values: z.array(z.union([z.number(), z.string()])).readonly(),
  effect: z.string(),
});

const triangulation = z.strictObject({
  year,
  pooled: z.number(),
  interval80: interval,
  prediction80: interval,
  between: z.number(),
  sources: z.array(z.strictObject({ id: z.string(), value: z.number(), sd: z.number(), weight: z.number() })).readonly(),
});

const backtest = z.strictObject({
  from: year,
  to: year,
  forecasts: z.int(),
  methods: z
    .array(
      z.strictObject({
        method: z.string(),
        covered50: z.number(),
        covered80: z.number(),
        covered95: z.number(),
        crps: z.number(),
        ratio: z.number(),
      }),
    )
    .readonly(),
});

/** USD million; shares and growth rates are fractions. `cells` stand there with `--cells`, `comparison` with `--scenario`. */
export const outlookAnswer = z.strictObject({
  total: z.array(z.strictObject({ year, value: z.number(), tag, ...intervals })).readonly(),
  cagr: z.strictObject({ published: z.number(), implied: z.number() }),
  cells: z.array(cell).readonly().optional(),
  margins: z.strictObject({
    service: margins.optional(),
    area: margins.optional(),
    phase: margins.optional(),
    region: margins.optional(),
    country: margins.optional(),
  }),
  checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })).readonly(),
  evidence: z.array(evidence).readonly(),
  assumptions: z.array(assumption).readonly(),
  conflicts: z.array(conflict).readonly(),
  triangulation: z.array(triangulation).readonly(),
  tornado: z.strictObject({
    of: segment.extend({ year }),
    answer: z.number(),
    bars: z
      .array(z.strictObject({ id: z.string(), low: z.number(), high: z.number(), answerAtLow: z.number(), answerAtHigh: z.number() }))
      .readonly(),
  }),
  elasticity: z.array(z.strictObject({ axes: z.tuple([axis, axis]).readonly(), largest: z.number(), mean: z.number() })).readonly(),
  backtest: backtest.nullable(),
  scenario: scenario.nullable(),
  comparison: z
    .array(
      z.strictObject({
        axis: z.enum(['total', ...outlookAxes]),
        key: z.string().nullable(),
        year,
        values: z.array(z.number().nullable()).readonly(),
      }),
    )
    .readonly()
    .optional(),
  /** What was wrong with registry files, or is worth a remark. */
  warnings: z.array(activityWarning),
  kernel: z.string(),
  seed: z.string(),
  inputSha256: z.string(),
});
