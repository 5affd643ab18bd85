// The outlook as it is read: of the assumptions in force, or of a scenario; its cells by any cut; and making one.
import { z } from 'zod';
import { command, id, instantText, question } from '#platform/contract';
import { areas, phases, services } from '../rules.ts';
import { assumption, axis, evidenceRecord, segment, tag } from './words.ts';

const year = z.number().int();
const interval = z.tuple([z.number(), z.number()]);
const intervals = { interval50: interval, interval80: interval, interval95: interval };
const answered = segment.extend({ year });

const margin = z.object({
  key: z.string(),
  /** The region of a country; null on the other cuts. */
  region: z.string().nullable(),
  year,
  value: z.number(),
  share: z.number(),
  /** Null where the first year has nothing. */
  cagr: z.number().nullable(),
  median: z.number(),
  ...intervals,
  tag,
});

const numberOrText = z.union([z.number(), z.string()]);

/** An outlook without its cells. USD million; shares and growth rates are fractions. */
export const outlookView = z.object({
  total: z.array(z.object({ year, value: z.number(), tag, ...intervals })),
  cagr: z.object({ published: z.number(), implied: z.number() }),
  margins: z.object({
    service: z.array(margin),
    area: z.array(margin),
    phase: z.array(margin),
    region: z.array(margin),
    country: z.array(margin),
  }),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  evidence: z.array(evidenceRecord),
  assumptions: z.array(assumption),
  conflicts: z.array(
    z.object({
      quantity: z.string(),
      year: year.nullable(),
      segment: segment.nullable(),
      records: z.array(z.string()),
      values: z.array(numberOrText),
      effect: z.string(),
    }),
  ),
  triangulation: z.array(
    z.object({
      year,
      pooled: z.number(),
      interval80: interval,
      prediction80: interval,
      between: z.number(),
      sources: z.array(z.object({ id: z.string(), value: z.number(), sd: z.number(), weight: z.number() })),
    }),
  ),
  tornado: z.object({
    of: answered,
    answer: z.number(),
    bars: z.array(z.object({ id: z.string(), low: z.number(), high: z.number(), answerAtLow: z.number(), answerAtHigh: z.number() })),
  }),
  elasticity: z.array(z.object({ axes: z.tuple([axis, axis]), largest: z.number(), mean: z.number() })),
  backtest: z
    .object({
      from: year,
      to: year,
      forecasts: z.number().int(),
      methods: z.array(
        z.object({
          method: z.string(),
          covered50: z.number(),
          covered80: z.number(),
          covered95: z.number(),
          crps: z.number(),
          ratio: z.number(),
        }),
      ),
    })
    .nullable(),
  scenario: z.object({ name: z.string(), reason: z.string(), changes: z.array(z.looseObject({ id: z.string() })) }).nullable(),
  kernel: z.string(),
  seed: z.string(),
});

export type OutlookView = z.infer<typeof outlookView>;

/** A kept run by what names it. */
export const runView = z.object({
  id,
  scenarioId: id.nullable(),
  scenario: z.string().nullable(),
  activityImportId: id.nullable(),
  kernel: z.string(),
  seed: z.string(),
  inputSha256: z.string(),
  resultSha256: z.string(),
  madeBy: z.string(),
  madeAt: instantText,
});

const oneOf = <T extends readonly [string, ...string[]]>(values: T) => z.enum(values);
const whichRun = { runId: id.optional(), scenarioId: id.optional() };

/** The routes of outlooks. */
export const outlookContract = {
  outlook: question({
    name: 'market.outlook',
    permission: 'market.view',
    path: '/market/outlook',
    summary: 'The latest outlook of the assumptions in force, or of a scenario, or a kept one by its run',
    query: whichRun,
    output: z.object({
      /** Null where none was made. */
      latest: z.object({ run: runView, outlook: outlookView }).nullable(),
      /** Whether evidence, assumptions, activity and the kernel are still those that it was made of; null without one. */
      isCurrent: z.boolean().nullable(),
      can: z.object({ run: z.boolean(), edit: z.boolean(), seePosition: z.boolean() }),
    }),
  }),
  cells: question({
    name: 'market.cells',
    permission: 'market.view',
    path: '/market/outlook/cells',
    summary:
      'The cells of an outlook that meet every filter, summed by two cuts and year, with the totals they add up to and the 80 % of each; null where no segment is so cut',
    query: {
      ...whichRun,
      service: oneOf(services).optional(),
      area: oneOf(areas).optional(),
      phase: oneOf(phases).optional(),
      region: z.string().max(60).optional(),
      country: z.string().max(60).optional(),
      year: z.coerce.number().int().optional(),
      by: axis.default('country'),
      then: axis.optional(),
    },
    output: z.object({
      run: runView.nullable(),
      tag,
      rows: z.array(
        z.object({
          key: z.string(),
          then: z.string().nullable(),
          year,
          value: z.number(),
          share: z.number(),
          interval80: interval.nullable(),
        }),
      ),
      totals: z.array(z.object({ year, value: z.number(), ofMarket: z.number(), interval80: interval.nullable() })),
    }),
  }),
  runs: question({
    name: 'market.runs',
    permission: 'market.view',
    path: '/market/runs',
    summary: 'Every kept outlook, the latest first, with kernel, seed and digests',
    output: z.array(runView),
  }),
  run: command({
    name: 'market.run',
    permission: 'market.run',
    path: '/market/runs',
    summary: 'Make the outlook of the assumptions in force and of scenarios; runs as a job, and makes nothing twice',
    body: { base: z.boolean(), scenarioIds: z.array(id).max(20) },
    output: z.object({ jobId: id }),
  }),
};
