// Siteward's own extension attributes: what a schedule says beyond the words of the digital protocol, as JSON texts beside its parts.
import { z } from 'zod';
import type { FirstDay } from '../../rules/schedule.ts';
import { milestones } from '../../rules/milestone.ts';
import type { StatedActivity, StatedDecision, StatedEpoch, StatedVisit } from '../../rules/stated.ts';
import { isObject, note, own } from './place.ts';
import type { Place } from './place.ts';

/** The extension attributes by what they stand beside; each value is one JSON text. */
export const STATED_URLS = {
  firstDay: 'urn:siteward:usdm:first-day',
  visit: 'urn:siteward:usdm:visit',
  decision: 'urn:siteward:usdm:decision',
  epoch: 'urn:siteward:usdm:epoch',
  activity: 'urn:siteward:usdm:activity',
} as const;

const key = z.string().min(1).max(1_000);
const milestone = z.enum(milestones);
const days = z.number().int().min(0).max(100_000);
const dayNumber = z
  .number()
  .int()
  .min(-100_000)
  .max(100_000)
  .refine((day) => day !== 0);
const timing = z.strictObject({
  anchor: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('visit'), visitKey: key }),
    z.strictObject({ kind: z.literal('milestone'), milestone, carriedBy: key.optional() }),
    z.strictObject({ kind: z.literal('consent') }),
  ]),
  offset: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('day'), day: dayNumber }),
    z.strictObject({
      kind: z.literal('duration'),
      amount: z.number().min(0).max(1_000_000),
      unit: z.enum(['hour', 'day', 'week', 'month']),
      direction: z.enum(['after', 'before']).optional(),
    }),
    z.strictObject({ kind: z.literal('range'), fromDay: dayNumber, toDay: dayNumber }).refine((range) => range.fromDay <= range.toDay),
  ]),
  windowBeforeDays: days,
  windowAfterDays: days,
  isWindowStated: z.literal(false).optional(),
  optimal: z.strictObject({ beforeDays: days, afterDays: days }).optional(),
});
const position = z.number().int().min(0).optional();
const block = z.strictObject({
  key,
  leadKey: key,
  visitKeys: z.array(key).min(1),
  lengthDays: z.number().int().min(1).max(100_000),
  windowBeforeDays: days.optional(),
  windowAfterDays: days.optional(),
  maxCycles: z.number().int().min(1).max(100_000).optional(),
  stopsAt: milestone.optional(),
});
const decision = z.strictObject({
  key,
  timeline: key,
  branches: z.array(z.strictObject({ condition: z.string(), target: key.nullable() })),
  otherwise: key.nullable(),
  loops: z.boolean(),
});
const visit = z.strictObject({
  key: key.optional(),
  name: key.optional(),
  timing: timing.optional(),
  carries: z.array(milestone).optional(),
  arms: z.array(key).nullable().optional(),
  modalities: z.array(z.enum(['on-site', 'phone', 'video', 'home'])).optional(),
  epoch: key.nullable().optional(),
  timeline: key.optional(),
  validDays: z.record(z.string(), z.number().int().min(1)).optional(),
  position,
});
const shapes = {
  firstDay: z.union([z.literal(0), z.literal(1)]),
  visit,
  decision: z.strictObject({ block: block.optional(), decision: decision.optional(), position }),
  epoch: z.strictObject({ key: key.optional(), isListed: z.literal(false).optional() }),
  activity: z.strictObject({ isListed: z.literal(false).optional() }),
} as const;

interface Stated {
  readonly firstDay: FirstDay;
  readonly visit: StatedVisit;
  readonly decision: StatedDecision;
  readonly epoch: StatedEpoch;
  readonly activity: StatedActivity;
}

/** What the file states beside this place; undefined where nothing, and with a warning where what stands there cannot be read. */
export function readStated<K extends keyof Stated>(place: Place, kind: K): Stated[K] | undefined {
  const attributes = own(place.value, 'extensionAttributes');
  const found: unknown = Array.isArray(attributes)
    ? attributes.find((attribute: unknown) => isObject(attribute) && own(attribute, 'url') === STATED_URLS[kind])
    : undefined;
  if (!isObject(found)) return undefined;
  const parsed = shapes[kind].safeParse(parse(own(found, 'valueString')));
  // The parsed record differs from the type only in saying `undefined` for what JSON leaves out.
  if (parsed.success) return parsed.data as Stated[K];
  note(
    place.findings.warnings,
    'extension-ignored',
    `${place.path}.extensionAttributes`,
    'What the file states here in words of its own cannot be read and is left out.',
  );
  return undefined;
}

function parse(text: unknown): unknown {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
