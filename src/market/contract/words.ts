// The words that all answers about the market share: tags, segments, evidence, assumptions and their changes.
import { z } from 'zod';
import { date, id, line, prose } from '#platform/contract';
import { outlookAxes } from '../rules.ts';

/** Where a figure comes from; it stands beside the figure wherever that is shown. */
export const tag = z.enum(['published', 'counted', 'assumed', 'modelled']);

export const axis = z.enum(outlookAxes);

/** One key of one cut. */
export const segment = z.object({ axis, key: line(100) });

/** When a source said it: a year, a month or a day. */
export const sourceDate = z
  .string()
  .regex(/^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD')
  .meta({ examples: ['2026-03'] });

const year = z.number().int().min(1990).max(2100);

/** A key in lower case with hyphens, as `market-size`. */
const quantity = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,60}$/, 'must be words in lower case joined by hyphens')
  .meta({ examples: ['market-size'] });

export const evidenceKinds = ['total', 'growth', 'rank', 'share', 'driver', 'challenge', 'trend', 'development', 'company'] as const;

/** A claim as somebody writes it down. What is measured and its unit are told wherever there is a value that may be compared. */
export const evidenceDraft = z.strictObject({
  kind: z.enum(evidenceKinds),
  claim: prose(1_000),
  quantity: quantity.nullable(),
  /** A figure, or else a word: the segment that a rank names, the name of a company. */
  value: z.number().finite().nullable(),
  word: line(200).nullable(),
  unit: line(40).nullable(),
  year: year.nullable(),
  source: line(500),
  sourceDate: sourceDate.nullable(),
  segment: segment.strict().nullable(),
  tag,
  disputed: z.boolean(),
  note: prose(2_000).nullable(),
  /** Relative standard deviation; null where the default of the assumptions counts. */
  sd: z.number().min(0).max(2).nullable(),
});

export type EvidenceDraft = z.infer<typeof evidenceDraft>;

/** A record as it is told. */
export const evidenceRecord = z.object({
  id: z.string(),
  kind: z.enum(evidenceKinds),
  claim: z.string(),
  quantity: z.string().nullable(),
  value: z.union([z.number(), z.string()]).nullable(),
  unit: z.string().nullable(),
  year: z.number().int().nullable(),
  source: z.string(),
  sourceDate: z.string().nullable(),
  segment: z.object({ axis, key: z.string() }).nullable(),
  tag,
  disputed: z.boolean(),
  note: z.string().nullable(),
  sd: z.number().nullable(),
});

/** The id of a record: of the published frame a key, of the network's own a UUID. */
export const evidenceId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be the id of a record')
  .meta({ examples: ['market-size-2025'] });

/** Of an assumption: a path of words, as `price.phase.III`. */
export const assumptionId = z.string().min(1).max(200);

/** One number on which the outlook stands. */
export const assumption = z.object({
  id: z.string(),
  value: z.number(),
  unit: z.string(),
  sd: z.number(),
  spread: z.enum(['relative', 'absolute']),
  tag,
  asOf: date,
  reason: z.string(),
});

/** What the network holds instead of what ships. */
export const assumptionChange = z.strictObject({
  id: assumptionId,
  value: z.number().finite().optional(),
  sd: z.number().min(0).optional(),
  tag: tag.optional(),
  asOf: date.optional(),
  reason: prose(1_000).optional(),
});

/** A share or a value of a part of the market that the network holds; one of `share` and `value` (USD million). */
export const marginClaim = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,99}$/, 'must be words in lower case joined by hyphens or dots'),
  axis,
  key: line(100),
  year,
  share: z.number().min(0).max(1).optional(),
  value: z.number().min(0).optional(),
  sd: z.number().min(0).max(2),
  tag,
  reason: prose(1_000),
});

/** One change of a scenario: to a value, by a factor, or by an amount. */
export const scenarioChange = z.union(
  [
    z.strictObject({ id: assumptionId, value: z.number().finite() }),
    z.strictObject({ id: assumptionId, factor: z.number().finite() }),
    z.strictObject({ id: assumptionId, add: z.number().finite() }),
  ],
  'must name an assumption by its id, and one of value, factor and add as a number',
);

/** Who said it and when. */
export const saidBy = z.object({ by: z.string(), at: z.string() });

export const lineId = id;

/** What is drafted, as JSON in the address: a preview only reads. */
export const draftInAddress = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .max(7_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(shape);
