// A schedule written by hand, as it comes over the wire.
import { z } from 'zod';
import { line, prose } from '#platform/contract';
import { milestones } from '../rules.ts';

const key = line(120);
const milestone = z.enum(milestones);
const widthDays = z.number().int().min(0).max(3_650);
const dayNumber = z
  .number()
  .int()
  .min(-3_650)
  .max(36_500)
  .refine((day) => day !== 0, 'must not be 0: there is no Day 0');

const anchor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('visit'), visitKey: key }),
  z.strictObject({ kind: z.literal('milestone'), milestone, carriedBy: key.optional() }),
  z.strictObject({ kind: z.literal('consent') }),
]);

const duration = z
  .strictObject({
    kind: z.literal('duration'),
    amount: z.number().min(0).max(100_000),
    unit: z.enum(['hour', 'day', 'week', 'month']),
    direction: z.enum(['after', 'before']).optional(),
  })
  .refine((length) => length.unit !== 'month' || Number.isInteger(length.amount), 'must be a whole number of months');

const offset = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('day'), day: dayNumber }),
  duration,
  z
    .strictObject({ kind: z.literal('range'), fromDay: dayNumber, toDay: dayNumber })
    .refine((range) => range.fromDay <= range.toDay, 'must run forward'),
]);

const timing = z.strictObject({
  anchor,
  offset,
  windowBeforeDays: widthDays,
  windowAfterDays: widthDays,
  isWindowStated: z.literal(false).optional(),
  optimal: z.strictObject({ beforeDays: widthDays, afterDays: widthDays }).optional(),
});

const visit = z.strictObject({
  key,
  name: line(),
  timing: timing.nullable(),
  carries: z.array(milestone).max(6).optional(),
  arms: z.array(key).min(1).max(50).optional(),
  modalities: z
    .array(z.enum(['on-site', 'phone', 'video', 'home']))
    .min(1)
    .max(4)
    .optional(),
  activities: z
    .array(z.strictObject({ key, name: line(), validDays: z.number().int().min(1).max(3_650).optional() }))
    .max(500)
    .optional(),
  epoch: line().nullable().optional(),
  timeline: line().optional(),
  isMain: z.boolean().optional(),
});

const block = z.strictObject({
  key,
  leadKey: key,
  visitKeys: z.array(key).min(1).max(500),
  lengthDays: z.number().int().min(1).max(3_650),
  windowBeforeDays: widthDays.optional(),
  windowAfterDays: widthDays.optional(),
  maxCycles: z.number().int().min(1).max(1_000).optional(),
  stopsAt: milestone.optional(),
});

const part = z.strictObject({ key, name: line() });

/** A whole schedule version; what it means stands at `PlannedSchedule`. */
export const scheduleBody = z.strictObject({
  firstDay: z.union([z.literal(0), z.literal(1)]).optional(),
  visits: z.array(visit).min(1).max(2_000),
  blocks: z.array(block).max(100).optional(),
  epochs: z.array(part).max(100).optional(),
  arms: z.array(part).max(100).optional(),
  decisions: z
    .array(
      z.strictObject({
        key,
        timeline: line(),
        branches: z.array(z.strictObject({ condition: prose(), target: key.nullable() })).max(100),
        otherwise: key.nullable(),
        loops: z.boolean(),
      }),
    )
    .max(200)
    .optional(),
  activities: z
    .array(z.strictObject({ key, name: line(), group: line().nullable().optional() }))
    .max(2_000)
    .optional(),
});
